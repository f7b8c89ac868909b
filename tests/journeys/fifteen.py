"""What forty participants send to a deck with all kinds, and its outcomes worked out apart from the program."""

import random
from collections import Counter
from collections.abc import Sequence
from statistics import fmean, median
from typing import Any

Sent = dict[str, list[str]]
"""What one participant sends: the texts per input."""

OPTIONS = ["Groen", "Spelen", "Licht", "Rust"]
POSITIONS = ["Ik stem in", "Ik stem in, met een opmerking", "Ik onthoud me", "Ik heb bezwaar"]
LEVELS = ["ja", "deels", "nee"]
ITEMS = ["Er is een plan", "Er is geld", "Iedereen weet ervan"]
WORDS = ["thuis", "Thuis", "druk", "groen", "buren", "stil"]
STYLES = {("voelen", "doen"): "doener", ("voelen", "kijken"): "dromer", ("denken", "kijken"): "denker",
          ("denken", "doen"): "beslisser"}  # fmt: skip
PROFILE_ITEMS = 4


def _list(values: Sequence[str]) -> str:
    return "".join(f"\n  - {value}" for value in values)


DECK = f"""---
titel: Alle werkvormen
rollen: [bewoner, ondernemer]
---

# Keuze {{#keuze}}

```keuze
vraag: Wat eerst?
opties:{_list(OPTIONS)}
per_rol: ja
```

# Meerkeuze {{#meerkeuze}}

```meerkeuze
vraag: Wat past?
max: 2
opties:{_list(OPTIONS)}
```

# Stickers {{#stickers}}

```stickers
vraag: Waar plak je?
aantal: 5
opties:{_list(OPTIONS)}
```

# Verdeling {{#verdeling}}

```verdeling
vraag: Waar gaat het geld heen?
opties:{_list(OPTIONS)}
```

# Rangorde {{#rangorde}}

```rangorde
vraag: In welke volgorde?
opties:{_list(OPTIONS)}
```

# Schaal {{#schaal}}

```schaal
vraag: Hoe gaat het?
stellingen: [Ik voel me veilig, Ik ken mijn buren]
tot: 5
```

# Instemming {{#instemming}}

```instemming
vraag: Doen we dit?
voorstel: We sluiten de straat op zondag.
```

# Checklist {{#checklist}}

```checklist
vraag: Wat is er al?
items:{_list(ITEMS)}
```

# Assenveld {{#assenveld}}

```assenveld
vraag: Waar ligt het?
items: [Een bank, Een tuin]
x: [weinig werk, veel werk]
y: [weinig effect, veel effect]
```

# Woorden {{#woorden}}

```woorden
vraag: In een woord?
max: 2
```

# Open {{#open}}

```open
vraag: Wat wil je kwijt?
max: 2
```

# Vragen {{#vragen}}

```vragen
vraag: Wat wil je weten?
max: 2
```

# Profiel {{#profiel}}

```profiel
vraag: Hoe werk jij?
assen:
  - {{naam: opnemen, min: voelen, plus: denken}}
  - {{naam: verwerken, min: doen, plus: kijken}}
items:
  - {{as: opnemen, min: Ik voel, plus: Ik denk}}
  - {{as: verwerken, min: Ik doe, plus: Ik kijk}}
  - {{as: opnemen, min: Ik hoor, plus: Ik lees}}
  - {{as: verwerken, min: Ik pak aan, plus: Ik wacht}}
stijlen:
  - {{naam: doener, bij: [voelen, doen], jij: Je begint graag.}}
  - {{naam: dromer, bij: [voelen, kijken], jij: Je kijkt graag.}}
  - {{naam: denker, bij: [denken, kijken], jij: Je weegt graag af.}}
  - {{naam: beslisser, bij: [denken, doen], jij: Je kiest graag.}}
```

# Formulier {{#formulier}}

```formulier
vraag: Wie doet wat?
velden:
  - {{naam: doel, vraag: Wat ga je doen?, verplicht: ja}}
  - {{naam: partij, vraag: Wie ben je?, soort: keuze, opties: [bewoner, gemeente]}}
  - {{naam: dag, vraag: Wanneer?, soort: datum}}
  - {{naam: uren, vraag: Hoeveel uur?, soort: getal}}
  - {{naam: bel, vraag: Waar bellen we je?, persoonsgegeven: ja}}
```

# Vraag en aanbod {{#markt}}

```markt
vraag: Wat zoek en bied je?
```

# Inschrijven {{#inschrijven}}

```inschrijven
vraag: Waar doe je aan mee?
plekken: 15
opties:{_list(OPTIONS)}
```

# Prik {{#prik}}

```prik
vraag: Waar kan het beter?
beeld: stad
max: 2
reden: ja
vlakken: {{de markt: [0.5, 0, 0.5, 1]}}
```
"""

KINDS = (
    "keuze", "meerkeuze", "stickers", "verdeling", "rangorde", "schaal", "instemming", "checklist", "assenveld",
    "woorden", "open", "vragen", "profiel", "formulier", "markt", "inschrijven", "prik",
)  # fmt: skip


def plan(kind: str, number: int) -> Sent:
    """What participant `number` sends for a kind."""
    chance = random.Random(f"{kind}/{number}")
    match kind:
        case "keuze":
            return {"keuze": [str(chance.randrange(4))]}
        case "inschrijven":
            return {"keuze": [str(chance.randrange(5))], "wachtlijst": ["0"]}
        case "prik" if number % 3:
            return {"prik-1": [chance.choice("ABCDEFGH") + str(chance.randint(1, 6))], "prik-2": ["B3"]}
        case "prik":
            return {"prik-2": [chance.choice(["vlak-1", "A1", "H6"])], "reden-2": [f"Daarom {number}"]}
        case "meerkeuze":
            return {"keuzes": [str(index) for index in sorted(chance.sample(range(4), chance.randint(1, 2)))]}
        case "stickers" | "verdeling":
            name, total = ("stickers", 5) if kind == "stickers" else ("punten", 100)
            given = Counter(chance.choices(range(4), k=total))
            return {f"{name}-{index + 1}": [str(given[index])] for index in range(4) if given[index]}
        case "rangorde":
            order = chance.sample(range(4), chance.randint(1, 4))
            return {f"rangorde-{place}": [str(index)] for place, index in enumerate(order, 1)}
        case "schaal":
            return {f"score-{row}": [str(chance.randint(1, 5))] for row in (1, 2) if chance.random() < 0.9 or row == 1}
        case "instemming":
            position = chance.randrange(4)
            return {"instemming": [str(position)]} | ({"reden-1": [f"Reden {number}"]} if position in (1, 3) else {})
        case "checklist":
            levels = {f"item-{n}": [str(chance.randrange(3))] for n in (1, 2, 3) if n == 1 or chance.random() < 0.8}
            return levels | ({"idee-2-1": [f"Idee {number}"]} if chance.random() < 0.3 else {})
        case "assenveld":
            placed = {n: (chance.randint(0, 10), chance.randint(0, 10)) for n in (1, 2) if n == 1 or number % 3}
            return {
                f"plek-{n}-{axis}": [str(at)] for n, xy in placed.items() for axis, at in zip("xy", xy, strict=True)
            }
        case "woorden":
            return {f"woord-{place}": [word] for place, word in enumerate(chance.sample(WORDS, 2), 1)}
        case "open" | "vragen":
            name = "tekst" if kind == "open" else "vraag"
            return {f"{name}-{place}": [f"{kind} {number} {place} <b>"] for place in range(1, chance.randint(2, 3))}
        case "profiel":
            return {f"item-{n}": [str(chance.randrange(2))] for n in range(1, PROFILE_ITEMS + 1)}
        case "formulier":
            return {
                "veld-1-1": [f"Taak {number}"], "veld-2": [str(number % 2)],
                "veld-3-1": [f"2026-12-{number % 28 + 1:02}"], "veld-4-1": [f"{number},5"],
                "veld-5-1": [f"06 {number:08}"], "veld-5-mag": ["0"],
            }  # fmt: skip
        case _:
            both = number % 3
            return ({"vraag-1": [f"Ladder {number}"]} if both != 1 else {}) | (
                {"aanbod-1": [f"Koffie {number}"]} if both else {}
            )


def _sums(sent: Sequence[Sent], name: str) -> list[int]:
    return [sum(int(one.get(f"{name}-{index + 1}", ["0"])[0]) for one in sent) for index in range(4)]


def _named(amounts: Sequence[int], names: Sequence[str] = OPTIONS) -> dict[str, int]:
    return dict(zip(names, amounts, strict=True))


def _rankings(sent: Sequence[Sent]) -> list[list[int]]:
    return [[int(one[f"rangorde-{place}"][0]) for place in range(1, len(one) + 1)] for one in sent]


def borda(sent: Sequence[Sent]) -> dict[str, int]:
    """Three points for a first place of four, two for a second, one for a third."""
    scores = Counter(dict.fromkeys(range(4), 0))
    for ranking in _rankings(sent):
        for place, index in enumerate(ranking):
            scores[index] += 3 - place
    return _named([scores[index] for index in range(4)])


def beats_all(sent: Sequence[Sent]) -> str:
    """The option that wins each duel, empty where there is none."""
    rankings = _rankings(sent)

    def above(one: int, other: int) -> int:
        return sum(one in r and (other not in r or r.index(one) < r.index(other)) for r in rankings)

    winners = [one for one in range(4) if all(above(one, o) > above(o, one) for o in range(4) if o != one)]
    return OPTIONS[winners[0]] if winners else ""


def style_of(sent: Sent) -> str:
    """The style of one participant, empty between two."""
    down = sum(1 if sent[f"item-{n}"][0] == "1" else -1 for n in (1, 3))
    across = sum(1 if sent[f"item-{n}"][0] == "1" else -1 for n in (2, 4))
    if not down or not across:
        return ""
    return STYLES["denken" if down > 0 else "voelen", "kijken" if across > 0 else "doen"]


def spot_of(sent: str) -> str:
    """Where a pin that names a square or an area stands; the market lies over the columns E to H."""
    return "de markt" if sent == "vlak-1" or sent[0] in "EFGH" else f"vak {sent}"


def outcome(kind: str, sent: Sequence[Sent]) -> Any:
    """The outcome of a kind, in the form that `told` gives it in."""
    match kind:
        case "keuze" | "inschrijven":
            return _named([sum(one["keuze"] == [str(i)] for one in sent) for i in range(4)])
        case "prik":
            pins = [text for one in sent for name, (text,) in one.items() if name.startswith("prik")]
            reasons = sorted(text for one in sent for name, (text,) in one.items() if name.startswith("reden"))
            return (Counter(map(spot_of, pins)), reasons)
        case "meerkeuze":
            return _named([sum(str(i) in one["keuzes"] for one in sent) for i in range(4)])
        case "stickers":
            return _named(_sums(sent, "stickers"))
        case "verdeling":
            return _named(_sums(sent, "punten"))
        case "rangorde":
            return (borda(sent), beats_all(sent))
        case "schaal":
            scores = [[int(one[f"score-{row}"][0]) for one in sent if f"score-{row}" in one] for row in (1, 2)]
            return [([row.count(score) for score in range(1, 6)], median(row)) for row in scores]
        case "instemming":
            counts = _named([sum(one["instemming"] == [str(i)] for one in sent) for i in range(4)], POSITIONS)
            return (counts, sorted(one["reden-1"][0] for one in sent if "reden-1" in one))
        case "checklist":
            rows = [[int(one[f"item-{n}"][0]) for one in sent if f"item-{n}" in one] for n in (1, 2, 3)]
            told = [([row.count(i) for i in range(3)], round(fmean(1 - i / 2 for i in row), 6)) for row in rows]
            return (told, sorted(one["idee-2-1"][0] for one in sent if "idee-2-1" in one))
        case "assenveld":
            return [
                tuple(round(fmean(int(one[f"plek-{n}-{axis}"][0]) for one in sent if f"plek-{n}-x" in one), 6)
                      for axis in "xy")
                for n in (1, 2)
            ]  # fmt: skip
        case "woorden":
            return Counter(word for one in sent for word in {texts[0].casefold() for texts in one.values()})
        case "open" | "vragen" | "markt":
            return sorted(texts[0] for one in sent for texts in one.values())
        case "profiel":
            styles = Counter(style_of(one) for one in sent)
            return ({style: styles[style] for style in STYLES.values()}, styles[""])
        case _:
            parties = ["bewoner", "gemeente"]
            return sorted(
                [one["veld-1-1"][0], parties[int(one["veld-2"][0])], one["veld-3-1"][0], one["veld-4-1"][0]]
                for one in sent
            )


def told(kind: str, result: dict[str, Any]) -> Any:
    """What the remote's state says of a kind's result, in the same form."""
    counts = {option["optie"]: option["aantal"] for option in result.get("opties", [])}
    texts = sorted(text["tekst"] for text in result.get("teksten", []))
    match kind:
        case "rangorde":
            return (counts, result.get("paarsgewijs", ""))
        case "schaal":
            return [([one["aantal"] for one in row["verdeling"]], row["mediaan"]) for row in result["opties"]]
        case "instemming" | "prik":
            return (counts, texts)
        case "checklist":
            rows = [([one["aantal"] for one in r["verdeling"]], round(r["score"], 6)) for r in result["opties"]]
            return (rows, texts)
        case "assenveld":
            return [(round(point["x"], 6), round(point["y"], 6)) for point in result["opties"]]
        case "woorden":
            return Counter({word.casefold(): amount for word, amount in counts.items()})
        case "open" | "vragen":
            return texts
        case "profiel":
            return (counts, result["tussen"])
        case "formulier":
            return sorted(result["rijen"])
        case "markt":
            return sorted(text["tekst"] for text in (*result["vragen"], *result["aanbod"]))
        case _:
            return counts
