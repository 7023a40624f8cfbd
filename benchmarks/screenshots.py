"""`make screenshots`: the pictures of the desk in the README, of the person and the article page, light and dark."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.serving import served
from quoth.archive import open_archive
from quoth.desk.settings import Settings

_PERSON = "person/leila brandt"
_ARTICLE = "Inquiry hears of “cheaper opinion” on ferry hull"
_WIDTH, _HEIGHT = 1280, 860


def main() -> None:
    """Open the desk on the archive, and photograph it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    options = parser.parse_args()
    chromium = os.environ.get("QUOTH_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("Screenshots need chromium: install it, or name it in QUOTH_CHROMIUM.")
    with open_archive(options.archive) as archive:
        (number,) = archive.db.execute("SELECT id FROM article WHERE title = ?", (_ARTICLE,)).fetchone()
    with tempfile.TemporaryDirectory() as drafts, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with served(Settings(options.archive, Path(drafts))) as address:
            _take(browser, f"{address}/who/{_PERSON}", "light", options.folder / "person.png")
            _take(browser, f"{address}/article/{number}#a2", "light", options.folder / "article.png")
        browser.close()


def _take(browser: Browser, address: str, scheme: str, path: Path) -> None:
    page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    # The note on the statement fades in.
    page.wait_for_timeout(600)
    page.screenshot(path=path)
    page.close()


if __name__ == "__main__":
    main()
