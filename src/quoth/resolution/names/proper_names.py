"""Names in an article by their capitals: where they stand, what titles come before them, and what they are names of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.domain import EntityKind, Span
from quoth.resolution.names.aliases import AliasTable
from quoth.resolution.names.lexicon import HONORIFICS, PRONOUNS, SELF, Lexicon
from quoth.resolution.names.name_kinds import TRADES, kind_of_name
from quoth.resolution.names.tokens import Tokens

_PARTICLES = frozenset("van von de der den del della di da dos bin al el la le du".split())
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof sen sens rep reps gov govs gen lt col capt sgt rev fr hon pres jr sr st mt amb atty sec maj"
    " cmdr adm det cllr cllrs".split()
)
_LINKS = frozenset({"of", "for", "on"})
# A line of which more words than this share are capitalised is a headline, where capitals say little.
_HEADLINE = 0.75
_LONGEST_NAME = 9
_JOINED = frozenset({"of", "for", "and", "the", "&"})
_COMMITTEES = frozenset({"committee", "subcommittee", "panel", "commission"})
_OPENING = frozenset({"“", '"', "‘", "'"})
_CLOSING = frozenset({"”", '"', "’", "'"})


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name at one place: tokens `first` to before `last`, without the titles before it.

    `words` are compared in lower case; `titles` are the lower-case words before it. `sure` is false for a single word
    that might owe its capital to where it stands.
    """

    first: int
    last: int
    span: Span
    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    kind: EntityKind = EntityKind.NONE
    sure: bool = True

    @property
    def honorific(self) -> str:
        """`"he"` or `"she"` where a title says so."""
        return next((HONORIFICS[title] for title in self.titles if HONORIFICS.get(title)), "")


def find_proper_names(tokens: Tokens, lexicon: Lexicon, aliases: AliasTable) -> list[ProperName]:
    """All names in text order, those of the table whole; in headlines only those that the rest of the article has."""
    headlines = _headlines(tokens, lexicon)
    found: list[ProperName] = []
    place = 0
    while place < len(tokens):
        if not _is_capital(tokens, place, lexicon) or tokens.paragraph[place] in headlines:
            place += 1
            continue
        whole = _whole(tokens, place, aliases)
        if whole:
            found += _one(tokens, place, whole, lexicon)
            place = whole
            continue
        end = _sequence_end(tokens, place, lexicon)
        found += _split(tokens, place, end, lexicon)
        place = end
    if headlines:
        found += _known_in_headlines(tokens, headlines, found, lexicon)
        found.sort(key=lambda name: name.first)
    return found


def _whole(tokens: Tokens, place: int, aliases: AliasTable) -> int:
    """Where a name of the table that begins at a place ends, 0 if none does; small words join names of one piece."""
    for words in aliases.starting(tokens.lower[place]):
        last = place + len(words)
        if not _JOINED.isdisjoint(words) and tokens.lower[place:last] == words and tokens.words[last - 1][0].isupper():
            return last
    return 0


def _headlines(tokens: Tokens, lexicon: Lexicon) -> frozenset[int]:
    """The paragraphs whose words nearly all have capitals."""
    capitals: dict[int, int] = {}
    words: dict[int, int] = {}
    for place, word in enumerate(tokens.words):
        if len(word) > 3 and word[0].isalpha():
            paragraph = tokens.paragraph[place]
            words[paragraph] = words.get(paragraph, 0) + 1
            capitals[paragraph] = capitals.get(paragraph, 0) + word[0].isupper()
    plain = {
        tokens.paragraph[place]
        for place, word in enumerate(tokens.lower)
        if word in lexicon.plain and tokens.words[place][0].isupper() and not tokens.opens_sentence(place)
    }
    return frozenset(p for p, count in words.items() if count >= 4 and capitals[p] > _HEADLINE * count and p in plain)


def _is_capital(tokens: Tokens, place: int, lexicon: Lexicon) -> bool:
    """Whether a word may begin a name: it has a capital, and not only since it opens a sentence."""
    word, lower = tokens.words[place], tokens.lower[place]
    if not has_capital(word) or lower in PRONOUNS or lower in SELF:
        return False
    if lower not in lexicon.plain:
        return True
    if not _goes_on(tokens, place):
        return False
    following = tokens.lower[place + 1]
    # "May" the month, "While" the opener; but "May" before a surname is a first name.
    first_name = lower in lexicon.first_names and following not in lexicon.plain
    if first_name or f"{lower} {following}" in lexicon.places:
        return True
    if following in lexicon.organization_words:
        return len(lower) > 3 and lower not in {"when", "while", "after", "that", "what", "this", "with", "from"}
    return len(lower) > 4 and lower not in _DATES | _JOINING and not tokens.opens_sentence(place)


def has_capital(word: str) -> bool:
    """Whether a word is written as a name: "Lee", "al-Amin"."""
    return word[0].isupper() or (word[:3] in {"al-", "el-", "ul-"} and word[3:4].isupper())


def _goes_on(tokens: Tokens, place: int) -> bool:
    """Whether a capitalised word follows one space after a word that nothing ends."""
    following = place + 1
    return (
        following < len(tokens)
        and not tokens.owned[place]
        and tokens.starts[following] - tokens.ends[place] == 1
        and has_capital(tokens.words[following])
        and tokens.ends[place] - tokens.starts[place] == len(tokens.words[place])
        and not tokens.ends_short_line(place)
    )


def _sequence_end(tokens: Tokens, place: int, lexicon: Lexicon) -> int:
    """Where the capitalised words that begin at a place end, with initials, particles and "of" in between."""
    first, linked = place, False
    while place + 1 < len(tokens) and place - first < 3 * _LONGEST_NAME:
        if _goes_on(tokens, place):
            lower = tokens.lower[place + 1]
            if (
                lower in PRONOUNS
                or lower in SELF
                or (lower in lexicon.plain and not _continues(tokens, place, lexicon))
            ):
                break
            place += 1
        elif step := _over_full_stop(tokens, place) or _over_nickname(tokens, place, lexicon):
            place += step
        elif step := _over_link(tokens, first, place, lexicon, linked=linked):
            linked = linked or _may_join(tokens.lower[first], tokens.lower[place + 1])
            place += step
        else:
            break
    return place + 1


def _continues(tokens: Tokens, place: int, lexicon: Lexicon) -> bool:
    """Whether a plain word with a capital may go on a name: "Associated Press International", "White House"."""
    following = tokens.lower[place + 1]
    if following in lexicon.organization_words or following in {"state", "states", "street", "security", "foreign"}:
        return True
    titled = place > 1 and tokens.words[place - 1] == "." and tokens.lower[place - 2] in _ABBREVIATED
    opens = tokens.opens_sentence(place) and not titled
    return not opens and len(following) > 2 and following not in _DATES | _JOINING


_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december".split()
)
_JOINING = frozenset(
    "while when after before since with from that what this they there although because will have would could should"
    " where which than then into over under until about also the and for but not you who why how has had was are can"
    " its one two all any may mr mrs ms yes no yet nor our out off own per via too".split()
)


def _over_full_stop(tokens: Tokens, place: int) -> int:
    """How many tokens to go on over "Sen." or an initial's full stop, 0 where it ends a sentence."""
    if place + 2 >= len(tokens) or tokens.words[place + 1] != "." or tokens.starts[place + 1] != tokens.ends[place]:
        return 0
    word, following = tokens.lower[place], tokens.words[place + 2]
    short = word in _ABBREVIATED or (len(word) == 1 and word != "i")
    if not short or not following[0].isupper() or tokens.starts[place + 2] - tokens.ends[place + 1] > 1:
        return 0
    return 2 if tokens.sentence[place] == tokens.sentence[place + 2] or word in _ABBREVIATED else 0


def _over_link(  # noqa: PLR0911 - each return is one kind of link
    tokens: Tokens, first: int, place: int, lexicon: Lexicon, *, linked: bool
) -> int:
    """How many tokens to go on over "of (the)", "&" or a particle inside a name."""
    if tokens.owned[place] or place + 2 >= len(tokens):
        return 0
    link, after = tokens.lower[place + 1], place + 2
    if link in _PARTICLES:
        while after < len(tokens) - 1 and tokens.lower[after] in _PARTICLES:
            after += 1
        return after - place if tokens.words[after][0].isupper() else 0
    if link == "&":
        return 2 if tokens.words[after][0].isupper() else 0
    if link == "and" and tokens.lower[first] in {"house", "senate"}:
        ahead = tokens.lower[after : after + 4]
        return 2 if tokens.words[after][0].isupper() and not _COMMITTEES.isdisjoint(ahead) else 0
    if link in {"for", "against"} and tokens.lower[place].endswith("s") and not _only_opens(tokens, place, after):
        # "Citizens for Fair Fares"; where it opens a sentence, only if the article has it elsewhere too.
        word = tokens.lower[after]
        good = tokens.words[after][0].isupper() and word not in lexicon.first_names | lexicon.places
        return 2 if good and word not in _ABBREVIATED else 0
    if linked and link == "and":
        return 2 if tokens.words[after][0].isupper() and tokens.lower[after] not in lexicon.first_names else 0
    is_body = any(word in _HEADED for word in tokens.lower[max(first, place - 1) : place + 1]) or any(
        word in lexicon.organization_words for word in tokens.lower[max(first, place - 2) : place + 1]
    )
    if not is_body or link not in _LINKS:
        return 0
    after += tokens.lower[after] == "the"
    if after >= len(tokens) or not tokens.words[after][0].isupper() or tokens.lower[after] in _DATES:
        return 0
    # "The House on Tuesday" and "the Senate for Mr. Reid" are no names; a link is of the name only to plain nouns.
    word = tokens.lower[after]
    person = word in _ABBREVIATED or (word in lexicon.first_names and word not in lexicon.places)
    return 0 if person or (link != "of" and tokens.lower[after] in lexicon.places) else after - place


def _only_opens(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words stand only where a sentence opens, so that the capital of the first says nothing."""
    words = tokens.text[tokens.starts[first] : tokens.ends[last]]
    return tokens.opens_sentence(first) and tokens.text.count(words) == 1


def _may_join(opening: str, link: str) -> bool:
    """Whether an "and" may follow in the name: in "Center for Fish and Rain", "Department of Fish and Rain"."""
    return link in {"for", "on"} or (link == "of" and opening in {"department", "ministry", "bureau", "office"})


def _over_nickname(tokens: Tokens, place: int, lexicon: Lexicon) -> int:
    """How many tokens to go on from a first name over a nickname in quotation marks to a surname."""
    following = tokens.words[place + 1 : place + 5]
    if len(following) < 4 or following[0] not in _OPENING or following[2] not in _CLOSING:
        return 0
    if tokens.lower[place] not in lexicon.first_names:
        return 0
    return 4 if following[1][0].isupper() and following[3][0].isupper() else 0


def _split(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Iterator[ProperName]:
    """The names in a run of capitalised words: "Republican National Committee Chairman Ann Lee" has two."""
    words = tokens.lower[first:last]
    cut = _person_from(words, lexicon)
    office = next(
        (place for place in range(len(words) - 1) if words[place] in _HEADED and words[place + 1] == "of"), -1
    )
    if office >= 0:
        # "Secretary of State Ann Lee", "Secretary of State".
        cut = max(cut, min(office + 3 + (words[-3:-2] == ("security",)), len(words)))
        if cut < len(words):
            yield from _one(tokens, first + cut, last, lexicon, before=words[:cut])
        return
    body = cut
    while body and _describes(words[body - 1], lexicon):
        body -= 1
    if body:
        # "Skerrow Party" in "Skerrow Party Chairman Owen Hale".
        yield from _one(tokens, first, first + body, lexicon)
    yield from _one(tokens, first + cut, last, lexicon, before=words[:cut])


def _person_from(words: Sequence[str], lexicon: Lexicon) -> int:
    """Where a person's name begins after titles or what describes them, 0 if it begins at once."""
    for place in range(len(words) - 1, 0, -1):
        before = words[place - 1] if words[place - 1] != "." else words[place - 2]
        titled = _is_title(before, lexicon) or before in _TITLES
        rest = [word for word in words[place:] if word != "."]
        body = any(word in lexicon.organization_words for word in rest)
        if titled and words[place] != "." and before not in rest and not body:
            if words[place] in {"of", "for", "on"}:
                continue
            if len(rest) <= 4 and not any(word in _LINKS for word in rest):
                return place
    for place in range(1, len(words) - 1):
        rest = list(words[place:])
        before = words[place - 1]
        first = words[place] in lexicon.first_names and before not in lexicon.first_names and len(before) > 1
        if first and len(rest) <= 4 and not any(word in lexicon.organization_words for word in rest):
            known = before in lexicon.places or _describes(before, lexicon)
            return place if known or place > 1 else 0
    return 0


_TITLES = frozenset({"speaker", "leader", "whip", "nominee", "rival", "challenger", "then-president", "ex-president"})
# After these "shepherd" is a verb.
_MODALS = frozenset("will would can could may might shall should must".split())
_HEADED = frozenset({"secretary", "minister"})
# What stands behind a person's name and is no part of it.
BEHIND = frozenset("kc qc mp msp mep obe mbe cbe phd md rn frs esq".split())


def _is_title(word: str, lexicon: Lexicon) -> bool:
    """Whether a capitalised word before a name says what somebody is; but "Dean", "Guy" and "Mason" are first names."""
    return word in lexicon.titles or (lexicon.is_person(word) and word not in lexicon.first_names)


def _describes(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before a name only says what somebody is."""
    return (
        word in {".", "former", "ex", "late", "of", "the", "presumptive", "acting", "deputy", "new"}
        or _is_title(word, lexicon)
        or word in lexicon.groups
        or word in _TITLES
        or word in lexicon.places
    )


def _one(tokens: Tokens, first: int, last: int, lexicon: Lexicon, before: Sequence[str] = ()) -> Iterator[ProperName]:
    """One name without the titles before it, if anything is left of it then."""
    start = first
    while start < last - 1 and _drops(tokens, start, last, lexicon):
        start += 1
    while last - 1 > start and (tokens.words[last - 1] == "." or tokens.lower[last - 1] in _LINKS | {"the"}):
        last -= 1
    if not tokens.words[start][0].isalnum() or tokens.lower[start] in _ABBREVIATED - {"st", "mt"}:
        return
    behind = tokens.lower[last - 1]
    if last - start > 2 and behind in BEHIND and tokens.words[last - 1][:2].isupper():
        last -= 1
    elif start + 1 == last and behind in lexicon.persons and tokens.words[start].isupper() and len(behind) < 4:
        return  # "The MP" is nobody's name.
    words = tuple(word for word in tokens.lower[start:last] if word[0].isalnum())
    titles = tuple(word for word in (*before, *tokens.lower[first:start]) if word != ".")
    if behind in BEHIND and tokens.lower[last - 1] != behind:
        titles = (*titles, behind)
    beside = first > 0 and tokens.paragraph[first - 1] == tokens.paragraph[first]
    called = beside and tokens.lower[first - 1].removesuffix(".") in lexicon.persons
    if not titles and called and tokens.lower[max(first - 2, 0)] not in _MODALS:
        titles = (tokens.lower[first - 1],)
    single = start == first and last - first == 1 and tokens.opens_sentence(first)
    kind = kind_of_name(words, titles, tokens.words[start], lexicon)
    sure = not single or kind is not EntityKind.NONE
    yield ProperName(start, last, tokens.span(start, last), words, titles, kind, sure)


def _drops(  # noqa: PLR0911 - each return is one kind of word
    tokens: Tokens, place: int, last: int, lexicon: Lexicon
) -> bool:
    """Whether a leading word is a title or description rather than part of the name."""
    word = tokens.lower[place]
    if word == "." or word in _ABBREVIATED - {"st", "mt"}:
        return True
    if "-" in word and lexicon.is_person(word.rpartition("-")[2]):
        return True
    if word in TRADES and tokens.opens_sentence(place):
        # "Chipmaker Teagash": what it makes is no part of its name.
        return True
    if word in lexicon.epithets and tokens.lower[place + 1] in lexicon.first_names:
        # "Crooked Ann Lee": what somebody is called is not her name. "Little Rock" keeps its own.
        return True
    if word in {"former", "ex", "late", "then"} or _is_title(word, lexicon):
        # "Judge Judy" is hers; "General Motors", "Attorney General" and "King" with one word stay with what follows.
        return not any(other in lexicon.organization_words for other in tokens.lower[place + 1 : last])
    if word in lexicon.plain:
        of = place > 1 and tokens.lower[place - 1] == "of" and tokens.lower[place - 2] in _HEADED
        return of or (tokens.opens_sentence(place) and word not in lexicon.organization_words)
    if word in lexicon.groups:
        following = tokens.lower[place + 1]
        if following in lexicon.organization_words:
            return False
        if last < len(tokens) and place + 2 == last and lexicon.is_person(lexicon.singular(tokens.lower[last])):
            # "Jewish Labour councillors" are of Labour.
            return True
        return following in lexicon.first_names or lexicon.is_person(following) or following in lexicon.titles
    return False


def _known_in_headlines(
    tokens: Tokens, headlines: frozenset[int], found: Sequence[ProperName], lexicon: Lexicon
) -> Iterator[ProperName]:
    """Names of the article in its headlines, the longest first; a full name that nothing else has counts too."""
    known: dict[tuple[str, ...], ProperName] = {}
    for name in found:
        known.setdefault(name.words, name)
        if name.kind is EntityKind.PERSON and len(name.words[-1]) > 2:
            known.setdefault(name.words[-1:], name)
    place = 0
    while place < len(tokens):
        if tokens.paragraph[place] not in headlines or not tokens.words[place][0].isupper():
            place += 1
            continue
        last = _longest_known(tokens, place, known, lexicon)
        if last:
            words = tuple(word for word in tokens.lower[place:last] if word[0].isalnum())
            kind = known[words].kind if words in known else EntityKind.PERSON
            yield ProperName(place, last, tokens.span(place, last), words, kind=kind)
        place = last or place + 1


def _longest_known(tokens: Tokens, place: int, known: dict[tuple[str, ...], ProperName], lexicon: Lexicon) -> int:
    """Where the longest known name that begins at a place ends, 0 if none does."""
    for last in range(min(place + 5, len(tokens)), place, -1):
        words = tuple(word for word in tokens.lower[place:last] if word[0].isalnum())
        if words in known and tokens.words[last - 1][0].isalnum():
            return last
    first = tokens.lower[place]
    if first in lexicon.first_names and first not in lexicon.plain and _goes_on(tokens, place):
        following = tokens.lower[place + 1]
        return place + 2 if following not in lexicon.plain and following not in lexicon.organization_words else 0
    return 0
