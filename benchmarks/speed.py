"""How fast Quoth reads beside spaCy, textacy and trafilatura, where the time goes, start and memory: all in one run.

    python -m benchmarks.speed --out docs/performance.md

One core each, but for the reading with two processes. Reader and peers take turns article by article, so that a
machine that changes its speed changes it for all of them; what is printed beside words per second are ratios.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROUNDS = 3
# The kernel's own high-water mark of this program alone: `ru_maxrss` would count what forked it.
_START = """
import sys
import quoth
quoth.read_file(sys.argv[1])
status = open("/proc/self/status").read()
print(int(status.partition("VmHWM:")[2].split()[0]) / 1024)
"""
_OURS, _SPACY, _TEXTACY, _TRAFILATURA = "Quoth", "spaCy", "textacy", "trafilatura"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--articles", type=int, default=84)
    options = parser.parse_args(arguments)
    cores = os.sched_getaffinity(0)
    one_core(cores)
    # Imported only now: libraries count the cores when they are loaded.
    from benchmarks.peers import main_text, spacy_pipeline, textacy_reader, web_page  # noqa: PLC0415
    from benchmarks.skipping import skipped  # noqa: PLC0415
    from benchmarks.stages import matrix_throughput, products, stage_seconds  # noqa: PLC0415
    from quoth.evaluation.corpora import corpora_folder, read_polnear  # noqa: PLC0415
    from quoth.model import Model  # noqa: PLC0415
    from quoth.pipeline import read  # noqa: PLC0415

    documents = list(read_polnear(corpora_folder(), "dev"))[: options.articles]
    texts = [document.text for document in documents]
    pages = {text: web_page(text) for text in texts}
    model, parse = Model(threads=1), spacy_pipeline()
    textacy = textacy_reader(parse)
    readers: dict[str, Callable[[str], object]] = {
        _OURS: lambda text: read(text, model=model),
        _SPACY: parse,
        _TEXTACY: textacy,
        _TRAFILATURA: lambda text: main_text(pages[text]),
    }
    seconds = in_turns(texts, readers)
    found = {_OURS: accuracy(documents, readers[_OURS]), _TEXTACY: accuracy(documents, textacy)}
    stages = stage_seconds(readers[_OURS], texts)
    starts, peaks = first_readings(texts)
    os.sched_setaffinity(0, cores)
    page = [
        heading(texts),
        beside_others(texts, seconds, found),
        with_processes(texts, len(cores)),
        by_stage(texts, stages, products(model, texts), (matrix_throughput(), matrix_throughput(floats=True))),
        start_and_memory(starts, peaks),
        skipping(skipped(documents, corpora_folder())),
    ]
    told = "\n".join(page)
    if options.out:
        options.out.write_text(told, encoding="utf-8")
    sys.stdout.write(told)


def one_core(cores: set[int]) -> None:
    """Keep this process, and what it starts, on one core."""
    os.sched_setaffinity(0, {min(cores)})
    os.environ["OMP_NUM_THREADS"] = "1"


def count_words(texts: Sequence[str]) -> int:
    """Words as all of the page counts them."""
    return sum(len(re.findall(r"\w+", text)) for text in texts)


def in_turns(texts: Sequence[str], readers: Mapping[str, Callable[[str], object]]) -> dict[str, list[float]]:
    """Seconds for all texts, a figure a round, of readers that take turns on each text."""
    for reader in readers.values():
        reader(texts[0])
    totals: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        spent = dict.fromkeys(readers, 0.0)
        for text in texts:
            for name, reader in readers.items():
                began = time.perf_counter()
                reader(text)
                spent[name] += time.perf_counter() - began
        for name, total in spent.items():
            totals[name].append(total)
    return totals


def accuracy(documents: Sequence[Any], reader: Callable[[str], Any]) -> str:
    """F1 of content relaxed and of attribution, as docs/evaluation.md defines them."""
    from quoth.evaluation.attributions import AttributionScores, score_attributions  # noqa: PLC0415

    scores = sum((score_attributions(one, reader(one.text)) for one in documents), start=AttributionScores())
    return f"{100 * scores.relaxed.f1:.1f}, {100 * scores.attribution.f1:.1f}"


def first_readings(texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Seconds from process start to the end of the first reading of a 600-word article, and peak megabytes."""
    article = min(texts, key=lambda text: abs(count_words([text]) - 600))
    path = Path("build/first.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text(article, encoding="utf-8", newline="")
    starts, peaks = [], []
    for _ in range(ROUNDS + 2):
        began = time.perf_counter()
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-c", _START, str(path)], check=True, capture_output=True, text=True
        )
        starts.append(time.perf_counter() - began)
        peaks.append(float(done.stdout))
    path.unlink()
    return starts, peaks


def heading(texts: Sequence[str]) -> str:
    """What was measured."""
    return (
        f"# Performance\n\nWritten by `make bench`; do not edit. {len(texts)} PolNeAR dev articles of"
        f" {count_words(texts):,} words, all in one run, on\none core where nothing else is said.\n"
    )


def beside_others(texts: Sequence[str], seconds: Mapping[str, list[float]], found: Mapping[str, str]) -> str:
    """Words per second and ratios to spaCy, with accuracy beside them."""
    told = {
        _OURS: "Quoth, the whole reading",
        _SPACY: f"spaCy {version('spacy')}, `en_core_web_sm`, the whole pipeline",
        _TEXTACY: f"textacy {version('textacy')}, direct quotations on spaCy",
        _TRAFILATURA: f"trafilatura {version('trafilatura')}, main text of the same as web pages",
    }
    rows = []
    for name, total in seconds.items():
        ratios = [theirs / ours for ours, theirs in zip(total, seconds[_SPACY], strict=True)]
        ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        speed = count_words(texts) / statistics.median(total)
        rows.append(f"| {told[name]} | {speed:,.0f} | {'1' if name == _SPACY else ratio} | {found.get(name, '–')} |\n")
    return (
        f"Median of {ROUNDS} rounds in which all take turns article by article. Accuracy is the F1 of content relaxed"
        " and of\nattribution on these articles; what textacy refuses, it has not found.\n\n"
        "| | words per second | ratio to spaCy | accuracy |\n| --- | --: | --: | --: |\n" + "".join(rows)
    )


def with_processes(texts: Sequence[str], cores: int) -> str:
    """Words per second of one and of two processes, which are started before the clock is."""
    from quoth.archive.reading_ahead import Reader, read_in_order  # noqa: PLC0415
    from quoth.intake import read_document  # noqa: PLC0415

    articles = [read_document(text) for text in texts]
    rounds: list[dict[int, float]] = []
    for _ in range(ROUNDS):
        speeds = {}
        for jobs in (1, 2):
            # Twice over: the first articles start the processes, and are not counted.
            readings = read_in_order(articles * 2, jobs=jobs, read=Reader(threads=1))
            for _ in articles:
                next(readings)
            began = time.perf_counter()
            for _ in readings:
                pass
            speeds[jobs] = count_words(texts) / (time.perf_counter() - began)
        rounds.append(speeds)
    one, two = (statistics.median(speeds[jobs] for speeds in rounds) for jobs in (1, 2))
    ratios = [speeds[2] / speeds[1] for speeds in rounds]
    return (
        f"| processes, on {cores} cores | words per second | ratio to one |\n| --- | --: | --: |\n"
        f"| 1 | {one:,.0f} | 1 |\n"
        f"| 2 | {two:,.0f} | {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) |\n"
    )


def by_stage(
    texts: Sequence[str], stages: Mapping[str, float], formed: tuple[int, int], most: tuple[float, float]
) -> str:
    """Where the time goes; how many products the encoder forms, and how many the processor could."""
    words, whole = count_words(texts), sum(stages.values())
    rows = "".join(
        f"| {stage} | {1e6 * seconds / words:.1f} | {seconds / whole:.1%} |\n" for stage, seconds in stages.items()
    )
    encoder = stages["encoder"]
    least = formed[0] / most[0] + formed[1] / most[1]
    return (
        "| stage | microseconds of processor time a word | share |\n| --- | --: | --: |\n"
        f"{rows}| all | {1e6 * whole / words:.1f} | 100% |\n\n"
        f"The encoder forms {formed[0] / words / 1e6:.1f} million products a word in int8, and"
        f" {formed[1] / words / 1e6:.1f} million in 32-bit floats (its attention).\nThis processor's core was measured"
        f" to form {most[0] / 1e9:.0f} and {most[1] / 1e9:.0f} thousand million a second, of large square\nmatrices by"
        f" the same library. The encoder's int8 products would take {formed[0] / most[0] / encoder:.0%} of its time at"
        f" that rate, all its products {least / encoder:.0%}:\nso near it is to what it could be.\n"
    )


def start_and_memory(starts: Sequence[float], peaks: Sequence[float]) -> str:
    """From process start to the first reading."""
    return (
        "| from process start to the first reading of a 600-word article | |\n| --- | --: |\n"
        f"| seconds, median (longest) | {statistics.median(starts):.2f} ({max(starts):.2f}) |\n"
        f"| peak resident memory, MB | {max(peaks):.0f} |\n"
    )


def skipping(found: Sequence[Any]) -> str:
    """What would be won and lost by not reading what shows no sign of a report."""
    rows = "".join(
        f"| {one.list} | {one.words:,} of {one.of_words:,} | {one.lost} of {one.attributions:,} |\n" for one in found
    )
    return (
        "## Paragraphs that need not be read\n\nA paragraph without quotation mark, colon, and any word of a list"
        " could be passed over. All are read, since a test\nthat loses nothing passes over next to nothing.\n\n"
        f"| list | words passed over | attributions lost |\n| --- | --: | --: |\n{rows}"
    )


if __name__ == "__main__":
    main()
