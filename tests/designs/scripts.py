"""What forty people say in each design, by the words of its deck, and what its report must tell of it."""

import re
from collections.abc import Callable, Mapping, Sequence

from kompas_tui.simulation.pages import SeenForm
from tests.designs.people import ByPage, Words
from tests.designs.playing import AT_TABLE, ON_PAPER, Ask, Design, Do, Evening, Order, Photograph, Says
from tests.designs.tally import (
    Rows,
    carried,
    chosen,
    levels,
    line,
    means,
    pins,
    places,
    points,
    records,
    right,
    scores,
    signed_up,
    texts,
    top,
    words,
)

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


def pinned(pattern: str) -> Says:
    """Pins on spots of a map: parts of a pattern such as `01 2` go round."""
    parts = pattern.split()
    return lambda number, evening: {
        f"Prik {place}": SPOTS[int(sign)] for place, sign in enumerate(parts[number % len(parts)], 1)
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


TABLES = 8


def positions(pattern: str, reason: str) -> Says:
    """A position on a proposal each; who objects or remarks gives this reason, or a remark."""

    def said(number: int, evening: Evening) -> Words:
        place = int(pattern[number % len(pattern)])
        told = {"Je opmerking, of de reden van je bezwaar": reason or "Kijk er in mei naar"} if place in (1, 3) else {}
        return {"": CONSENT[place], **told}

    return said


GROUPS: Order = {"opdracht": "groepen", "zonder": 2}
NEXT_TURN: Order = {"opdracht": "groepsronde"}


def at_own_table(plans: Sequence[str]) -> Says:
    """A plan for the table of the own group, which the phone has filled in already."""

    def said(number: int, evening: Evening) -> ByPage:
        group = evening.people[number].group

        def at(form: SeenForm) -> Words:
            assert [one.value for one in form.asked if one.label == AT_TABLE] == [group]
            return {AT_TABLE: group, "": plans[int(group) % len(plans)]}

        return at

    return said


def at_table(says: Says) -> Says:
    """An answer for a table of five phones; what its last one sends counts."""

    def said(number: int, evening: Evening) -> Words | None:
        words = says(number, evening)
        return None if words is None or callable(words) else {AT_TABLE: str(number % TABLES + 1), **words}

    return said


WHY = [
    "De kinderen kunnen dan buiten spelen", "Ik kan mijn moeder niet meer ophalen", "De lucht wordt schoner",
    "De winkel moet te bereiken blijven",
]  # fmt: skip
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
PROMISED = {
    "opdracht": "toezegging", "wie": "De ontwerper", "aan": "de buurt", "wat": "De boom blijft in het plan",
    "wanneer": "2026-12-15",
}  # fmt: skip
HEAR = {"opdracht": "terugkoppeling", "wanneer": "2026-12-10", "hoe": "een brief bij iedereen in de bus"}
CONSENT = ["Ik stem in", "Ik stem in, met een opmerking", "Ik onthoud me", "Ik heb bezwaar"]
THEMES = ["wonen", "groen", "zorg", "jeugd", "verkeer", "werk", "cultuur", "sport", "eten", "veilig", "water", "school"]
AGREED = ["Heel erg eens", "Eens", "Neutraal", "Oneens", "Verwarring"]

agreement = levels(*AGREED)
ENOUGH = [{"": "een plek voor bezorgers"}, {"": "een bankje"}, {"": "een plek voor bezorgers"}]
LOOKED_BACK = [
    {"Beginnen": begin, "Stoppen": "mailen", "Doorgaan": "samen lunchen"}
    for begin in ("bellen", "op tijd stoppen", "bellen", "buiten overleggen")
]
SPOTS = ["Het speelveld", "De fietstunnel", "Het plein", "De glasbak"]
LEVELS = ("ja", "deels", "nee")
SKETCHES = ["Schets A", "Schets B", "Schets C"]
SKETCHED = [
    {f"{sketch}: {column}": f"{sketch} {said}" for sketch in SKETCHES for column, said in columns.items()}
    for columns in ({"Sterk": "geeft rust"}, {"Sterk": "is groen", "Zwak": "kost een weg"}, {"Zwak": "is duur"})
]
TALKS = ["De tuin van de school", "Een dorpsbus", "Wonen voor jong en oud"]
HARVEST = [
    {"Welk gesprek was het?": talk, "Wat weten we nu?": known_now, "Wat is de volgende stap?": step}
    for talk, known_now, step in zip(
        TALKS,
        ("De school wil", "Er is een chauffeur", "De grond is duur"),
        ("Bel de school", "Vraag geld", "Praat verder"),
        strict=True,
    )
]
STEPS = [
    {"Dit ga ik doen": did, "Die kunnen mij helpen": "de buren"} for did in ("Koffie zetten", "Een brief", "Een tuin")
]
AT_THE_TABLE = [
    "Ik kon mijn verhaal vertellen.",
    "Ik hoorde iets nieuws.",
    "Ik voel me meer verbonden met mensen aan tafel.",
]


TIMETABLE = {
    "elf": ["De zaal: de tuin van de school", "De keuken: een dorpsbus", "De zolder: wonen voor jong en oud"],
    "twaalf": ["De zaal: een dorpsbus", "De tuin: de tuin van de school"],
}
"""Per time in each room what is talked about."""
ARRANGED: Sequence[Order] = [
    {"opdracht": "ga", "kaart": "rooster"},
    *({"opdracht": "vak", "vak": time, "tekst": "\n".join(talks)} for time, talks in TIMETABLE.items()),
]


def signed(pattern: str, time: str) -> Says:
    """Where somebody signs up at this time, waiting for a place where it is full."""
    return lambda number, evening: {
        "": TIMETABLE[time][int(pattern[number % len(pattern)])],
        "Is jouw keuze vol?": "Zet me dan op de wachtlijst",
    }


ADDRESSES = 36
"""So many addresses vote; some by more phones than one."""


def by_code(says: Says) -> Says:
    """An answer with the code of an address; what its last phone sends counts."""

    def said(number: int, evening: Evening) -> Words | None:
        words = says(number, evening)
        return None if words is None or callable(words) else {ON_PAPER: evening.codes[number % ADDRESSES], **words}

    return said


def valid(evening: Evening, card: str) -> int:
    """How many votes on a card are not blank."""
    return sum(int(times) for label, times in evening.last(card).rows if label != "Blanco")


def decided(evening: Evening, card: str, percent: int) -> str:
    """What a report says of a proposal that reached its threshold; a share is rounded down."""
    (_, times), of = evening.last(card).rows[0], valid(evening, card)
    assert int(times) * 100 >= percent * of
    share = f"{int(times) * 1000 // of / 10:g}".replace(".", ",")
    return (
        f"‘Voor’ haalt de drempel van {percent} procent: {times} van de {of} geldige stemmen, dat is {share} procent."
    )


CAFE = ["ontmoeten", "wonen", "bewegen", "groen"]
TOMORROW = ["Ik bel mijn buren", "Ik maak ruimte voor een boom", "Ik loop een keer mee"]


def harvested(round_of_talk: int) -> Says:
    """What the host of a table sends, and after that somebody else at it, who counts then."""

    def said(number: int, evening: Evening) -> Words | None:
        person = evening.people[number]
        if not person.is_host and number % 5:
            return None
        return {"": [f"{person.group} {round_of_talk}", f"inzicht {number} van {person.group}"]}

    return said


def laid(number: int, thing: int) -> list[str]:
    """Where somebody lays a thing on a field."""
    return [str(1 + (number * 3 + thing * 2) % 9), str(1 + (number + thing * 4) % 9)]


TREES, BENCH = ["400", "1.200", "3.100"], ["300 euro", "1.500 euro", "6.000 euro"]
HELP = ["Een op de tien", "Een op de drie", "De helft"]


def dealt(form: SeenForm) -> Words:
    """A score for each of the five ideas that a phone was given."""
    ideas = list(dict.fromkeys(control.group for control in form.asked))
    assert len(ideas) == 5
    return {idea: str(1 + int(re.sub(r"\D", "", idea)) * 7 % 5) for idea in ideas}


SAID = "Het bad kost elk jaar meer"
BOARDS = {
    "Maak er een buitenbad van": "oplossing", "Kinderen leren niet meer zwemmen": "zorg",
    "Er komen elke week 900 mensen": "feit", "Wie betaalt de verwarming?": "vraag",
    "Laat vrijwilligers de kassa doen": "oplossing", "Ouderen raken hun plek kwijt": "zorg",
    "Het dak is van 1974": "feit", "Kan de school meebetalen?": "vraag",
}  # fmt: skip
"""What is said about the swimming pool, and on which board it belongs."""


def on_boards(evening: Evening) -> Sequence[Order]:
    """What phones sent is put on its board, and what somebody said aloud is written on one."""
    sent = [
        {"opdracht": "modereer", "tekst_id": one["tekst_id"], "doe": "bord", "groep": BOARDS[one["tekst"]]}
        for one in evening.state["moderatie"]
    ]
    return [*sent, {"opdracht": "bord", "bord": "feit", "tekst": SAID}]


def on_each_board(evening: Evening) -> Mapping[str, Rows]:
    """The texts of each board, under a heading that counts them, with what was said aloud."""
    laid: dict[str, Rows] = {board: [] for board in dict.fromkeys(BOARDS.values())}
    for row in evening.last("borden").rows:
        laid[BOARDS[row[0]]].append(row)
    laid["feit"].append((SAID,))
    return {f"{board} ({len(rows)} teksten)": rows for board, rows in laid.items()}


def listed_on(card: str) -> Callable[[Evening], Sequence[str]]:
    """The options or items that the deck gives a card."""

    def found(evening: Evening) -> Sequence[str]:
        (listed,) = [one.activity for one in evening.room.workshop.course.every if one.address == card]
        assert listed is not None
        return list(listed.data.get("opties") or listed.data["items"])

    return found


def of_the_deck(card: str, step: int, most: int) -> Says:
    """So many of the deck's own options each, a step further for each person."""

    def said(number: int, evening: Evening) -> Words:
        options = listed_on(card)(evening)
        return {"": [options[(number * step + n * n) % len(options)] for n in range(most)]}

    return said


def voted(number: int, evening: Evening) -> Words:
    """A vote on every statement, with more of them blank as the list goes on."""
    return {
        item: ["Voor", "Tegen", "Blanco"][(number * place // 7 + place) % 3 if number % 5 else 0]
        for place, item in enumerate(listed_on("stemming")(evening))
    }


def afforded(number: int, evening: Evening) -> Words:
    """What a table can pay for: the dearest it can add, from a plan of its own on."""
    (asked,) = [one.activity for one in evening.room.workshop.course.every if one.address == "geld"]
    assert asked is not None
    plans, left, chosen = asked.data["opties"], int(asked.data["budget"]), []
    for place in range(len(plans)):
        plan = plans[(place + number) % len(plans)]
        if int(plan["kosten"]) <= left:
            left -= int(plan["kosten"])
            chosen.append(str(plan["tekst"]))
    return {"": chosen}


DESIGNS: Mapping[str, Design] = {
    "burgerbegroting": Design(
        [
            Ask("wensen", of_the_deck("wensen", 7, 5), chosen),
            Ask("geld", at_table(afforded), chosen),
        ]
    ),
    "g1000": Design(
        [
            Ask(
                "themas",
                at_table(lambda number, _: {"": [THEMES[(number * step + step) % 12] for step in (1, 2, 3)]}),
                words,
            ),
            Ask("top", shared("0:2,1:3 2:5 0:1,3:1,4:3 5:4,1:1 2:1", strongest("themas", 10)), points),
            Ask("plannen", at_table(wrote(PLANS)), texts),
            Ask("keuze", several("01 2 34 05 67 1 12", strongest("plannen")), chosen),
        ]
    ),
    "burgerberaad": Design(
        [
            Ask("oogst", lambda number, _: {"": [f"Punt {number % 11}", f"Wens {number % 7}"]}, texts),
            Ask("stemming", voted, carried(75, "Voor", "Tegen", "Blanco")),
            Ask("advies", turns("0010020000.", ["Voor", "Tegen", "Blanco"]), chosen),
        ],
        told=lambda evening: [decided(evening, "advies", 75)],
    ),
    "instemmen": Design(
        [
            Ask("verhelderen", wrote(["Wie betaalt de koffie?", "Wie heeft de sleutel?"], by=4), texts),
            Ask("meningen", wrote(["Mooi plan", "Ik mis de avond", "Wie doet het?", "Fijn voor ouderen"]), texts),
            Ask("nodig", wrote(["Ook een avond", "Een vast rooster", "Niet op mij rekenen"], by=2), texts),
            Ask("instemmen", positions("0010203000", "Ik kan alleen in de avond"), chosen),
            Ask("aanpassen", wrote(AMENDED, by=14), texts),
            Ask("aanpassen", several("0 01 0 2 0", strongest("aanpassen")), chosen, again="steun"),
            Ask("opnieuw", positions("0001002000", ""), chosen),
        ],
        told=lambda evening: [AMENDED[0], "Er is geen bezwaar."],
    ),
    "bewonersavond": Design(
        [
            Ask("vooraf", scored("241 132 253 311 122", BEFORE), scores(5)),
            Do(lambda evening: [{"opdracht": "ga", "kaart": "plan"}]),
            Ask("vragen", wrote(["Wanneer begint het?", "Blijft de boom?", "Wie betaalt dit?"], by=14), texts),
            Ask("vragen", several("0 1 01 0 2", strongest("vragen")), chosen, again="steun"),
            Ask("tafels", at_table(wrote(PLANS)), texts),
            Ask("zwaarst", shared("0:3 1:1,2:2 3:1,4:1,5:1 0:2,6:1 7:3", strongest("tafels", 8)), points),
            Ask("achteraf", scored("452 343 554 422 533", BEFORE), scores(5)),
            Ask("gehoord", scored("4523 5434 3323 5555 4.34", HEARD), scores(5)),
            Do(lambda evening: [{"opdracht": "ga", "kaart": "verder"}, PROMISED, HEAR]),
        ],
        told=lambda evening: [
            "De fietsenstalling verhuist", "In december zie je wat er", PROMISED["wat"],
            "Je hoort op 10 december 2026 wat hiermee gebeurt.",
        ],
    ),
    "een-twee-vier": Design(
        [
            Do(lambda evening: [{"opdracht": "ga", "kaart": "welkom"}, GROUPS]),
            Ask("ideeen", at_own_table(PLANS), texts),
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
            Ask("voorstellen", at_table(wrote(PLANS)), texts),
            Ask("stippen", judged("01234010 11223300 00000000 41412120", AGREED, strongest("voorstellen")), agreement),
        ]
    ),
    "start-stop-door": Design(
        [
            Ask("terug", filled_in(*LOOKED_BACK), texts),
            Ask("kiezen", several("0 01 2 02", ["bellen", "op tijd stoppen", "buiten overleggen"]), chosen),
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
    "dialoogtafel": Design(
        [
            Ask("kennismaken", wrote(["nieuwsgierig", "moe", "blij", "nieuwsgierig", "rustig"]), words),
            Ask("ervaring", wrote(WHY, by=2), texts),
            Ask("droom", wrote([f"{plan}, voor iedereen" for plan in PLANS], by=5), texts),
            Ask("droom", several("0 12 0 7 03", strongest("droom")), chosen, again="steun"),
            Ask("doen", filled_in(*STEPS), records),
            Ask("terugblik", scored("454 533 345 .51", AT_THE_TABLE), scores(5)),
        ]
    ),
    "wijkschouw": Design(
        [
            Ask("lopen", judged("0122 1120 2200 0001 1121", LEVELS, SPOTS), levels(*LEVELS)),
            Photograph("lopen", "De lamp in de fietstunnel is stuk"),
            Ask("kaart", pinned("01 2 13 0 33"), pins(SPOTS)),
            Ask("plekken", filled_in(
                {"Het speelveld: Sterk": "Er is ruimte", "De fietstunnel: Moet beter": "Het is er donker"},
                {"Het speelveld: Moet beter": "Er ligt glas"}, by=3), texts),
            Ask("aanpak", several("01 2 13 0", SPOTS), chosen),
        ]
    ),
    "ontwerpbijeenkomst": Design(
        [
            Ask("schetsen", filled_in(*SKETCHED, by=2), texts),
            Ask(
                "veld",
                lambda number, _: {one: laid(number, n) for n, one in enumerate(SKETCHES)},
                places,
            ),
            Ask("keuze", turns("0112.0111", SKETCHES), chosen),
        ]
    ),
    "open-space": Design(
        [
            Ask("onderwerpen", wrote(TALKS, by=3), texts),
            Do(lambda evening: ARRANGED),
            Ask("elf", signed("0110121001", "elf"), signed_up(12)),
            Ask("twaalf", signed("0100110", "twaalf"), signed_up(15)),
            Ask("verslagen", filled_in(*HARVEST, by=13), records),
            Ask("door", shared("0:3 1:2,2:1 1:3 0:1,2:2 1:1", TALKS), points),
        ],
        told=lambda evening: ["Om twaalf uur", *(talk for talks in TIMETABLE.values() for talk in talks)],
    ),
    "stem-per-adres": Design(
        [Ask("stem", by_code(turns("0010020100", ["Voor", "Tegen", "Blanco"])), chosen)],
        told=lambda evening: [
            f"Van de 295 stembriefjes zijn er {ADDRESSES} gebruikt.",
            decided(evening, "stem", 60),
        ],
    ),
    "wereldcafe": Design(
        [
            Do(lambda evening: [GROUPS]),
            Ask("ronde-een", harvested(1), texts, for_table=True),
            Do(lambda evening: [NEXT_TURN]),
            Ask("ronde-twee", harvested(2), texts, for_table=True),
            Do(lambda evening: [NEXT_TURN]),
            Ask("ronde-drie", harvested(3), texts, for_table=True),
            Ask("oogst", shared("0:1,1:2 2:3 7:3 3:2,4:1", strongest("ronde-drie")), points),
            Ask("gehoord", scored("452 343 554 422 533", HEARD[:3]), scores(5)),
            Ask("slot", wrote(TOMORROW), texts),
        ],
        told=lambda evening: ["Aan elke tafel bleef één gastheer of gastvrouw."],
        chapters=lambda evening: {
            f"Tafel {name}": [(text,) for asked in evening.asked[:3] for (text,) in asked.rows if name in text]
            for name in CAFE
        },
    ),
    "quiz": Design(
        [
            Ask("een", turns("1102110121", TREES), right("1.200")),
            Ask("twee", turns("01210.1102", BENCH), right("1.500 euro")),
            Ask("drie", turns("1120112110", HELP), right("Een op de drie")),
        ]
    ),
    "vijfentwintig-tien": Design(
        [
            Ask("ideeen", lambda number, _: {"": f"Moedig idee {number}, en de eerste stap"}, texts),
            Ask("cijfers", lambda number, _: dealt, means(5)),
        ]
    ),
    "dynamic-facilitation": Design(
        [
            Ask("borden", wrote(list(BOARDS), by=5), texts, during=on_boards),
            Ask("nu", turns("01102110", ["Ja", "Een beetje", "Nog niet"]), chosen),
        ],
        chapters=on_each_board,
    ),
}  # fmt: skip
