"""Cues in the passive: in "Lee was accused of theft" it is not Lee who accuses."""

from __future__ import annotations

import re

# In the passive's form, but one's own: "was worried about it", "is committed to it".
_OWN = re.compile(
    r"\b(?:worried|concerned|afraid|pleased|proud|disappointed|surprised|shocked|convinced|confident|sure|quoted|willing"
    r"|ready|eager|divided|poised|inclined|focused|assured|determined|committed|devoted|dedicated|opposed|prepared"
    r"|satisfied|puzzled|alarmed|troubled|interested|annoyed|frustrated|embarrassed|outraged|angered|excited|delighted"
    r"|thrilled|encouraged|tempted|resolved|resigned|aggrieved|dismayed|disgusted|appalled|horrified|stunned|terrified"
    r"|frightened|scared|relieved|impressed|amazed|astonished|confused|conflicted|torn|obsessed|fascinated|intrigued"
    r"|outspoken|bothered|disturbed|saddened|heartened|offended|irritated|incensed|insulted|upset|confounded|rattled"
    r"|alienated|motivated|attracted|aimed|tired|persuaded)\b",
    re.IGNORECASE,
)
_BE = r"(?:is|are|was|were|be|been|being|get|gets|got)"
_PASSIVE = re.compile(rf"{_BE}\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    rf"(?:[\w’']+ )*?{_BE} (?:(?:\w+ly|also|often|once|never|not|now|still|long|being) )*"
    r"(?!need|indeed)(?:told|\w+(?:ed|aid|een|own|ade|ritten|iven))\b",
    re.IGNORECASE,
)
# "Lee is said to have called it": though others say so, it is Lee who calls.
_HEARSAY = re.compile(r"\bto have (?:\w+ly |once |also )?\w+", re.IGNORECASE)


def is_passive(cue: str) -> bool:
    """Whether a cue begins as if somebody were told, not telling: "was asked to leave", but not "was worried"."""
    return _PASSIVE.match(cue) is not None and _OWN.search(cue) is None


def is_hearsay(cue: str) -> bool:
    """Whether a cue tells what somebody is said to have said: `is_hearsay("is supposed to have told")`."""
    return is_said_of(cue) and _HEARSAY.search(cue) is not None


def is_said_of(cue: str) -> bool:
    """Whether a cue tells what is said of somebody, in a participle: `is_said_of("has also been accused of")`."""
    return _PARTICIPLE.match(cue) is not None and _OWN.search(cue) is None
