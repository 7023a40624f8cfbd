"""`make fuzz`: documents of every format, damaged at random, through every reader and through the quotation marks.

    python -m robustness.fuzz --minutes 30 --seed 1

Whatever comes in, a reader gives an article that holds together, or one sentence that says what to do. What breaks
that is made as small as it goes, printed, and ends the run with status 1. The targets take turns until the time is up.
"""

from __future__ import annotations

import argparse
import gzip
import io
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from quoth.domain import Article
from quoth.errors import IntakeError
from quoth.intake import read_document
from quoth.intake.encodings import decode
from quoth.intake.feeds import read_feed
from quoth.intake.files import read_file
from quoth.intake.jsonlines import read_json
from quoth.intake.warc import read_records
from quoth.layout.features import lay_out
from quoth.layout.quotation_marks import MARK_CHARACTERS, Side, find_quotations, quote_features
from quoth.layout.windows import WINDOW_PIECES, cut_windows
from quoth.layout.words import split_paragraphs, split_words
from quoth.model import default_model
from robustness.seeds import FILES, PIECES, TABLES, TEXT, WARCS

# No document here is large: one that takes longer has found a loop that grows faster than it should.
_SECONDS = 20.0
_EXAMPLES = 200
_LONGEST = 40_000


@st.composite
def damaged(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds after up to a dozen accidents: parts lost, doubled, moved, overwritten, or put in."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 1, 2, 5, 20, 100, 1000))))
        put = draw(
            st.one_of(
                st.sampled_from(PIECES),
                st.binary(max_size=6),
                st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass")),
                st.just(data[start:end] * draw(st.sampled_from((0, 2, 30)))),
            )
        )
        data = (data[:start] + put + data[end:])[:_LONGEST]
    return data


def check_article(article: Article) -> None:
    """Every span lies in the text, blocks follow each other, and the text can be written."""
    article.text.encode()
    last = 0
    for block in article.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(article.text), block
        assert block.span.start >= last, article.blocks
        last = block.span.start
    for stated in (article.title, article.outlet, article.published, article.url, *article.authors):
        assert stated is None or (stated.strip() and stated.encode()), article


def check_error(error: IntakeError) -> None:
    """A message is one sentence."""
    told = str(error)
    assert "\n" not in told, told
    assert told.endswith((".", "?")), told


def one_document(data: bytes, suffix: str) -> None:
    """Bytes of any kind under any name."""
    try:
        article = read_document(data, path=f"news{suffix}")
    except IntakeError as error:
        check_error(error)
    else:
        check_article(article)
        check_marks(article.text)


def one_file(data: bytes, suffix: str) -> None:
    """A file, as the command line reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"news{suffix}")
        path.write_bytes(data)
        _check_each(read_file(path))


def one_string(data: bytes, _suffix: str) -> None:
    """A string, which may hold lone surrogates."""
    check_article(read_document(data.decode("utf-8", "replace").replace("\ufffd", "\ud800")))


def one_feed(data: bytes, _suffix: str) -> None:
    """A feed whose entries are fetched from a page that is damaged too."""
    _check_each(read_feed(data, name="The feed", fetch=lambda link: read_document(data, url=link)))


def one_json(data: bytes, _suffix: str) -> None:
    """JSON, on one line or many."""
    _check_each(read_json(data, name="The file"))


def one_crawl(data: bytes, _suffix: str) -> None:
    """A WARC file that was damaged, and one that holds damage and is packed well."""
    for stored in (data, gzip.compress(data, 1, mtime=0)):
        last = -1
        for record in read_records(io.BytesIO(stored), name="The file"):
            assert last <= record.offset <= len(stored), record
            last = record.offset
            assert [record.article, record.reason, record.language].count(None) == 2, record
            _check_each([record.article or IntakeError(record.reason or "None.")])


def one_table(data: bytes, _suffix: str) -> None:
    """A Parquet file."""
    one_file(data, ".parquet")


def one_layout(data: bytes, _suffix: str) -> None:
    """The model's input: words, marks and windows that hold together."""
    text = decode(data)
    check_marks(text)
    article = read_document(text or " ")
    layout = lay_out(article, default_model().tokenizer)
    assert len(layout.words) == len(layout.features) == len(layout.paragraph_of)
    counts = (layout.piece_starts[1:] - layout.piece_starts[:-1]).tolist()
    owned = 0
    for window in cut_windows(counts, layout.paragraph_starts, layout.sentence_starts):
        assert window.start <= window.owned_start == owned <= window.owned_end <= window.end
        assert sum(counts[window.start : window.end]) <= WINDOW_PIECES
        owned = window.owned_end
    assert owned == len(layout.words)


_NO_MARK = f"[^{re.escape(''.join(sorted(MARK_CHARACTERS)))}]*"
# A paragraph in which no mark can be taken for another: nothing but curly pairs, each around whole words.
_PLAIN = re.compile(rf"{_NO_MARK}(?:(?<!\S)“(?=\w){_NO_MARK}(?<=[\w.,!?])”(?!\S){_NO_MARK})+")


def check_marks(text: str) -> None:
    """What `find_quotations` says of a text can be so, and plain quotations are found in it, whatever stands around."""
    paragraphs = split_paragraphs(text)
    found = find_quotations(text, paragraphs)
    around: list[int] = []
    for quoted in found:
        assert 0 <= quoted.span.start < quoted.span.end <= len(text), quoted
        assert quoted.span.start <= quoted.inner.start <= quoted.inner.end <= quoted.span.end, quoted
        assert quoted.marks[0].side is Side.OPENS, quoted
        assert (quoted.marks[-1].side is Side.CLOSES) == quoted.closed, quoted
        assert all(mark.side is Side.REOPENS for mark in quoted.marks[1 : len(quoted.marks) - quoted.closed]), quoted
        places = [mark.span for mark in quoted.marks]
        assert places == sorted(set(places)), quoted
        around = [end for end in around if end > quoted.span.start]
        assert all(end >= quoted.span.end for end in around), (quoted, "crosses another")
        around.append(quoted.span.end)
        assert quoted.depth == len(around), quoted
    marked = {mark.span.start for quoted in found for mark in quoted.marks}
    for paragraph in paragraphs:
        if _PLAIN.fullmatch(text, paragraph.start, paragraph.end):
            written = {at for at in range(paragraph.start, paragraph.end) if text[at] in "“”"}
            assert written <= marked, (paragraph.of(text), "is not quoted")
    words = [word.start for word in split_words(text)]
    assert len(quote_features(text, found, words)) == len(words)


def _check_each(found: object) -> None:
    for item in found:  # type: ignore[attr-defined]
        if isinstance(item, IntakeError):
            check_error(item)
        else:
            check_article(item)


Target = Callable[[bytes, str], None]
_MARKED = (TEXT.encode(), "“a” 'b' \"c\n\n\"d\" ‘e’ „f“ »g« ``h''".encode())
TARGETS: dict[Target, Sequence[bytes]] = {
    one_document: tuple(data for data, _ in FILES),
    one_file: tuple(data for data, _ in FILES),
    one_string: tuple(data for data, suffix in FILES if suffix in {".txt", ".html", ""}),
    one_feed: tuple(data for data, suffix in FILES if suffix in {".rss", ".atom"}),
    one_json: tuple(data for data, suffix in FILES if suffix in {".jsonl", ".json"}),
    one_crawl: WARCS,
    one_table: TABLES,
    one_layout: _MARKED,
}


def attack(target: Target, *, number: int, examples: int = _EXAMPLES) -> int:
    """Give one target so many documents, drawn from a numbered seed; how many it took. Raises what it finds."""
    tried = 0

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(data=damaged(TARGETS[target]), suffix=st.sampled_from(sorted({suffix for _, suffix in FILES})))
    def run(data: bytes, suffix: str) -> None:
        nonlocal tried
        tried += 1
        began = time.process_time()
        target(data, suffix)
        assert time.process_time() - began < _SECONDS, "takes too long"

    run()
    return tried


def main(arguments: Sequence[str] | None = None) -> int:
    """Attack all targets in turn until the time is up; 1 if something was found."""
    names = {target.__name__: target for target in TARGETS}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--only", choices=sorted(names), action="append", help="this target; may be given again")
    parser.add_argument("--seed", type=int, default=1, help="the first seed; each turn takes the next one")
    options = parser.parse_args(arguments)
    until = time.monotonic() + 60 * options.minutes
    tried, found = dict.fromkeys((names[name] for name in options.only or names), 0), set[Target]()
    for number in count(options.seed):
        for target in tried:
            if time.monotonic() < until and target not in found:
                try:
                    tried[target] += attack(target, number=number)
                except Exception:  # whatever it is, it is what we look for
                    found.add(target)
                    sys.stdout.write(f"{target.__name__}, seed {number}:\n{traceback.format_exc()}\n")
        if time.monotonic() >= until or len(found) == len(tried):
            break
    for target, documents in tried.items():
        sys.stdout.write(f"{target.__name__}: {documents:,} documents{', broken' if target in found else ''}\n")
    sys.stdout.write(
        f"seeds {options.seed} to {number}, {sum(tried.values()):,} documents, {len(found)} targets broken\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
