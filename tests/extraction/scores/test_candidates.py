"""What the model says of each window, put together: with a model that says what the test wants."""

from __future__ import annotations

import numpy as np
import pytest

from quoth.domain import Act, Voice
from quoth.extraction.scores.candidates import find_candidates
from quoth.extraction.scores.runs import span_of
from quoth.layout.windows import cut_windows
from quoth.model import CUE_LABELS, ROLE_LABELS, RoleScores, WindowScores
from tests.extraction.handmade import Hand


class Told:
    """A model that takes "said" for a cue, the word before it for the source and the three after for the content."""

    def __init__(self, hand: Hand, begins: dict[int, float] | None = None) -> None:
        self.words = [word.of(hand.text) for word in hand.layout.words]
        self.begins = begins  # how sure cues are, by window
        self.windows: list[tuple[int, int]] = []

    def read_window(self, _layout, window) -> WindowScores:
        self.windows.append((window.start, window.end))
        chances = np.full((window.end - window.start, len(CUE_LABELS)), 1e-4)
        for place, word in enumerate(self.words[window.start : window.end]):
            kind = {"said": "begin-outer", "again": "inside-outer", "claimed": "begin-inner"}.get(word, "outside")
            chances[place, CUE_LABELS.index(kind)] = 0.9
            if self.begins is not None and word == "again" and len(self.windows) > 1:
                chances[place] = [0.1, 0.8, 0.1, 1e-4, 1e-4]
        return WindowScores(np.zeros((len(chances), 2), np.float32), np.log(chances).astype(np.float32))

    def read_roles(self, scores, cues, paragraph_of) -> RoleScores:
        assert len(paragraph_of) == len(scores.words)
        roles = np.full((len(cues), len(scores.words), len(ROLE_LABELS)), 1e-4)
        roles[:, :, 0] = 0.5
        for number, (start, end) in enumerate(cues):
            wanted = {
                start - 1: "source-single",
                end: "content-begin",
                end + 1: "content-inside",
                end + 2: "content-end",
            }
            for place, label in wanted.items():
                if 0 <= place < len(scores.words):
                    roles[number, place] = 1e-4
                    roles[number, place, ROLE_LABELS.index(label)] = 0.8
        acts = np.eye(len(Act))[[list(Act).index(Act.WARNS)] * len(cues)]
        voices = np.eye(len(Voice))[[list(Voice).index(Voice.GROUP)] * len(cues)]
        negative = np.full(len(cues), 0.25, np.float32)
        return RoleScores(*(part.astype(np.float32) for part in (np.log(roles), acts, negative, voices)))


def words_of(hand: Hand, runs) -> list[str]:
    return [span_of(run, hand.layout.words).of(hand.text) for run in runs]


def test_a_candidate_is_what_the_model_said_of_it():
    hand = Hand("Brandt said the bridge is safe.")
    (candidate,) = find_candidates(hand.layout, Told(hand))
    assert words_of(hand, [candidate.cue, *candidate.source, *candidate.content]) == ["said", "Brandt", "the bridge is"]
    assert max(zip(candidate.acts, Act, strict=True))[1] is Act.WARNS
    assert candidate.voice is Voice.GROUP
    assert (candidate.outer, candidate.negative) == (pytest.approx(0.9, abs=1e-3), 0.25)
    assert candidate.hold == pytest.approx(0.8, abs=0.01)
    assert candidate.window == (0, len(hand.layout.words))


def test_without_a_source_there_is_no_voice():
    hand = Hand("said the bridge is safe.")
    (candidate,) = find_candidates(hand.layout, Told(hand))
    assert (candidate.source, candidate.voice) == ((), Voice.NONE)


def test_of_two_sources_the_surer_one_is_taken():
    hand = Hand("Brandt said the bridge is safe claimed Olsen.")

    class Two(Told):
        def read_roles(self, scores, cues, paragraph_of) -> RoleScores:
            said = super().read_roles(scores, cues, paragraph_of)
            olsen = self.words.index("Olsen")
            said.roles[0, olsen] = np.log(1e-4)
            said.roles[0, olsen, ROLE_LABELS.index("source-single")] = np.log(0.9)
            return said

    candidates = find_candidates(hand.layout, Two(hand))
    assert words_of(hand, candidates[0].source) == ["Olsen"]


def test_a_text_without_cues_has_no_candidates():
    hand = Hand("The bridge is safe.")
    assert find_candidates(hand.layout, Told(hand)) == []


def test_every_cue_of_a_long_text_is_found_once_and_in_order():
    hand = Hand("Brandt said the bridge is safe. " * 400)
    model = Told(hand)
    candidates = find_candidates(hand.layout, model)
    assert len(model.windows) > 3
    assert [candidate.cue[0] for candidate in candidates] == [7 * n + 1 for n in range(400)]
    assert all(words_of(hand, candidate.content) == ["the bridge is"] for candidate in candidates)
    for candidate in candidates:
        assert candidate.window in model.windows
        assert candidate.window[0] <= candidate.cue[0] < candidate.window[1]


def test_a_cue_that_runs_over_a_seam_is_not_found_again_from_its_middle():
    filler = Hand("word " * 700)
    counts = np.diff(filler.layout.piece_starts).tolist()
    seam = cut_windows(counts, (0,), (0,))[0].owned_end
    words = ["word"] * 700
    words[seam - 1 : seam + 1] = ["said", "again"]
    hand = Hand(" ".join(words))
    windows = cut_windows(np.diff(hand.layout.piece_starts).tolist(), (0,), (0,))
    assert windows[0].owned_end == seam
    # The second window takes "again" for the beginning of a cue of its own.
    candidates = find_candidates(hand.layout, Told(hand, begins={}))
    assert [candidate.cue for candidate in candidates] == [(seam - 1, seam + 1)]
