"""`python -m quoth.evaluation.quotation_checks`: how often `quoth check` is right, on quotations changed by a script.

The archive holds the readings of the PolNeAR dev articles; what is checked are its direct statements, changed in known
ways (`altered_quotations.py`), its indirect ones, and quotations of other articles. The table goes into a page of
figures, in the place of the one that is there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quoth.archive import Archive, open_archive
from quoth.archive.checking.check import Check, Checker
from quoth.archive.checking.verdicts import Verdict
from quoth.archive.writing import store
from quoth.errors import QuothError
from quoth.evaluation.altered_quotations import LEAST_WORDS, Case, Original, generate
from quoth.evaluation.corpora import GoldDocument, corpora_folder, read_polnear
from quoth.evaluation.sections import put_section
from quoth.intake.articles import make_article
from quoth.intake.plain import first_title, line_blocks
from quoth.pipeline import read_article

SECTION = "check"
EACH = 1_000
SEED = 20_160
_AIM = 0.97
_MARKS = "“”\"‘’' "
# An original that holds marks of its own could be cut or quoted in ways that the script does not know.
_OWN_MARKS = frozenset('…[]"“”')
_ABOUT = f"""Written by `make evaluate-check`. The archive holds the readings of the PolNeAR dev articles. Its direct
statements of at least {LEAST_WORDS} words are quoted whole or in part, with the noise of scans or in other typography
(verbatim), or changed by a seeded script; indirect ones are given as quotations (paraphrase), and quotations of train
articles are absent ones (not-found). Rows are what is right, columns what `quoth check` says. The script is written by
the same people as the rules: on other changes they will be right less often."""
_GRAVE = frozenset({"negation", "number"})


@dataclass(slots=True)
class Tally:
    """What came out for the cases of each kind, and altered negations and numbers that were called verbatim."""

    verdicts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    named: Counter[str] = field(default_factory=Counter)
    grave: list[str] = field(default_factory=list)

    def add(self, case: Case, check: Check) -> None:
        """Count one case."""
        kind = f"{case.verdict}: {case.change}" if case.change else case.verdict
        self.verdicts[kind][str(check.verdict)] += 1
        if not case.change or case.change in check.changes:
            self.named[kind] += str(check.verdict) == case.verdict
        if case.change in _GRAVE and check.verdict is Verdict.VERBATIM:
            self.grave.append(case.quotation)

    @property
    def total(self) -> int:
        """How many cases there are."""
        return sum(counter.total() for counter in self.verdicts.values())

    @property
    def right(self) -> int:
        """How many have the right verdict."""
        return sum(counter[kind.partition(":")[0]] for kind, counter in self.verdicts.items())


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the generated set and write the table; gives the exit status, 1 if less is right than is aimed at."""
    parser = argparse.ArgumentParser(prog="python -m quoth.evaluation.quotation_checks", description=__doc__)
    parser.add_argument("--into", type=Path, help="the page to put the table into; standard output if left out")
    parser.add_argument("--each", type=int, default=EACH, help="cases of each kind")
    parser.add_argument("--archive", type=Path, help="an archive of the dev articles, made if it is not there")
    options = parser.parse_args(arguments)
    try:
        folder = corpora_folder()
        with tempfile.TemporaryDirectory() as temporary:
            path = options.archive or Path(temporary) / "dev.db"
            if not path.exists():
                _fill(path, read_polnear(folder, "dev"))
            with open_archive(path) as archive:
                tally = evaluate(archive, read_polnear(folder, "train"), each=options.each)
    except QuothError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    table = render(tally)
    if options.into:
        put_section(options.into, SECTION, table)
    else:
        sys.stdout.write(table)
    return 0 if tally.right >= _AIM * tally.total and not tally.grave else 1


def evaluate(archive: Archive, others: Iterable[GoldDocument], *, each: int = EACH, seed: int = SEED) -> Tally:
    """Check `each` cases of every kind; quotations of the `others` are absent ones."""
    checker, tally = Checker(archive), Tally()
    absent = [words for document in others for words in _quoted(document)]
    for case in generate(_originals(archive), _paraphrases(archive), absent, each=each, seed=seed):
        tally.add(case, checker.check(case.quotation, by=case.by))
    return tally


def render(tally: Tally) -> str:
    """The confusion table in Markdown, with how many are right."""
    columns = [verdict for verdict in Verdict if any(counter[verdict] for counter in tally.verdicts.values())]
    lines = [
        "## Quotations checked",
        "",
        _ABOUT,
        "",
        f"| | n | right | change named | {' | '.join(columns)} |",
        f"| --- | --: | --: | --: |{' --: |' * len(columns)}",
    ]
    for kind, counter in tally.verdicts.items():
        right = counter[kind.partition(":")[0]] / counter.total()
        named = f"{tally.named[kind] / counter.total():.1%}" if ":" in kind else ""
        counts = " | ".join(str(counter[column]) if counter[column] else "" for column in columns)
        lines.append(f"| {kind} | {counter.total():,} | {right:.1%} | {named} | {counts} |")
    share = f"{tally.right:,} of {tally.total:,} verdicts are right ({tally.right / max(1, tally.total):.1%})"
    lines += ["", f"{share}; {len(tally.grave)} altered negations or numbers were called verbatim.", ""]
    return "\n".join(lines)


def _fill(path: Path, documents: Iterable[GoldDocument]) -> None:
    with open_archive(path, write=True) as archive:
        for document in documents:
            blocks = line_blocks(document.text)
            facts = document.facts
            article = make_article(
                document.text,
                blocks,
                id=document.id,
                title=facts.get("title") or first_title(document.text, blocks),
                outlet=facts.get("publisher"),
                published=facts.get("publication_date"),
            )
            store(archive, read_article(article))


def _originals(archive: Archive) -> list[Original]:
    rows = archive.db.execute(
        "SELECT content, speaker, id FROM statement"
        " WHERE quotation = 'direct' AND polarity = 'positive' AND speaker IS NOT NULL ORDER BY id"
    )
    found = [Original(words.strip(_MARKS), speaker, id) for words, speaker, id in rows]
    return [original for original in found if _fits(original.words)]


def _paraphrases(archive: Archive) -> list[str]:
    """Indirect statements that lie in no other, of which the words might be quoted."""
    rows = archive.db.execute(
        "SELECT content FROM statement WHERE quotation = 'indirect' AND depth = 0 AND polarity = 'positive'"
        " AND speaker IS NOT NULL ORDER BY id"
    )
    return [words for (words,) in rows if _fits(words)]


def _quoted(document: GoldDocument) -> Iterator[str]:
    for attribution in document.attributions:
        words = " ".join(span.of(document.text) for span in attribution.content)
        if words[:1] in {"“", '"'} and words[-1:] in {"”", '"'} and _fits(words.strip(_MARKS)):
            yield words.strip(_MARKS)


def _fits(words: str) -> bool:
    return len(words.split()) >= LEAST_WORDS and not _OWN_MARKS & set(words) and "\n" not in words


if __name__ == "__main__":
    sys.exit(main())
