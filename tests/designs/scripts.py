"""What forty people say in each design, by the words of its deck, and what its report must tell of it."""

from collections.abc import Callable, Mapping, Sequence

from tests.designs.people import Words
from tests.designs.playing import AT_TABLE, Ask, Design, Evening, Says
from tests.designs.tally import chosen, levels, line, points, records, scores, support, texts, top, words

Named = Sequence[str] | Callable[[Evening], Sequence[str]]
"""Options or statements, or what finds out from how the evening went."""


def known(named: Named, evening: Evening) -> Sequence[str]:
    """The options as they are by now."""
    return named(evening) if callable(named) else named


def turns(pattern: str, options: Named) -> Says:
    """One of these options each, by a pattern of places that goes round; a point stays silent."""

    def said(number: int, evening: Evening) -> Words | None:
        sign = pattern[number % len(pattern)]
        return None if sign == "." else {"": known(options, evening)[int(sign)]}

    return said


def several(pattern: str, options: Named) -> Says:
    """Several of these options each: parts of a pattern such as `01 2 013` go round."""
    parts = pattern.split()
    return lambda number, evening: {"": [known(options, evening)[int(sign)] for sign in parts[number % len(parts)]]}


def shared(pattern: str, options: Named) -> Says:
    """Dots or points by option: parts such as `0:2,1:1 2:3` go round."""
    parts = [dict(one.split(":") for one in part.split(",")) for part in pattern.split()]
    return lambda number, evening: {
        known(options, evening)[int(place)]: many for place, many in parts[number % len(parts)].items()
    }


def scored(pattern: str, statements: Named) -> Says:
    """A score per statement: parts such as `354 21.` go round; a point is left open."""
    parts = pattern.split()
    return lambda number, evening: {
        statement: sign
        for statement, sign in zip(known(statements, evening), parts[number % len(parts)], strict=True)
        if sign != "."
    }


def judged(pattern: str, levels: Sequence[str], items: Named) -> Says:
    """A level per item: parts such as `010 121` go round."""
    parts = pattern.split()
    return lambda number, evening: {
        item: levels[int(sign)] for item, sign in zip(known(items, evening), parts[number % len(parts)], strict=True)
    }


def one_line(pattern: str) -> Says:
    """A score on the only line each."""
    return lambda number, evening: {"": pattern[number % len(pattern)]}


def wrote(texts: Sequence[str], *, by: int = 1) -> Says:
    """Each of the texts in turn; one of so many people writes."""
    return lambda number, evening: {"": texts[number // by % len(texts)]} if number % by == 0 else None


def filled_in(*forms: Words, by: int = 1) -> Says:
    """Each of the forms in turn; one of so many people fills it in."""
    return lambda number, evening: forms[number // by % len(forms)] if number % by == 0 else None


def strongest(card: str, most: int = 0, *, field: int = -1) -> Callable[[Evening], Sequence[str]]:
    """What came strongest out of an earlier card, by the tally of the test; a text is stronger the more wrote it."""

    def found(evening: Evening) -> Sequence[str]:
        rows = evening.last(card).rows
        if field >= 0 or len(rows[0]) == 1:
            rows = [(row[max(field, 0)],) for row in rows]
            rows = [(text, str(rows.count((text,)))) for (text,) in dict.fromkeys(rows)]
        return top(rows, most or len(rows))

    return found


TABLES, TABLE = 8, "tafel"


def positions(pattern: str, reason: str) -> Says:
    """A position on a proposal each; who objects or remarks gives this reason, or a remark."""

    def said(number: int, evening: Evening) -> Words:
        place = int(pattern[number % len(pattern)])
        told = {"Je opmerking, of de reden van je bezwaar": reason or "Kijk er in mei naar"} if place in (1, 3) else {}
        return {"": CONSENT[place], **told}

    return said


def at_table(says: Says) -> Says:
    """An answer for a table of five phones; what its last one sends counts."""

    def said(number: int, evening: Evening) -> Words | None:
        words = says(number, evening)
        return None if words is None else {AT_TABLE: str(number % TABLES + 1), **words}

    return said


WHY = [
    "De kinderen kunnen dan buiten spelen", "Ik kan mijn moeder niet meer ophalen", "De lucht wordt schoner",
    "De winkel moet te bereiken blijven",
]  # fmt: skip
POINTS = ["Meer bomen in elke straat", "Een bus elk kwartier", "Een wijkhuis dat elke dag open is"]
PLANS = [
    "Een tuin voor de hele buurt", "Een klusdag per maand", "Een maaltijd op straat", "Een app voor vervoer",
    "Een zaal voor de jeugd", "Een veilig fietspad", "Een markt op zaterdag", "Een bank bij elke halte",
]  # fmt: skip
BEFORE = ["Ik weet wat er gaat veranderen.", "Ik vind het een goed plan.", "Mijn mening kan nog iets veranderen."]
HEARD = [
    "Ik kon zeggen wat ik wilde.", "Er is naar mij geluisterd.", "Ik weet wat er met mijn inbreng gebeurt.",
    "Ik zou nog een keer komen.",
]  # fmt: skip
AMENDED = [
    "Het buurthuis gaat op woensdag open, ook in de avond.", "Het buurthuis gaat op woensdag of vrijdag open.",
    "Het buurthuis gaat op woensdag open, met een vast rooster.",
]  # fmt: skip
CONSENT = ["Ik stem in", "Ik stem in, met een opmerking", "Ik onthoud me", "Ik heb bezwaar"]
THEMES = ["wonen", "groen", "zorg", "jeugd", "verkeer", "werk", "cultuur", "sport", "eten", "veilig", "water", "school"]
AGREED = ["Heel erg eens", "Eens", "Neutraal", "Oneens", "Verwarring"]

agreement = levels(*AGREED)
ENOUGH = [{"": "een plek voor bezorgers"}, {"": "een bankje"}, {"": "een plek voor bezorgers"}]
LOOKED_BACK = [
    {"Hier beginnen we mee": begin, "Hier stoppen we mee": "mailen", "Hier gaan we mee door": "samen lunchen"}
    for begin in ("bellen", "op tijd stoppen", "bellen", "buiten overleggen")
]

DESIGNS: Mapping[str, Design] = {
    "g1000": Design(
        [
            Ask(
                "themas",
                at_table(lambda number, _: {"": [THEMES[(number * step + step) % 12] for step in (1, 2, 3)]}),
                words,
                one_for=TABLE,
            ),
            Ask("top", shared("0:2,1:3 2:5 0:1,3:1,4:3 5:4,1:1 2:1", strongest("themas", 10)), points),
            Ask("plannen", at_table(wrote(PLANS)), texts, one_for=TABLE),
            Ask("keuze", several("01 2 34 05 67 1 12", strongest("plannen")), chosen),
        ]
    ),
    "burgerberaad": Design(
        [
            Ask("oogst", lambda number, _: {"": [f"Punt {number % 11}", f"Wens {number % 7}"]}, texts),
            Ask("peiling", scored("352 541 431 552 234 1.5", POINTS), scores(5)),
            Ask("advies", turns("0010020000.", ["Voor", "Tegen", "Blanco"]), chosen),
        ]
    ),
    "instemmen": Design(
        [
            Ask("verhelderen", wrote(["Wie betaalt de koffie?", "Wie heeft de sleutel?"], by=4), texts),
            Ask("meningen", wrote(["Mooi plan", "Ik mis de avond", "Wie doet het?", "Fijn voor ouderen"]), texts),
            Ask("nodig", wrote(["Ook een avond", "Een vast rooster", "Niet op mij rekenen"], by=2), texts),
            Ask("instemmen", positions("0010203000", "Ik kan alleen in de avond"), chosen),
            Ask("aanpassen", wrote(AMENDED, by=14), texts),
            Ask("aanpassen", several("0 01 0 2 0", strongest("aanpassen")), support, again="steun"),
            Ask("opnieuw", positions("0001002000", ""), chosen),
        ],
        told=lambda evening: [AMENDED[0], "Er is geen bezwaar."],
    ),
    "bewonersavond": Design(
        [
            Ask("vooraf", scored("241 132 253 311 122", BEFORE), scores(5)),
            Ask("vragen", wrote(["Wanneer begint het?", "Blijft de boom?", "Wie betaalt dit?"], by=14), texts),
            Ask("vragen", several("0 1 01 0 2", strongest("vragen")), support, again="steun"),
            Ask("tafels", at_table(wrote(PLANS)), texts, one_for=TABLE),
            Ask("zwaarst", shared("0:3 1:1,2:2 3:1,4:1,5:1 0:2,6:1 7:3", strongest("tafels", 8)), points),
            Ask("achteraf", scored("452 343 554 422 533", BEFORE), scores(5)),
            Ask("gehoord", scored("4523 5434 3323 5555 4.34", HEARD), scores(5)),
        ]
    ),
    "een-twee-vier": Design(
        [
            Ask("ideeen", at_table(wrote(PLANS)), texts, one_for=TABLE),
            Ask("begin", several("01 2 345 067 1 1", strongest("ideeen")), chosen),
        ]
    ),
    "spectrogram": Design(
        [
            Ask("lijn", one_line("1172654771"), line(7, "helemaal oneens", "helemaal eens")),
            Ask("waarom", wrote(WHY, by=4), texts),
            Ask("weer", one_line("2372654776"), line(7, "helemaal oneens", "helemaal eens")),
        ]
    ),
    "deep-democracy": Design(
        [
            Ask("meningen", wrote(WHY), texts),
            Ask("anders", wrote(["Ik ben bang dat de straat leegloopt", "Ik wil rust"], by=5), texts),
            Ask("kiezen", turns("0010100101", ["Ja", "Nee"]), chosen),
            Ask("nodig", filled_in(*ENOUGH, by=3), records),
            Ask("besluit", positions("0000102000", ""), chosen),
        ],
        told=lambda evening: ["De winkelstraat wordt autovrij. Daar komt bij: een plek voor bezorgers"],
    ),
    "dotmocracy": Design(
        [
            Ask("voorstellen", at_table(wrote(PLANS)), texts, one_for=TABLE),
            Ask("stippen", judged("01234010 11223300 00000000 41412120", AGREED, strongest("voorstellen")), agreement),
        ]
    ),
    "start-stop-door": Design(
        [
            Ask("terug", filled_in(*LOOKED_BACK), records),
            Ask("kiezen", several("0 01 2 02", strongest("terug", field=0)), chosen),
        ]
    ),
    "lean-coffee": Design(
        [
            Ask("onderwerpen", wrote([f"Onderwerp {letter}" for letter in "ABBCCCDDDDEEEEEFFFFFF"]), texts),
            Ask("stickers", shared("0:2 1:1,2:1 0:1,5:1 3:2 4:1", strongest("onderwerpen", 6)), points),
            Ask("door", turns("0012000", ["Omhoog", "Opzij", "Omlaag"]), chosen),
            Ask("door", turns("2212202", ["Omhoog", "Opzij", "Omlaag"]), chosen),
        ]
    ),
}  # fmt: skip
