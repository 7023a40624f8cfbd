"""What each class of errors is called on the page, with an example; every sentence is made up, none is of a corpus."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.evaluation.cues import NO_CUE, NOUN, OTHER_CUE
from quoth.evaluation.error_classes import (
    CLAIMED_WRONG_PARENT,
    ELSEWHERE,
    INEXACT,
    MADE_NESTED,
    MADE_OUTERMOST,
    MERGED,
    MISSED,
    NESTED_MISSED,
    NESTED_SPURIOUS,
    OUTERMOST_NESTED,
    PARENT_MISSED,
    SOURCE,
    SOURCE_ERRORS,
    SPEECH_CUE,
    SPLIT,
    SPURIOUS,
    SPURIOUS_INSIDE,
    UNDER_HALF,
    WRONG_PARENT,
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A class of errors: its name on the page, and an example in Markdown."""

    name: str
    example: str


_MISSING, _EXTRA, _PARTLY, _ANOTHER = SOURCE_ERRORS

OUTERMOST = {
    (MISSED, OTHER_CUE): Explained(
        f"missed, cue {OTHER_CUE}", "“The harbour board *is wary of* a second pier”: nothing is read."
    ),
    (MISSED, NOUN): Explained(f"missed, cue {NOUN}", "“The ferry line’s *plan* to close two quays”: nothing is read."),
    (MISSED, SPEECH_CUE): Explained(
        f"missed, cue {SPEECH_CUE}", "“The keeper *could not say* when the lamp failed”: nothing is read."
    ),
    (MISSED, NO_CUE): Explained(
        f"missed, cue of {NO_CUE}", "“Harbour master*:* no ships before noon”, as a headline: nothing is read."
    ),
    (SPURIOUS, OTHER_CUE): Explained(
        f"spurious, cue {OTHER_CUE}",
        "“The new law *bars* boats from the cove” is read as a report; the annotators marked none.",
    ),
    (SPURIOUS, NOUN): Explained(
        f"spurious, cue {NOUN}", "“Her *commitment* to the lifeboat” is read as a report; the annotators marked none."
    ),
    (SPURIOUS, SPEECH_CUE): Explained(
        f"spurious, cue {SPEECH_CUE}", "“She *wrote* a memoir of her years at sea” is read as a report of the memoir."
    ),
    (SPURIOUS, NO_CUE): Explained(
        f"spurious, cue of {NO_CUE}", "“What the log holds*:* tides, names, debts” is read as a report."
    ),
    (INEXACT,): Explained(
        "content with wrong ends, at least half the same",
        "“They *urged* the mayor to rebuild the wall”: “the mayor” is taken in, the annotators left it out.",
    ),
    (UNDER_HALF,): Explained(
        "content less than half the same",
        "“The pier, Lund *said*, leaks. Nobody has looked since May.”: the second sentence, which the annotators took "
        "in and which is longer, is left out.",
    ),
    (ELSEWHERE,): Explained(
        "cue found, content elsewhere",
        "“It will rain, the pilot *warned*. We stayed ashore.”: “We stayed ashore” is taken.",
    ),
    (MADE_NESTED,): Explained(
        "outermost, read as nested",
        "“The clerk *noted* that the owners *deny* the debt” where the annotators marked *deny* alone.",
    ),
    (SOURCE, _MISSING): Explained(
        "source missing", "“*Claiming* that the tide had turned, the skipper cast off”: the skipper is not found."
    ),
    (SOURCE, _EXTRA): Explained(
        "source where none is annotated", "“*It appears* that the nets were cut”: “It” is taken for the source."
    ),
    (SOURCE, _PARTLY): Explained(
        "source less than half the same",
        "“Ana Brandt, who ran the yard for thirty years and now paints, *said* …”: all of it is taken, the annotators "
        "took the name alone.",
    ),
    (SOURCE, _ANOTHER): Explained(
        "another source", "“The owner met the crew, *promising* them back pay”: the crew is taken for the source."
    ),
    (SPLIT,): Explained(
        "one content read as several",
        "“The board *believes* that sailors *want* a second light”: two outermost reports in place of one.",
    ),
    (MERGED,): Explained(
        "several contents read as one",
        "“The union *backs* the pier and *opposes* the toll”: one report, whose content runs over both.",
    ),
    (SPURIOUS_INSIDE,): Explained(
        "spurious, inside an annotated content",
        "“The board *believes* that sailors *want* a second light”: what sailors want, read as outermost.",
    ),
}

NESTED = {
    (NESTED_MISSED, OTHER_CUE): Explained(
        f"missed, cue {OTHER_CUE}", "“Lund said the owners *are determined* to sell”: *are determined* is not read."
    ),
    (NESTED_MISSED, SPEECH_CUE): Explained(
        f"missed, cue {SPEECH_CUE}", "“The letter says that he *told* them to wait”: *told* is not read."
    ),
    (NESTED_MISSED, NOUN): Explained(
        f"missed, cue {NOUN}", "“Lund rejected the crew’s *claim* that the boat was sound”: the claim is not read."
    ),
    (NESTED_MISSED, NO_CUE): Explained(
        f"missed, cue of {NO_CUE}",
        "“Lund read out the note: ‘Sunday*:* no ferries’”: the note’s own report is not read.",
    ),
    (NESTED_SPURIOUS, OTHER_CUE): Explained(
        f"spurious, cue {OTHER_CUE}", "“Lund said the rope *allows* for some play” is read as a report inside his."
    ),
    (NESTED_SPURIOUS, SPEECH_CUE): Explained(
        f"spurious, cue {SPEECH_CUE}", "“‘Let me *tell* you something,’ said Lund” is read as a report inside his."
    ),
    (NESTED_SPURIOUS, NOUN): Explained(
        f"spurious, cue {NOUN}", "“Lund praised the *idea* of a tunnel” is read as a report inside his."
    ),
    (NESTED_SPURIOUS, NO_CUE): Explained(
        f"spurious, cue of {NO_CUE}", "“Lund said*:* wait” is read as two reports, one inside the other."
    ),
    (MADE_OUTERMOST,): Explained(
        "read as outermost",
        "“It leaks, Lund said, and the owners *know* it”: what the owners know is given to no other.",
    ),
    (PARENT_MISSED,): Explained(
        "found, its parent missed", "“The board is at ease with what divers *reported*”: the board’s ease is not read."
    ),
    (WRONG_PARENT,): Explained(
        "found, under another parent",
        "“He said she wrote that they *knew*”: *knew* is put under *said*, beside *wrote*.",
    ),
    (CLAIMED_WRONG_PARENT,): Explained(
        "predicted under a wrong or missed parent", "The two classes above, counted on the side of the predictions."
    ),
    (OUTERMOST_NESTED,): Explained(
        "an outermost one read as nested",
        "“It leaks, Lund said. His wife *agreed*.”: her words are put inside his.",
    ),
}
