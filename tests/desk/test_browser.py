"""The desk in a real browser: each page at both widths, light and dark, what people do, and who cannot see or point."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from quoth.archive import open_archive
from quoth.archive.writing import store
from quoth.desk.settings import Limits, Settings
from tests.archive.examples import statement
from tests.desk.conftest import chromium, readings, served

pytestmark = pytest.mark.skipif(chromium() is None, reason="needs chromium; .ci/run installs it")
PAGES = {
    "home": "/",
    "person": "/who/person/oona%20brandt",
    "filtered": "/who/person/oona%20brandt?about=islanders&latest=1",
    "wordings": "/wordings/person/oona%20brandt",
    "choice": "/search?who=Una+Brandt",
    "statements": "/statements?about=ferry",
    "people": "/people",
    "articles": "/articles",
    "attention": "/attention",
    "article": "/article/1",
    "hostile": "/article/7",
    "check": "/check?quotation=Everybody+on+this+board+wanted+the+ferry+to+sail+that+night&by=Oona+Brandt",
    "read": "/read",
    "network": "/network",
    "statement": "/statement/2",
    "who": "/correct/who/person/oona%20brandt",
    "corrections": "/corrections",
    "login": "/login",
    "api": "/api/",
    "wrong": "/nothing",
}
# An article before whose words stand characters that a browser counts twice.
ASTRAL = 8
DRAFT = "“Nobody on this board wanted the ferry to sail that night,” said Oona Brandt."


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    with open_archive(folder / "archive.db", write=True) as archive:
        for reading in readings():
            store(archive, reading)
        astral = "The tide 🌊 is 🌊 and the tide is high, which everybody knows"
        store(archive, statement(astral, "Ida Strand", day="2024-07-07", id="astral"))
    (folder / "drafts").mkdir()
    with served(Settings(folder / "archive.db", folder / "drafts", limits=Limits(reading_seconds=140))) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


def opened(browser, width=1280, scheme="light", **more):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **more)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: page.problems.append(request.url) if "127.0.0.1" not in request.url else None)
    page.on("dialog", lambda dialog: (page.problems.append(dialog.message), dialog.dismiss()))
    return page


@pytest.fixture
def page(browser):
    made = opened(browser)
    yield made
    made.context.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_page_fits_runs_without_errors_and_is_accessible(desk, browser, width, scheme):
    page = opened(browser, width, scheme)
    axe, grave = Axe(), []
    for name, path in PAGES.items():
        page.goto(desk + path)
        if name in {"statement", "who"}:
            page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the screen"
        assert page.locator("h1").count() >= 1, name
        found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
        found = [each for each in found if each["impact"] in {"serious", "critical"}]
        grave += [f"{name}: {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
    assert not grave
    # That a page is not there is what one of them is about.
    problems = [problem for problem in page.problems if "404" not in problem]
    assert not problems
    page.context.close()


def test_from_search_to_a_person_to_a_statement_in_its_context(desk, page):
    page.goto(desk)
    page.get_by_label("Who", exact=True).fill("Oona Brandt")
    page.get_by_label("about whom or what").fill("islanders")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oona Brandt")
    expect(page.locator(".statement")).to_have_count(2)
    page.get_by_role("link", name="“The islanders will never sell their boats.”", exact=True).click()
    expect(page).to_have_url(re.compile(r"/article/1#a2$"))
    words = page.locator("#a2")
    expect(words).to_be_in_viewport()
    expect(words).to_be_focused()
    expect(words.locator("> .tip")).to_be_visible()
    assert "Weavers of Lindow" in words.locator("> .tip").get_attribute("data-chain")


def test_paste_read_add_ask(desk, page):
    page.goto(f"{desk}/read")
    page.get_by_label("Paste its text").fill(
        "“The lighthouse is not for sale,” said Marta Quist.\n\nThe council denied that it had asked."
    )
    page.get_by_text("What you know of it").click()
    page.get_by_label("Title").fill("The lighthouse")
    page.get_by_label("Outlet").fill("The Quist Herald")
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.get_by_text("Read, and not in the archive.")).to_be_visible(timeout=150_000)
    expect(page.locator(".text mark").first).to_contain_text("The lighthouse is not for sale")
    page.get_by_role("button", name="Add to the archive").click()
    expect(page).to_have_url(re.compile(r"/article/\d+$"))
    page.get_by_placeholder("Find a person").fill("Marta Quist")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Marta Quist")
    expect(page.locator(".statement")).to_contain_text("The lighthouse is not for sale")


def test_upload_and_leave(desk, page, tmp_path):
    (tmp_path / "note.txt").write_text("“We never left,” said Karin Holm.")
    page.goto(f"{desk}/read")
    page.locator("input[type=file]").set_input_files(tmp_path / "note.txt")
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_role("button", name="Leave it").click(timeout=150_000)
    expect(page).to_have_url(f"{desk}/read")
    page.goto(f"{desk}/search?who=Karin+Holm")
    expect(page.get_by_text("Nobody in the archive is called")).to_be_visible()


def test_check_a_draft(desk, page):
    page.goto(f"{desk}/check")
    page.get_by_label("The text, of which every quotation is checked").fill(DRAFT)
    page.get_by_role("button", name="Check the draft").click()
    expect(page.locator(".result .verdict b")).to_have_text("verbatim", timeout=150_000)


def test_a_correction_is_made_seen_in_an_export_and_undone(desk, page):
    def rows() -> str:
        return page.request.get(f"{desk}/statements.csv?about=sold").text()

    assert "Oona Brandt" in rows()
    page.goto(f"{desk}/statements?about=sold")
    page.get_by_role("link", name=re.compile("^correct")).first.click()
    page.get_by_text("Somebody else says it").click()
    page.get_by_label("Who says it").fill("Piet Olsen")
    page.locator("details[open]").get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Correct the speaker").click()
    expect(page.locator(".correction").first).to_contain_text("Piet Olsen")
    assert "Piet Olsen" in rows()
    page.get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(page.locator(".correction.undone").first).to_be_visible()
    assert "Piet Olsen" not in rows()


SELECT = """([first, last]) => {
  const passage = document.querySelector("[data-passage]");
  const texts = [];
  const walk = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) texts.push(walk.currentNode);
  const find = (words) => {
    const held = texts.find((each) => each.data.includes(words));
    return [held, held.data.indexOf(words)];
  };
  const [start, from] = find(first), [end, to] = find(last);
  getSelection().setBaseAndExtent(start, from, end, to + last.length);
}"""


def test_the_words_of_a_statement_are_selected_in_the_article(desk, page):
    def said() -> list[str]:
        return [each["words"] for each in page.request.get(f"{desk}/api/ask?about=tide").json()["statements"]]

    page.goto(f"{desk}/article/{ASTRAL}")
    page.get_by_role("link", name=re.compile("^correct statement")).first.click()
    page.get_by_text("It is more, less or other words").click()
    these, too = page.get_by_role("button", name="These words", exact=True), page.get_by_role("button", name="too")
    expect(these).to_be_disabled()
    # Half a word and a blank are selected; whole words are taken.
    page.evaluate(SELECT, ["ide is hi", "is hi"])
    expect(these).to_be_enabled()
    these.click()
    expect(page.locator(".passage mark")).to_have_text(["tide is high"])
    expect(page.get_by_label("The words as they stand in the article")).to_have_value("tide is high")
    page.evaluate(SELECT, [" everybody knows", "knows"])
    too.click()
    expect(page.locator(".passage mark")).to_have_text(["tide is high", "everybody knows"])
    page.locator("details[open]").get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Correct the words").click()
    expect(page.locator(".correction ins").first).to_have_text("tide is high … everybody knows")
    assert said() == ["tide is high … everybody knows"]
    page.get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(page.locator(".correction.undone").first).to_be_visible()
    assert said() == ["“The tide 🌊 is 🌊 and the tide is high, which everybody knows”"]
    # What is typed afterwards counts.
    page.goto(f"{desk}/article/{ASTRAL}")
    page.get_by_role("link", name=re.compile("^correct statement")).first.click()
    page.get_by_text("It is more, less or other words").click()
    page.evaluate(SELECT, ["tide is hi", "is hi"])
    these.click()
    page.get_by_label("The words as they stand in the article").fill("which everybody knows")
    page.locator("details[open]").get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Correct the words").click()
    expect(page.locator(".correction ins").first).to_have_text("which everybody knows")
    page.get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(page.locator(".correction.undone").first).to_be_visible()


def test_with_the_keyboard_alone(desk, page):
    page.goto(desk)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#who")).to_be_focused()
    page.keyboard.type("Oona Brandt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Oona Brandt")
    page.goto(f"{desk}/article/1")
    for anchor in ("a1", "a2"):
        page.keyboard.press("j")
        expect(page.locator(f"#{anchor}")).to_be_focused()
        expect(page).to_have_url(f"{desk}/article/1#{anchor}")
    page.keyboard.press("k")
    expect(page.locator("#a1")).to_be_focused()
    expect(page.locator("#a1 > .tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#a1 > .tip")).to_be_hidden()


def test_one_speaker_alone(desk, page):
    page.goto(f"{desk}/article/1")
    others = page.locator(".statements li[value]")
    expect(others.first).to_be_visible()
    count = len([each for each in others.all() if each.is_visible()])
    page.get_by_role("radio", name="Oona Brandt").check()
    assert len([each for each in others.all() if each.is_visible()]) < count


def test_a_tap_shows_the_chain_on_a_phone(desk, browser):
    page = opened(browser, 390, has_touch=True, is_mobile=True)
    page.goto(f"{desk}/article/1")
    page.locator("#a3").tap()
    expect(page.locator("#a3 > .tip")).to_be_visible()
    page.context.close()


def test_the_network_can_be_explored(desk, page):
    page.goto(f"{desk}/network")
    page.locator(".dot[aria-label^='Oona Brandt'] circle").hover()
    expect(page.locator("[data-network]")).to_have_class(re.compile("looking"))
    before = page.locator("[data-network]").get_attribute("viewBox")
    page.get_by_role("button", name="zoom in").click()
    assert page.locator("[data-network]").get_attribute("viewBox") != before


def test_without_a_script(desk, browser):
    page = opened(browser, java_script_enabled=False)
    page.goto(desk)
    page.get_by_label("Who", exact=True).fill("Oona Brandt")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oona Brandt")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("direct only").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".counts b")).to_have_text("3")
    page.goto(f"{desk}/article/1#a2")
    expect(page.locator("#a2")).to_be_in_viewport()
    page.locator("#a3").hover()
    expect(page.locator("#a3 > .tip")).to_be_visible()
    page.goto(f"{desk}/network")
    expect(page.locator("table tbody tr").first).to_be_visible()
    page.context.close()


def test_hostile_markup_runs_nothing(desk, page):
    for path in ("/", "/people", "/articles", "/attention", "/article/7", "/network", "/statements?about=script"):
        page.goto(desk + path)
        page.wait_for_load_state("networkidle")
    assert not page.problems


def test_a_dossier_prints(desk, browser, tmp_path):
    page = opened(browser)
    page.goto(f"{desk}/who/person/oona%20brandt")
    page.emulate_media(media="print")
    expect(page.locator("header.page")).to_be_hidden()
    expect(page.locator(".statement").first).to_be_visible()
    page.pdf(path=tmp_path / "dossier.pdf")
    with pypdfium2.PdfDocument(Path(tmp_path / "dossier.pdf")) as document:
        text = document[0].get_textpage().get_text_range()
    assert "Oona Brandt" in text
    assert "herald.example" in text
    page.context.close()
