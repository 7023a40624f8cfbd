"""The words of the made-up crawl: events, and how different desks would tell of one, by patterns of our own."""

from __future__ import annotations

import random
from dataclasses import dataclass

PLACES = (
    "Alderby Brackness Carrow Dunmoor Eastwick Farleigh Glenrath Hollin Inverlay Kestrel Lowmere Marsden Northam "
    "Oakhurst Penvale Quarrel Ravensea Selby Thornlea Uppingham Vanesse Westhaven Yarrowby Zennor"
).split()
_FIRST = (
    "Anna Bela Carl Dora Emil Freya Gita Hugo Ines Jonas Kira Leon Mara Nils Olga Pavel Rosa Sami Tilda Ulf Vera Wim "
    "Yara Zoran Agnes Bruno Clara David Edith Felix Greta Henry Ida Jakob Karin Lukas Maria Noah Paula Simon"
).split()
_LAST = (
    "Abbot Brandt Castell Dunne Ekwall Farrow Grimm Hallam Ibsen Jarvis Kowal Lindqvist Moreau Novak Okafor Pereira "
    "Quist Rahman Sorley Tamm Ulrich Varga Whitlock Yilmaz Zeller Amsel Bergin Corrigan Dvorak Espinosa Falk Garside "
    "Haddad Ishii Jensen Kaplan Lund Marsh Nyberg Osei Petrov Rossi Salter Thorne Vogel Winter"
).split()
_ROLES = (
    "mayor|council leader|harbour master|head teacher|union secretary|farmer|surgeon|bus driver|shop owner|engineer"
    "|police inspector|fire officer|librarian|curator|planning officer|ferry captain|nurse|campaigner|minister|professor"
).split("|")
_BODIES = (
    "the town council|the port authority|the health board|the teachers' union|the bus company|the water company"
    "|the farmers' association|the residents' group|the ministry of transport|the fire service|the county court"
    "|the chamber of commerce|the museum trust|the housing agency|the energy regulator|the fishing fleet"
).split("|")
_THINGS = (
    "the old pier|the swimming pool|the bypass|the new school|the ferry contract|the sea wall|the bus station|the market"
    "|the hospital wing|the wind farm|the quarry|the railway bridge|the library|the sewage plant|the airport road"
    "|the housing estate|the football ground|the power line|the fish hall|the flood barrier|the town square|the night bus"
).split("|")
_VERBS = "close|sell|rebuild|widen|paint|move|open|fund|delay|insure|inspect|lease|repair|abandon|double".split("|")
_REASONS = (
    "because nobody had checked the accounts|after two winters of storms|since the money had run out"
    "|because the ground was softer than expected|after a petition with thousands of names|as the contract ended in June"
    "|because the old plans had been lost|after a fire in the workshop|since prices had doubled|as the state had asked it to"
    "|because too few people used it|after complaints about the noise|since a court had ruled against it"
    "|because a survey had found cracks|as insurers refused to pay|after the builder went out of business"
).split("|")
_ADVERBS = (
    "quietly|at last|for the second time|without a vote|in a hurry|before the holidays|against all advice|by a narrow margin"
    "|after midnight|in front of a full hall|behind closed doors|to loud applause|with great regret|under protest"
).split("|")
_CLAUSES = (
    "we were never asked about it|it will cost every household a fortune|the people here deserve better than this"
    "|nobody can promise that it will be ready in time|our children will have to live with it|there is simply no other way"
    "|this is the best news in twenty years|the figures do not add up|we shall go to court if we must|I have not slept since"
    "|the water came up to my knees|they told us the opposite last spring|somebody has to say stop|it was a mistake from the start"
    "|we can be proud of what was done|I would do the same again tomorrow|the report was written by people who never came here"
    "|jobs will go and they will not come back|we need answers and not more meetings|it is safer than it has ever been"
    "|the work begins as soon as the ice is gone|no decision has been taken yet|every penny was accounted for"
    "|the old agreement was a bad one for both sides|half of my neighbours want to leave|trust is lost faster than it is won"
).split("|")
_TAILS = (
    "and I will say so to anybody who asks|whatever the lawyers may write|and that is all there is to it|as far as I can see"
    "|and we have the letters to prove it|no matter who wins in autumn|at least in this part of the county|and not a day sooner"
    "|if the weather holds|even though it hurts|and I am not the only one who thinks so|for as long as I am in this office"
).split("|")
PATTERNS = (
    "{Body} in {place} has decided to {verb} {thing} {reason}.",
    "{Thing} in {place} is to be looked at again, {adverb}, and {body} will pay {number} pounds for it.",
    "“{Quote},” said {person}, the {role}, on {weekday}.",
    "{Person}, a {role} from {place}, told reporters that {said}.",
    "According to {body}, {said}.",
    "{Person} denied that {body} had wanted to {verb} {thing} {reason}.",
    "“{Quote}, {tail},” {last} said, and asked {body} to wait until {weekday}.",
    "In a letter to {body}, {person} wrote that “{quote}”.",
    "About {number} people came to the hall in {place}, where the talk was of {thing} and little else.",
    "{Person} promised to {verb} {thing} {adverb}, {tail}.",
    "A spokesman for {body} declined to comment on {thing}.",
    "It was not clear on {weekday} who would {verb} {thing}, or what it would cost beyond {number} pounds.",
    "Critics say that {said}, while {body} insists that {other}.",
    "{Last} criticised {body}: “{Quote}.”",
    "“{Quote},” the {role} added, “{tail}.”",
    "A study of {number} households in {place} shows that {said}.",
    "The vote came {adverb}, {reason}, with {number} members absent.",
    "Asked whether {body} would {verb} {thing}, {person} answered: “{Quote}.”",
    "{Body} warned that {said} {reason}.",
    "Near {place}, {thing} had stood empty for {number} days {reason}.",
    "Nobody in {place} could remember a year in which {body} had to {verb} {thing} {adverb}.",
    "“{Quote},” {person} was quoted as saying by a neighbour, “{tail}.”",
    "{Person} thanked {body} and said {said}.",
    "The plan to {verb} {thing} goes back to a promise that {last} made {number} weeks ago, {adverb}.",
)
_HEADLINES = (
    "{Body} to {verb} {thing}",
    "“{Quote}”, says {role} from {place}",
    "{place}: doubts about {thing}",
    "{Last} defends plan to {verb} {thing}",
    "Anger in {place} over {thing}",
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
FOREIGN = {
    "de": (
        "Der Stadtrat hat am Montag beschlossen, das alte Schwimmbad im kommenden Jahr zu schließen.",
        "Die Bürgermeisterin sagte, dass niemand mit so hohen Kosten gerechnet habe.",
        "Viele Anwohner wollen gegen die Entscheidung vor Gericht ziehen.",
        "Nach Angaben der Polizei kamen mehrere hundert Menschen zu der Versammlung vor dem Rathaus.",
        "Der Bau der neuen Brücke verzögert sich wegen des Hochwassers um mindestens drei Monate.",
        "Wir werden weiter für unsere Schule kämpfen, erklärte eine Mutter aus der Nachbarschaft.",
        "Das Ministerium wollte sich auf Anfrage nicht zu den Vorwürfen äußern.",
    ),
    "fr": (
        "Le conseil municipal a décidé lundi de fermer la vieille piscine dès l'année prochaine.",
        "La maire a déclaré que personne ne s'attendait à des coûts aussi élevés.",
        "De nombreux habitants veulent contester cette décision devant les tribunaux.",
        "Selon la police, plusieurs centaines de personnes se sont rassemblées devant l'hôtel de ville.",
        "La construction du nouveau pont est retardée d'au moins trois mois à cause des inondations.",
        "Nous continuerons à nous battre pour notre école, a expliqué une mère du quartier.",
        "Le ministère n'a pas souhaité répondre aux questions de notre journal.",
    ),
    "es": (
        "El ayuntamiento decidió el lunes cerrar la antigua piscina a partir del próximo año.",
        "La alcaldesa dijo que nadie esperaba unos costes tan elevados para la obra.",
        "Muchos vecinos quieren recurrir la decisión ante los tribunales de la región.",
        "Según la policía, varios cientos de personas se reunieron delante del ayuntamiento.",
        "La construcción del nuevo puente se retrasa al menos tres meses por las inundaciones.",
        "Seguiremos luchando por nuestra escuela, explicó una madre del barrio.",
        "El ministerio no quiso responder a las preguntas de este periódico.",
    ),
}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: the same place, people and words, whoever tells of it."""

    place: str
    people: tuple[tuple[str, str], ...]
    bodies: tuple[str, ...]
    thing: str
    verb: str
    quotes: tuple[str, ...]


class Teller:
    """Draws events, and tells of them."""

    def __init__(self, draw: random.Random) -> None:
        """Everything is drawn from `draw`."""
        self._draw = draw

    def event(self) -> Event:
        """An event that is like no other, though its parts are."""
        draw = self._draw
        people = tuple((f"{draw.choice(_FIRST)} {draw.choice(_LAST)}", draw.choice(_ROLES)) for _ in range(3))
        quotes = tuple(
            f"{clause} {tail}" for clause, tail in zip(draw.sample(_CLAUSES, 4), draw.sample(_TAILS, 4), strict=True)
        )
        return Event(
            draw.choice(PLACES),
            people,
            tuple(draw.sample(_BODIES, 3)),
            draw.choice(_THINGS),
            draw.choice(_VERBS),
            quotes,
        )

    def tell(self, event: Event) -> tuple[str, list[str]]:
        """A headline and paragraphs about an event, in words of its own but for what is quoted."""
        draw = self._draw
        sentences = [self._fill(pattern, event) for pattern in draw.sample(PATTERNS, 13)]
        paragraphs = []
        while sentences:
            size = draw.randint(1, 3)
            paragraphs.append(" ".join(sentences[:size]))
            sentences = sentences[size:]
        return self._fill(draw.choice(_HEADLINES), event), paragraphs

    def phrase(self) -> str:
        """A few words that may stand anywhere."""
        return f"{self._draw.choice(_ADVERBS)} and {self._draw.choice(_TAILS)}"

    def _fill(self, pattern: str, event: Event) -> str:
        draw = self._draw
        person, role = draw.choice(event.people)
        # Half of what is quoted comes from the event, in full or in part; the rest this desk alone has heard.
        quote = draw.choice(event.quotes) if draw.random() < 0.5 else f"{draw.choice(_CLAUSES)}, {draw.choice(_TAILS)}"
        said, other = draw.sample(_CLAUSES, 2)
        body = draw.choice(event.bodies)
        thing = event.thing if draw.random() < 0.6 else draw.choice(_THINGS)
        values = {
            "place": event.place if draw.random() < 0.7 else draw.choice(PLACES),
            "person": person,
            "last": person.split()[-1],
            "role": role,
            "body": body,
            "thing": thing,
            "verb": event.verb if draw.random() < 0.6 else draw.choice(_VERBS),
            "reason": draw.choice(_REASONS),
            "adverb": draw.choice(_ADVERBS),
            "quote": quote,
            "said": said.replace("I ", "they ").replace(" my ", " their "),
            "other": other.replace("I ", "they ").replace(" my ", " their "),
            "tail": draw.choice(_TAILS),
            "number": f"{draw.randint(2, 9)},{draw.randint(100, 999)}",
            "weekday": draw.choice(_WEEKDAYS),
        }
        for name, value in list(values.items()):
            values[name.capitalize()] = value[:1].upper() + value[1:]
        return pattern.format(**values)
