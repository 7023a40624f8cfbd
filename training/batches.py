"""Training documents -> batches: windows drawn anew each epoch, padded, with the labels of words and cues.

Shapes: B windows, T word pieces, W words, C cues of all windows together.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from quoth.domain import Act, Voice
from quoth.layout.references import NEAREST, SPAN_WORDS, Look, pair_features
from quoth.layout.windows import cut_windows
from quoth.model import CUE_LABELS, ROLE_LABELS, distance_buckets, encoder_inputs, paragraph_buckets
from training.label import Labels, SoftCue
from training.prepare import UNKNOWN, Cue, Document, Scheme

Integers = npt.NDArray[np.int64]

# The shortest and longest window, in word pieces; the encoder has 512 positions, two for the marks at the ends.
WINDOW_SIZES = (255, 510)
# False cues shown to the role head, at most, for each window: words that are cues elsewhere.
FALSE_CUES = 2
# A word piece that begins cues this often makes a good false cue where it begins none.
COMMON_CUE = 5
# Windows are sorted by length within so many, which saves padding and leaves the order random enough.
POOL = 96
# How often an epoch shows an article in another dress.
ALTERED = 0.15

_OUTSIDE = np.array([label == "outside" for label in CUE_LABELS])
_NOT_OUTER = np.array([not label.endswith("outer") for label in CUE_LABELS])


@dataclass(frozen=True, slots=True)
class Passage:
    """The words `start` to `end` of a document, read as one window, and what the teacher says of the document."""

    document: Document
    labels: Labels | None
    start: int
    end: int

    @property
    def pieces(self) -> int:
        """How many word pieces the window has, the marks at its ends included."""
        starts = self.document.layout.piece_starts
        return int(starts[self.end] - starts[self.start]) + 2


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows padded to one length.

    `pieces`, `mask` [B, T] and `features` [B, T, 3]; `first` [B, W] is the place of each word's first piece; `allowed`
    [B, W, 5] are the cue labels that a word may have, all of them where nothing is known, as for padding; `taught`
    [B, W, 5] are the teacher's probabilities of them, zeros where it says nothing.
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    allowed: Tensor
    taught: Tensor


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of the windows in one row: `window` and `scheme` [C], the rest [C, W] or, of the report's kind, [C].

    What the teacher says of each, zeros where it says nothing: `taught_roles` [C, W, 9], `taught_act` [C, 16],
    `taught_negative` [C, 2] and `taught_voice` [C, 6].
    """

    window: Tensor
    average: Tensor
    distances: Tensor
    paragraphs: Tensor
    roles: Tensor
    act: Tensor
    negative: Tensor
    voice: Tensor
    taught_roles: Tensor
    taught_act: Tensor
    taught_negative: Tensor
    taught_voice: Tensor
    scheme: Tensor


@dataclass(frozen=True, slots=True)
class Mentions:
    """Mentions of the windows, and whom they mean.

    `labelled` [N] are the windows in which every mention is marked, `labels` [N, W, 12] the spans' there, from their
    first words. Of all M mentions: `window`, `start` and `end` [M]. Of Q that ask: their place `later` [Q] among these,
    the places `earlier` [Q, K] of those that they may mean with `features` [Q, K, 4], which of these are there, `real`,
    and which are `right`; `new` [Q] says that none is.
    """

    labelled: Tensor
    labels: Tensor
    window: Tensor
    start: Tensor
    end: Tensor
    later: Tensor
    earlier: Tensor
    features: Tensor
    real: Tensor
    right: Tensor
    new: Tensor


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cue in its window, by the window's words; a false one has no `cue`, nor has one that only the teacher sees.

    `taught` is what the teacher says of it.
    """

    row: int
    start: int
    end: int
    cue: Cue | None
    taught: SoftCue | None = None


def windows_of(
    documents: Sequence[Document], rng: random.Random, labels: Sequence[Labels] | None = None
) -> list[Passage]:
    """Every document, or its altered twin, in windows of a size drawn anew: no epoch cuts where the last one did."""
    passages = []
    for number, original in enumerate(documents):
        document = original.altered if original.altered and rng.random() < ALTERED else original
        layout = document.layout
        windows = cut_windows(
            np.diff(layout.piece_starts).tolist(),
            layout.paragraph_starts,
            layout.sentence_starts,
            size=rng.randint(*WINDOW_SIZES),
            overlap=rng.randint(0, 48),
        )
        # The teacher read the original: where the other dress has other words, its labels are of no use.
        same = document.layout.words == original.layout.words
        taught = labels[number] if labels and same else None
        passages += [Passage(document, taught, window.start, window.end) for window in windows]
    return passages


def batches(passages: list[Passage], rng: random.Random, *, pieces: int) -> Iterator[list[Passage]]:
    """Windows of like length together, at most `pieces` padded word pieces at a time, in random order."""
    rng.shuffle(passages)
    grouped: list[list[Passage]] = []
    for place in range(0, len(passages), POOL):
        group: list[Passage] = []
        for passage in sorted(passages[place : place + POOL], key=lambda passage: passage.pieces):
            if group and (len(group) + 1) * passage.pieces > pieces:
                grouped.append(group)
                group = []
            group.append(passage)
        grouped.append(group)
    rng.shuffle(grouped)
    yield from grouped


def common_cue_words(documents: Sequence[Document]) -> frozenset[int]:
    """The word pieces that often begin cues."""
    counts: dict[int, int] = {}
    for document in documents:
        for cue in document.cues:
            first = int(document.layout.pieces[document.layout.piece_starts[cue.start]])
            counts[first] = counts.get(first, 0) + 1
    return frozenset(piece for piece, count in counts.items() if count >= COMMON_CUE)


def collate(
    group: Sequence[Passage], cue_words: frozenset[int], rng: random.Random
) -> tuple[Windows, Cues, Mentions | None]:
    """Pad windows to one length and lay their cues in one row, and their mentions."""
    windows = words_of(group)
    placed: list[_Placed] = []
    for row, passage in enumerate(group):
        real = list(_real_cues(row, passage))
        for cue in real:
            _label_cue(windows, cue, passage.document.scheme)
        placed += [*real, *_taught_cues(row, passage), *_false_cues(row, passage, windows, cue_words, rng)]
    return windows, _cues(group, placed, windows.first.shape[1]), mentions_of(group, windows.first.shape[1])


def words_of(group: Sequence[Passage]) -> Windows:
    """Word pieces and features of windows, padded to one length; no cue is labelled yet."""
    length = max(passage.pieces for passage in group)
    most_words = max(passage.end - passage.start for passage in group)
    pieces, mask = (np.zeros((len(group), length), dtype=np.int64) for _ in range(2))
    features = np.zeros((len(group), length, 3), dtype=np.int64)
    first = np.zeros((len(group), most_words), dtype=np.int64)
    allowed = np.ones((len(group), most_words, len(CUE_LABELS)), dtype=np.bool_)
    taught = np.zeros((len(group), most_words, len(CUE_LABELS)), dtype=np.float32)
    for row, passage in enumerate(group):
        start, end = passage.start, passage.end
        read = encoder_inputs(passage.document.layout, start, end)
        pieces[row, : passage.pieces], features[row, : passage.pieces], first[row, : end - start] = read
        mask[row, : passage.pieces] = 1
        if passage.document.scheme is Scheme.POLNEAR:
            hidden = [place in passage.document.unknown for place in range(start, end)]
            allowed[row, : end - start] = np.where(np.array(hidden)[:, None], _NOT_OUTER, _OUTSIDE)
        if passage.labels:
            taught[row, : end - start] = passage.labels.cues[start:end]
    return Windows(*(torch.from_numpy(array) for array in (pieces, features, mask, first, allowed, taught)))


def _real_cues(row: int, passage: Passage) -> Iterator[_Placed]:
    # The teacher speaks in PolNeAR's way: of GUM's cues it is heard apart.
    heard = passage.labels.roles if passage.labels and passage.document.scheme is Scheme.POLNEAR else ()
    taught = {(cue.start, cue.end): cue for cue in heard}
    for cue in passage.document.cues:
        if passage.start <= cue.start and cue.end <= passage.end:
            said = taught.get((cue.start, cue.end))
            yield _Placed(row, cue.start - passage.start, cue.end - passage.start, cue, said)


def _taught_cues(row: int, passage: Passage) -> Iterator[_Placed]:
    """Cues on the teacher's word alone: inner ones that nobody marked, and GUM's in PolNeAR's way."""
    document = passage.document
    for cue in passage.labels.roles if passage.labels else ():
        alone = not cue.marked and cue.start in document.unknown
        if (alone or document.scheme is not Scheme.POLNEAR) and passage.start <= cue.start and cue.end <= passage.end:
            yield _Placed(row, cue.start - passage.start, cue.end - passage.start, None, cue)


def _label_cue(windows: Windows, placed: _Placed, scheme: Scheme) -> None:
    kind = "outer" if placed.cue is not None and placed.cue.outer else "inner"
    begin, inside = CUE_LABELS.index(f"begin-{kind}"), CUE_LABELS.index(f"inside-{kind}")
    windows.allowed[placed.row, placed.start : placed.end] = False
    windows.allowed[placed.row, placed.start : placed.end, inside] = True
    windows.allowed[placed.row, placed.start, begin] = True
    # GUM's "said" may be the end of our "has said".
    windows.allowed[placed.row, placed.start, inside] = scheme is Scheme.GUM


def _false_cues(
    row: int, passage: Passage, windows: Windows, cue_words: frozenset[int], rng: random.Random
) -> list[_Placed]:
    layout = passage.document.layout
    free = (windows.allowed[row] == torch.from_numpy(_OUTSIDE)).all(-1)
    first = layout.pieces[layout.piece_starts[passage.start : passage.end]].tolist()
    places = [place for place, piece in enumerate(first) if piece in cue_words and bool(free[place])]
    chosen = rng.sample(places, min(FALSE_CUES, len(places)))
    return [_Placed(row, place, place + 1, None) for place in chosen]


def _cues(group: Sequence[Passage], placed: Sequence[_Placed], most_words: int) -> Cues:
    shape = (len(placed), most_words)
    average = np.zeros(shape, dtype=np.float32)
    distances, paragraphs = (np.zeros(shape, dtype=np.int64) for _ in range(2))
    roles = np.full(shape, UNKNOWN, dtype=np.int64)
    kinds = np.full((3, len(placed)), UNKNOWN, dtype=np.int64)
    taught_roles = np.zeros((*shape, len(ROLE_LABELS)), dtype=np.float32)
    taught_act, taught_negative, taught_voice = (
        np.zeros((len(placed), size), dtype=np.float32) for size in (len(Act), 2, len(Voice))
    )
    for number, cue in enumerate(placed):
        passage = group[cue.row]
        words = passage.end - passage.start
        bounds = np.array([[cue.start, cue.end]])
        paragraph_of = passage.document.layout.paragraph_of[passage.start : passage.end]
        average[number, cue.start : cue.end] = 1 / (cue.end - cue.start)
        distances[number, :words] = distance_buckets(bounds, np.arange(words))[0]
        paragraphs[number, :words] = paragraph_buckets(bounds, paragraph_of, np.arange(words))[0]
        if cue.cue is not None or cue.taught is None:
            roles[number, :words] = ROLE_LABELS.index("outside")
        if cue.taught is not None:
            _teach_roles(taught_roles[number], cue.taught, passage)
            taught_act[number], taught_voice[number] = cue.taught.act, cue.taught.voice
            if passage.document.scheme is Scheme.POLNEAR:
                taught_negative[number] = 1 - cue.taught.negative, cue.taught.negative
        if cue.cue is not None:
            _label_runs(roles[number], cue.cue.content, passage, "content")
            _label_runs(roles[number], cue.cue.source, passage, "source")
            kinds[:, number] = cue.cue.act, cue.cue.negative, cue.cue.voice
    window, scheme = (
        torch.tensor(numbers, dtype=torch.int64)
        for numbers in ([cue.row for cue in placed], [_scheme(cue, group) for cue in placed])
    )
    return Cues(
        window=window,
        scheme=scheme,
        average=torch.from_numpy(average),
        distances=torch.from_numpy(distances),
        paragraphs=torch.from_numpy(paragraphs),
        roles=torch.from_numpy(roles),
        act=torch.from_numpy(kinds[0]),
        negative=torch.from_numpy(kinds[1]),
        voice=torch.from_numpy(kinds[2]),
        taught_roles=torch.from_numpy(taught_roles),
        taught_act=torch.from_numpy(taught_act),
        taught_negative=torch.from_numpy(taught_negative),
        taught_voice=torch.from_numpy(taught_voice),
    )


def _scheme(placed: _Placed, group: Sequence[Passage]) -> Scheme:
    return group[placed.row].document.scheme if placed.cue else Scheme.POLNEAR


def _teach_roles(chances: npt.NDArray[np.float32], cue: SoftCue, passage: Passage) -> None:
    """Write the teacher's probabilities of the window's words; of words that it did not read with the cue, none."""
    low, high = max(cue.window[0], passage.start), min(cue.window[1], passage.end)
    chances[low - passage.start : high - passage.start, ROLE_LABELS.index("outside")] = 1.0
    first, last = max(cue.first, low), min(cue.first + len(cue.roles), high)
    if first < last:
        chances[first - passage.start : last - passage.start] = cue.roles[first - cue.first : last - cue.first]


def _label_runs(labels: Integers, runs: Sequence[tuple[int, int]], passage: Passage, role: str) -> None:
    """Write begin, inside, end and single labels; a run that the window cuts has no label for the end it lost."""
    words = passage.end - passage.start
    for run_start, run_end in runs:
        start, end = run_start - passage.start, run_end - passage.start
        low, high = max(start, 0), min(end, words)
        if low >= high:
            continue
        labels[low:high] = ROLE_LABELS.index(f"{role}-inside")
        if end - start == 1:
            labels[low] = ROLE_LABELS.index(f"{role}-single")
            continue
        if start >= 0:
            labels[start] = ROLE_LABELS.index(f"{role}-begin")
        if end <= words:
            labels[end - 1] = ROLE_LABELS.index(f"{role}-end")


def mentions_of(group: Sequence[Passage], most_words: int) -> Mentions | None:
    """Mentions of the windows that have any; of a window that cuts a mention, that mention is left out."""
    places: list[tuple[int, int, int]] = []
    asking: list[tuple[int, list[int], Integers, list[bool]]] = []
    for row, passage in enumerate(group):
        inside = [m for m in passage.document.mentions if passage.start <= m.start and m.end <= passage.end]
        first = len(places)
        places += [(row, mention.start - passage.start, mention.end - passage.start) for mention in inside]
        looks = [Look.of(mention.start, mention.words) for mention in inside]
        for number, mention in enumerate(inside):
            low = max(0, number - NEAREST)
            right = [other.cluster == mention.cluster for other in inside[low:number]]
            # Where not every mention is marked, what a mention means may stand unmarked.
            sure = any(right) or mention.label != UNKNOWN or passage.document.scheme is Scheme.GUM
            if mention.asks and right and sure:
                features = pair_features(looks[number], looks[low:number])
                asking.append((first + number, list(range(first + low, first + number)), features, right))
    if not asking:
        return None
    return Mentions(*_labelled(group, most_words), *torch.tensor(places).unbind(1), *_asking(asking))


def _labelled(group: Sequence[Passage], most_words: int) -> tuple[Tensor, Tensor]:
    rows = [row for row, one in enumerate(group) if any(m.label != UNKNOWN for m in one.document.mentions)]
    labels = np.full((len(rows), most_words, SPAN_WORDS), UNKNOWN, dtype=np.int64)
    for number, row in enumerate(rows):
        passage = group[row]
        words = passage.end - passage.start
        fits = np.arange(words)[:, None] + np.arange(1, SPAN_WORDS + 1) <= words
        labels[number, :words][fits] = 0
        for mention in passage.document.mentions:
            start, length = mention.start - passage.start, mention.end - mention.start
            if start >= 0 and start + length <= words and length <= SPAN_WORDS:
                labels[number, start, length - 1] = mention.label
    return torch.tensor(rows, dtype=torch.int64), torch.from_numpy(labels)


def _asking(asking: Sequence[tuple[int, list[int], Integers, list[bool]]]) -> tuple[Tensor, ...]:
    most = max(len(earlier) for _, earlier, _, _ in asking)
    shape = (len(asking), most)
    later = torch.tensor([place for place, *_ in asking])
    earlier_places, features = torch.zeros(shape, dtype=torch.int64), torch.zeros((*shape, 4), dtype=torch.int64)
    real, right = (torch.zeros(shape, dtype=torch.bool) for _ in range(2))
    for number, (_, earlier, seen, means) in enumerate(asking):
        width = len(earlier)
        earlier_places[number, :width] = torch.tensor(earlier)
        features[number, :width] = torch.from_numpy(seen)
        real[number, :width] = True
        right[number, :width] = torch.tensor(means)
    return later, earlier_places, features, real, right, ~right.any(1)
