"""An evaluation -> the Markdown page of its figures, each with the counts it comes from."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from quoth.evaluation import peers
from quoth.evaluation.cues import NAMED, speech_verbs
from quoth.evaluation.evaluate import Evaluation
from quoth.evaluation.groups import Division
from quoth.evaluation.measures import NONE, Counted, Figures, counts_of, figure, measures
from quoth.evaluation.report_details import (
    genre_table,
    group_table,
    nested_errors_section,
    outermost_errors_section,
    reliability,
)
from quoth.evaluation.tables import table

_HEAD = """# Evaluation

Written by `make evaluate`; do not edit. Model: `{model}`.

All figures are percentages, on whole articles of the dev sets and on GAP's snippets. P is precision, R recall; a
figure without a letter before its counts is a share. Before spans are compared, the spans of one role are sorted,
joined where only white space lies between, and trimmed of white space, quotation marks and punctuation at both ends.

Under every measure lies a floor (`src/quoth/evaluation/floors.json`); `make evaluate` fails if a figure is below it.
"""

_PEERS = """
## Beside others

{documents:,} PolNeAR dev articles, F1, all by the same scorer; spaCy `en_core_web_sm` 3.8 is under every tool that
wants a parser. Speed is in words per second on one core, where spaCy alone makes {speed}; ours is measured beside
spaCy's in [performance.md](performance.md).

"""

_ROLES = """
Roles found exactly, nearly as CofeNet (COLING 2022) counts them; its figures are on PolNeAR's test articles, and by a
protocol that is near ours and not the same.

"""

_POLNEAR = """
## PolNeAR

{documents:,} articles of US political news. PolNeAR marks only the outermost attributions, so predictions inside
another's content are not counted here.

- *content exact*: F1 of contents with all spans equal.
- *content relaxed*: F1 of contents paired one to one, the largest character Jaccard first, at least 0.5.
- *attribution*: F1 of those pairs whose source words have a Jaccard of at least 0.5, or of which neither has a source.
- *cue*: F1 of cues paired one to one by any overlap.
- *recall* of direct, mixed and indirect content: relaxed recall by how the annotated content is given.
{speech}
- *role exact*: F1 of spans joined over white space, cut at paragraph ends and compared untrimmed as word and
  punctuation tokens.
- *confidence*: 100 less the expected calibration error, see [Confidence](#confidence).

"""

_SPEECH = """- *speech cues*: of the relaxed match, precision over predictions whose cue has a word that is a form of
one of these verbs, and recall over annotated attributions whose cue has: {verbs}."""

_GROUPS = """
### By group

Contents of the relaxed match, and attributions. Precision is over the predictions that are of a group by their own
words, recall over the annotated attributions that are; so a pair may count on one side alone.

"""

_SOURCES = """
PolNeAR does not say what kind of source speaks; this is told mechanically. A *pronoun* is a source of pronouns alone. A
source *with a proper name* has a word with a capital that does not open a sentence, or that stands with its capital
inside a sentence elsewhere in the article; so "a spokesman for Quill" is one, and words of nationality or party and
titles of office are names.

"""

_CUES = """
Cues by their words: {named} each alone, then the other speech cues. *A noun*
has an article, a possessive or a genitive at its start or right before it, or ends as nouns do (-tion, -ment, -ism);
*no words* is a colon or a dash. This, too, is told mechanically, and misjudges a few.

"""

_CHAINS = """
## Chains

{documents:,} articles of PolNeAR with nested attributions, speakers, acts, polarity, replies and orphan quotations. The
annotators were language models following one written guide: consistent with each other, and not a panel of experts.
Their figures against each other are over 27 articles.

- *nested*: an annotated speech act, belief, knowledge or intention inside another attribution is found if a
  prediction's cue overlaps with its cue, the contents have a character Jaccard of at least 0.5, and the prediction
  lies under the match of the annotated parent. Precision leaves out predictions that match rows annotated as outside
  this core, or as optional.
- *negative*: F1 of negative polarity over matched attributions.
- *act*, *kind*: the share of matched attributions with an accepted act, and with the same kind of speaker.
- *speaker*: of outermost and core nested attributions with a named or described speaker, the share whose match has
  that speaker: the same name after case, punctuation, articles and titles are dropped, or one name holding the other,
  or one of the other accepted names. Not found counts as wrong; the row below counts matched attributions alone.
- *about*: of matched attributions of which the annotators name somebody or something that the content is about, the
  share where one that we name is one of these, names compared as for *speaker*.
- *replies*: F1 of pairs (answering, answered); a pair is found if both its attributions are matched, and *how* is the
  share of these with the annotated way of answering.
- *orphans*: F1 of orphan quotations by their text, and the share of the right kind among those found.
- *confidence, nested*: 100 less the expected calibration error of predictions inside others, right as for *nested*.

"""

_SPEAKERS = """
By kind of speaker, outermost and nested together, paired as for *nested*; precision is over the predictions with that
kind of speaker, recall over the annotated attributions with it.

"""

_GUM = """
## GUM

{documents:,} documents of thirteen genres. Contents are discourse units here, and can run on longer than a reader would
mark; credits of pictures count as attributions. Every mention of anything is marked, with what type of thing it is and
which mentions are of the same one.

- *found*: the share of all annotated attributions, nested ones included, that the relaxed match finds; *content
  relaxed* is the F1 of that match.
- *nested*, *negative*, *speaker*: as on chains; *speaker* is asked where the document names the entity of the source.
- *mentions*: F1 of mentions of people, organizations and places with the same span, after white space, quotation marks
  and punctuation at both ends are trimmed. GUM's people are our persons, groups and unnamed voices. Which of the three
  types a mention is taken for matters in the rows by type alone.
- *coreference*: by this project's own implementation of the reference scorer (Pradhan and others, ACL 2014), in
  `quoth/evaluation/coreference.py`. The CoNLL score is the mean of the F1 of MUC, B³ and CEAF-e, on the mentions that
  we find and not on the annotated ones, all counts added up over the documents. Entities mentioned once are left out on
  both sides. First over every mention of whatever type, events and abstract things included, which we do not look for;
  the last row is over people, organizations and places alone.

"""

_GENRES = """
By genre, beside the first model, which learned from PolNeAR alone and never saw GUM.

"""

_GAP = """
## GAP

{snippets:,} snippets of Wikipedia (GAP's validation set), each read by itself as raw text. Each has a pronoun and two
names, and asks of both whether the pronoun means them: it may be one or neither. F1 as GAP defines it (Webster and
others, TACL 2018): each name is a decision by itself, right if we say that a name is meant and it is. We say so if the
entity that has the pronoun, by its exact span, has the name's mention too: the one with the largest character Jaccard
with the name, at least 0.5. Where we have no mention there, the name of the pronoun's entity must fit, as for
*speaker*.

"""

_RATIO = """
Feminine F1 over masculine F1: {ratio}, a difference of {difference} points.
"""

_PRECISION = """
## Before it was made small

{notes}
The figures are on the same articles, as the model's manifest has them; a dash stands where it has none.

"""
_COLUMN_NOTES = {
    "full precision": "*Full precision* is the shipped model before its weights were rounded to eight bits.",
    "teacher": "The *teacher* is the larger model that the shipped one learned from.",
}

_CONFIDENCE = """
## Confidence

Of predictions with a confidence of 70, seven in ten should be right. Predictions are sorted into ten bins of equal
width, empty ones left out; the expected calibration error is how far mean confidence and share right lie apart,
weighted by the size of the bin. On PolNeAR, outermost predictions, right if the content matches (relaxed):

"""

_NESTED_CONFIDENCE = """
On chains, predictions inside others, right as for *nested*:

"""

_ERRORS = """
## Errors

Sorted mechanically, the largest class first, with examples that are made up and show the cue in italics. On PolNeAR,
of {gold:,} annotated and {predicted:,} predicted attributions {matched:,} match. Each of the others is in one class: a
missed and a spurious one whose contents or cues overlap are one error of content. Wrong ends and sources are of those
that match; one content read as several, several as one, and spurious ones inside another are counted a second time.
Annotators agree among themselves no better than the figures above say, so some of these errors are theirs.

"""

_NESTED_ERRORS = """
On chains, {matched:,} nested attributions are right, of {gold:,} that are asked for and {predicted:,} that are
claimed; and, of all attributions that match, what acts and kinds of speaker are taken for each other most, and where we
name nobody or somebody else.

"""


def render(evaluation: Evaluation, scores: Mapping[str, Any] | None = None) -> str:
    """The whole page; `scores` are those of the model's manifest, of which full precision and teacher are shown."""
    return "".join(
        [
            _HEAD.format(model=evaluation.model),
            *_peers(evaluation),
            *_polnear(evaluation),
            *_chains(evaluation),
            *_gum(evaluation),
            *_gap(evaluation),
            *_others(evaluation, scores or {}),
            *_confidence(evaluation),
            *_errors(evaluation),
        ]
    )


def _peers(evaluation: Evaluation) -> list[str]:
    found = measures(evaluation)["polnear"]
    ours = ["**Quoth**", *(figure(found[name]) for name in peers.MEASURES), NONE]
    our_roles = ["**Quoth**", *(figure(found[name]) for name in peers.ROLES)]
    return [
        _PEERS.format(documents=evaluation.polnear.documents, speed=peers.SPACY_SPEED),
        table(("", *peers.MEASURES, "words/s"), [ours, *([name, *row] for name, row in peers.TOOLS.items())]),
        _ROLES,
        table(("", *peers.ROLES), [our_roles, *([name, *row] for name, row in peers.ROLE_TOOLS.items())]),
    ]


def _polnear(evaluation: Evaluation) -> list[str]:
    groups = evaluation.polnear.groups
    speech = _SPEECH.format(verbs=", ".join(speech_verbs()))
    return [
        _POLNEAR.format(
            documents=evaluation.polnear.documents, speech=textwrap.fill(speech, 118, subsequent_indent="  ")
        ),
        _measure_table(measures(evaluation)["polnear"]),
        _GROUPS,
        group_table(groups, Division.QUOTATION),
        "\n",
        group_table(groups, Division.PUBLISHER),
        _SOURCES,
        group_table(groups, Division.SOURCE),
        _CUES.format(named=", ".join(f"*{name}*" for name in NAMED)),
        group_table(groups, Division.CUE),
    ]


def _chains(evaluation: Evaluation) -> list[str]:
    found = measures(evaluation)["chains"]
    return [
        _CHAINS.format(documents=evaluation.chains.documents),
        _measure_table(found, "annotators (language models)", peers.CHAINS_ANNOTATORS),
        _SPEAKERS,
        group_table(evaluation.chains.groups, Division.SPEAKER),
    ]


def _gum(evaluation: Evaluation) -> list[str]:
    return [
        _GUM.format(documents=evaluation.gum.documents),
        _measure_table(measures(evaluation)["gum"]),
        _GENRES,
        genre_table(evaluation.gum.groups),
    ]


def _gap(evaluation: Evaluation) -> list[str]:
    scores = evaluation.gap
    ratio, points = scores.ratio, 100 * (scores.feminine.f1 - scores.masculine.f1)
    return [
        _GAP.format(snippets=scores.snippets),
        _measure_table(measures(evaluation)["gap"]),
        _RATIO.format(
            ratio=NONE if ratio is None else f"{ratio:.2f}",
            difference=f"{points:+.1f}" if scores.snippets else NONE,
        ),
    ]


def _others(evaluation: Evaluation, scores: Mapping[str, Any]) -> list[str]:
    """The shipped model's figures beside those that its manifest gives of others, nothing if it gives none."""
    dev = scores.get("dev", {})
    given = {"full precision": dev.get("full precision"), "teacher": scores.get("teacher")}
    others: dict[str, Figures] = {name: found for name, found in given.items() if found}
    if not others:
        return []
    rows = [
        [f"{corpus}/{name}", figure(counted), *(_given(found, corpus, name) for found in others.values())]
        for corpus, named in measures(evaluation).items()
        for name, counted in named.items()
    ]
    notes = "\n".join(_COLUMN_NOTES[name] for name in others)
    return [_PRECISION.format(notes=notes), table(("measure", "shipped", *others), rows)]


def _given(found: Figures, corpus: str, name: str) -> str:
    value = found.get(corpus, {}).get(name)
    return NONE if value is None else f"{value:.1f}"


def _confidence(evaluation: Evaluation) -> list[str]:
    return [
        _CONFIDENCE,
        reliability(evaluation.polnear.confidence),
        _NESTED_CONFIDENCE,
        reliability(evaluation.chains.nested_confidence),
    ]


def _errors(evaluation: Evaluation) -> list[str]:
    relaxed, nested = evaluation.polnear.attributions.relaxed, evaluation.chains.chains.nested
    return [
        _ERRORS.format(gold=relaxed.gold, predicted=relaxed.predicted, matched=relaxed.matched),
        outermost_errors_section(evaluation.polnear.errors),
        _NESTED_ERRORS.format(gold=nested.gold, predicted=nested.predicted, matched=nested.matched),
        nested_errors_section(evaluation.chains.errors),
    ]


def _measure_table(found: Mapping[str, Counted], other: str = "", beside: Mapping[str, str] | None = None) -> str:
    others: Sequence[str] = [] if beside is None else [other]
    rows = [
        [name, figure(counted), counts_of(counted), *([] if beside is None else [beside.get(name, NONE)])]
        for name, counted in found.items()
    ]
    return table(("measure", "ours", "counts", *others), rows)
