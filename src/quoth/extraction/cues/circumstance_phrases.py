"""Phrases that may say through what something was said, or why a source is not named, wherever they stand.

What media.txt and anonymity.txt list becomes one pattern each; `circumstances.py` decides whose a phrase is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from quoth.domain import LINE_ENDS
from quoth.word_lists import list_lines

# How many words may follow the noun of a phrase: "in an interview with the editors of the local paper".
_MOST_WORDS = 12

DETERMINER = "a|an|the|this|that|his|her|its|their|my|our|your|one|another|each|every|several|both|two|three|some"
PREPOSITION = (
    "of|with|to|from|by|on|at|in|for|about|during|over|near|via|between|among|against|following|outside|inside|without|"
    "into|through|around|across|under|along|alongside|aboard|regarding|concerning|titled|entitled"
)
# Words that open a clause or belong to its verb.
CLAUSE = (
    "that|who|whom|whose|which|what|where|when|while|as|because|since|if|whether|although|though|until|than|so|and|but|"
    "or|nor|not|he|she|they|it|i|we|you|is|was|are|were|be|been|being|am|has|had|have|will|would|could|should|can|may|"
    "might|must|do|does|did|said|says|say|told|saying|adding|noting|telling|asking|arguing|warning|claiming|insisting|"
    "calling|writing|explaining|why|how"
)
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|"
    r"October)"
)
TIME = (
    rf"(?:(?:on|late|early|earlier|in|this|last|next|the) )*(?:{_DAY}(?: (?:morning|afternoon|evening|night))?|"
    rf"(?:\d\d?(?:st|nd|rd|th)? )?{_MONTH}(?: \d+)?|(?:19|20)\d\d|today|yesterday|tonight|recently|week|month|year|"
    r"weekend|night|morning|afternoon|evening|earlier|later|afterwards?|again|now)\b"
)
BREAK = LINE_ENDS
# Another small word after a noun makes it part of the next: "in a letter campaign". After a name, one with a capital
# does: "in the Times Building".
_NOUN_ENDS = (
    rf"(?![\w'\u2019-])(?! (?!(?:{PREPOSITION}|{CLAUSE}|{TIME}|{DETERMINER}|before|after|late|early|here|there|sent|"
    r"held|given|written|made|shown|seen|read|put|taken|also|\w+ed|(?!family)\w+ly|(?!building|setting)\w+ing)\b)[a-z])"
)
_NAME_ENDS = rf"(?<![.&-]){_NOUN_ENDS}(?! (?!{_DAY}|{_MONTH})[A-Z])"
_OWN = "(?:’s|(?<=s)’)"
# A full stop after any other word ends the sentence.
_SHORT = rf"(?:(?:[A-Z]\.)+|(?:Sen|Rep|Gov|Dr|Mr|Mrs|Ms|St|Jr)\.|{_MONTH})"
# What may stand between article and noun: any other words, or a title in quotation marks.
_MODIFIER = (
    rf"(?:(?!(?:{PREPOSITION}|{CLAUSE}|{DETERMINER}|before|after|all|capital|block)\b)"
    rf"(?:[\w$](?:[\w.&/-]*\w)?(?:’\w*)?,?|{_SHORT})|[“\"][^“”\"{BREAK}]{{1,30}}[”\"])"
)
_DEFINITE = (
    rf"(?:(?:{DETERMINER}) (?:(?:series|string|flurry|barrage|number|pair|couple|handful|set|round|stream) of )?"
    rf"(?:{_MODIFIER} ){{0,5}}?|(?:{_MODIFIER} ){{0,3}}?\w[\w.&-]*{_OWN} (?:{_MODIFIER} ){{0,4}}?)"
)
_CAPITAL = rf"(?!{_DAY})(?:{_SHORT}|[A-Z\d](?:[\w.&-]*\w)?(?:’\w+)?)"
_NAME = rf"(?:{_CAPITAL}(?: (?:of |the |and |& )*{_CAPITAL}){{0,4}})"
_HOST = "(?:host|anchor|presenter|correspondent|reporter|contributor|columnist|editor|interviewer)"
_SPOKE = "(?:said|says|confirmed|explained|revealed|[Ss]peaking|spoke|speaks|talking|talked)"
_STATION = r"(?: (?:News|Radio|TV|Television|Sunday|Online|Magazine|Business|London|World|Live|One|Two|Four|Five|\d+))*"
# Papers that no list names: "the Millbrook Gazette".
_PAPER = (
    r"(?:St\. )?(?:[A-Z][\w&]*(?: |-)){1,4}?(?:Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Sentinel|Globe|"
    r"Inquirer|Telegraph|Guardian|Examiner|Courier|Bulletin|Dispatch|Mercury|Argus|Echo|Register|Observer|Ledger|"
    r"Advertiser|News)"
)

# Amid a sentence only a paper's name has a large "The"; "Radio Millbrook" and "Millbrook television" say what they are.
_OUTLET = (
    rf"(?:The {_CAPITAL}(?: (?:of |the |and |& )*{_CAPITAL}){{0,3}}|(?:Radio|TV|Television) {_CAPITAL}"
    rf"|(?:the )?{_CAPITAL}(?: {_CAPITAL}){{0,3}} (?:[Tt]elevision|TV|[Rr]adio|FM|newspaper|magazine))"
)


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern in which a space stands for any white space within a line, and ’ (outside brackets) for ' too."""
    return re.compile(pattern.replace(" ", r"[ \t\u00a0]+").replace("’", "['\u2019]"))


_PARAGRAPH = re.compile(rf"[^{BREAK}]+")
_HINT = re.compile(
    r"anonym|name|identified|quoted|authori[sz]|permitted|allowed|cleared|liberty|permission|clearance|background"
    r"|record",
    re.IGNORECASE,
)
# The words after a noun that are its own.
_TOKEN = re.compile(r"[ \t\u00a0]+([^\s,;:!?()“”\"\[\]—–…]+)")
_STOP = re.compile(rf"(?:(?:{CLAUSE}|before|after)(?:['\u2019]\w+)?|['\u2018\u2019-].*)$|.*''", re.IGNORECASE)
_GROUP = re.compile(rf"(?:{PREPOSITION}|\w+(?:ed|ing)|sent|held|given|written|made)$", re.IGNORECASE)
_ABBREVIATION = re.compile(rf"(?:{_SHORT}|(?:\w\.)+)$")
_TITLED = re.compile(r"(?:['\u2019]s|s['\u2019]|\b(?:on|show|programme|program|podcast|book|memoir|titled|entitled))$")
_TITLE = rf"(?:“[A-Z\d][^“”{BREAK}]{{1,50}}”|\"[A-Z\d][^\"{BREAK}]{{1,50}}\"|''[A-Z\d][^'{BREAK}]{{1,50}}'')"
_TITLE_AFTER = compiled(f" {_TITLE}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may be a medium or a reason: from `start` to `core` at the least, to `end` with all that is theirs.

    `told` marks the name of an outlet after "told".
    """

    start: int
    core: int
    end: int
    told: bool = False


def find_media(text: str) -> list[Phrase]:
    """Every phrase that may be a medium, in text order; none overlaps the next."""
    phrases = []
    place = 0
    while match := _media_pattern().search(text, place):
        start, core = match.span(match.lastgroup or 0)
        place = core if match.lastgroup in ("told", "named") else _with_its_words(text, core)
        phrases.append(Phrase(start, core, place, told=match.lastgroup == "told"))
    return phrases


def _with_its_words(text: str, core: int) -> int:
    """Where the words after a noun end that are its own: "with CNN" after "in an interview", up to any mark or clause.

    Of more than are likely its own only the first few groups are taken.
    """
    place = complete = core
    for _ in range(_MOST_WORDS):
        title = _TITLE_AFTER.match(text, place) if _TITLED.search(text, core - 20, place) else None
        if title:
            place = title.end()
            continue
        token = _TOKEN.match(text, place)
        if token is None or _STOP.match(token[1]):
            return place
        if token[1].endswith(".") and not _ABBREVIATION.match(token[1]):
            return token.end() - 1
        if _GROUP.match(token[1]):
            complete = place
        place = token.end()
    return complete


def find_reasons(text: str) -> list[Phrase]:
    """Every phrase that may say why a source is not named, in text order."""
    # Most paragraphs hold none of the words that every such phrase has one of, and need no closer look.
    paragraphs = (match.span() for match in _PARAGRAPH.finditer(text) if _HINT.search(match.group()))
    found = (match for start, end in paragraphs for match in _reason_pattern().finditer(text, start, end))
    return [Phrase(match.start(), match.end("core"), match.end()) for match in found]


@cache
def _media_pattern() -> re.Pattern[str]:
    """All that media.txt names, with the words that must stand before it and may stand around it, in one group each."""
    words = _media()
    outlets, shows = _any(words["outlet"]), _any(words["show"])
    outlet = rf"(?:[Tt]he {_PAPER}|(?:[Tt]he )?(?:{outlets}){_STATION})"
    theirs = rf"(?:{_OWN} (?:{_TITLE}|{_NAME})| {_HOST}(?: {_NAME})?)?{_NAME_ENDS}"
    told = rf"(?:(?:an? (?:{outlets})(?= {_HOST}))|{outlet}|{_any(words['told'])}|{_OUTLET}){theirs}"
    show = rf"(?:[“\"]?(?:{shows})(?:,?[”\"])?|{_CAPITAL}(?: {_CAPITAL}){{0,4}}(?<=’s|s’) {_TITLE}){_NAME_ENDS}"
    named = rf"(?:to|with|[Oo]n|[Ii]n) (?:{show}|(?:{_DAY}{_OWN} )?{outlet}{theirs})"
    phrases = [
        rf"(?:tell|tells|told|telling) (?P<told>{told})",
        rf"(?:{_SPOKE} (?=to |with )|(?=[OoIi]n ))(?P<named>{named})",
        rf"(?:took|takes|taking) (?P<taken>to (?:{_any(words['bare on'])}){_NOUN_ENDS})",
    ]
    nouns: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for key in [key for key in words if key not in ("outlet", "show", "told")]:
        for preposition in key.removeprefix("bare ").split():
            nouns[preposition, key.startswith("bare ")] += words[key]
    for number, ((preposition, bare), listed) in enumerate(nouns.items()):
        first = f"[{preposition[0].upper()}{preposition[0]}]{preposition[1:]}"
        if bare:
            phrases.append(rf"(?P<bare{number}>{first} (?:{_MODIFIER} ){{0,2}}?(?i:{_any(listed)}){_NOUN_ENDS})")
        else:
            # Without an article only the plural will do: "in letters".
            phrases.append(
                rf"(?P<noun{number}>{first} (?:(?P<the{number}>{_DEFINITE})|(?:{_MODIFIER} ){{0,3}}?)"
                rf"(?i:{_any(listed)})(?:e?s)?(?(the{number})|(?<=[^s]s)){_NOUN_ENDS})"
            )
    return compiled(rf"\b(?:{'|'.join(phrases)})")


def _any(words: Sequence[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word).replace("\\ ", " ") for word in sorted(set(words), key=len, reverse=True))


@cache
def _media() -> dict[str, list[str]]:
    """The lines of media.txt by what stands before the colon; a line that begins with a space goes on from the last."""
    text = "\n".join(list_lines("quoth.extraction.cues", "media.txt")).replace("\n ", " ")
    entries = (line.split(":", maxsplit=1) for line in text.split("\n"))
    return {key: [word.strip() for word in words.split(";")] for key, words in entries}


@cache
def _reason_pattern() -> re.Pattern[str]:
    phrases = "|".join(_alternatives(line) for line in list_lines("quoth.extraction.cues", "anonymity.txt"))
    mark = rf",;:!?()“”\"{BREAK}—–"
    lead = "(?:both|all|none|neither|two|three) of whom|who|spoke|speaking|speaks|talked|talking|agreed|granted|briefed"
    more = r", (?:citing|because|as|since|given|due|out of|for fear|in exchange|so|lest)\b"
    return compiled(
        rf"(?i:\b(?:(?:{lead})\b(?:(?!\b(?:who|said|says)\b)[^.{mark}]){{0,60}}?\b)?(?P<core>(?:{phrases}))){_NOUN_ENDS}"
        rf"(?:(?!\.(?:\s|$)| and (?:is|are|was|were|has|had)\b)[^{mark}]|{more}){{0,250}}",
    )


def _alternatives(line: str) -> str:
    """`declined|refused to be publicly? named` as a pattern."""
    words = [(word.removesuffix("?"), word.endswith("?")) for word in line.split()]
    return "".join(f"(?:(?:{word}) )?" if optional else f"(?:{word}) " for word, optional in words).removesuffix(" ")
