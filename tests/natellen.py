"""Counts a session again without Kompas: `python tests/natellen.py MAP/logboek.jsonl` gives JSON.

Written from the description of the format alone, and it imports nothing of the package. The first line of a
log names the format. Each line after it is `[length, CRC-32, hash before, [start, end], event]`: a group of
records stands between two bytes of the file, and counts when it is there up to its end. The hash of an event
is SHA-256 over the hash before it and its JSON. Of each voter the last answer in a round counts.
"""

import hashlib
import json
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

Event = dict[str, Any]

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def events_of(data: bytes) -> tuple[list[Event], str]:
    """The events whose groups are whole, and the last hash; ValueError names the line where something is wrong."""
    if not data.startswith(b'["kompas-logboek",2]\n'):
        raise ValueError("regel 1: geen logboek van deze versie")
    head, place, group, found, ready = "0" * 64, data.index(b"\n") + 1, 0, [], ("0" * 64, 0)
    for number, line in enumerate(data[place:].splitlines(keepends=True), 2):
        length, checksum, before, (start, end), _ = json.loads(line)
        event = line[-length - 2 : -2]
        inside = line[line.index(b",", line.index(b",") + 1) + 1 : -2]
        if zlib.crc32(inside) != int(checksum, 16) or before != head or start != group:
            raise ValueError(f"regel {number}: past niet bij wat ervoor staat")
        head = hashlib.sha256(head.encode() + event).hexdigest()
        found.append(json.loads(event))
        place += len(line)
        if place == end:
            group, ready = end, (head, len(found))
    return found[: ready[1]], ready[0]


def receipt_of(round_id: str, answer: object, nonce: str) -> str:
    """The receipt that belongs to an answer."""
    words = json.dumps([round_id, answer, nonce], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    value = int.from_bytes(hashlib.sha256(words.encode()).digest(), "big") % 30**16
    code = ""
    while len(code) < 16:
        value, rest = divmod(value, 30)
        code += LETTERS[rest]
    return "-".join(code[place : place + 4] for place in range(0, 16, 4))


def figures_of(kind: str, options: int, values: list[Any]) -> Any:
    """What the answers to one field come to."""
    if any(isinstance(item, str) for value in values if isinstance(value, list) for item in value):
        return sum(bool(text) for value in values for text in value)
    match kind:
        case "meerkeuze" | "steun":
            return dict(Counter(chosen for value in values for chosen in value))
        case "stickers" | "verdeling":
            return dict(enumerate(map(sum, zip(*values, strict=True))))
        case "rangorde":
            points: Counter[int] = Counter()
            for value in values:
                for rank, chosen in enumerate(value):
                    points[chosen] += options - 1 - rank
            return dict(points)
        case "assenveld":
            return dict(enumerate(map(sum, zip(*values, strict=True))))
        case _ if values and isinstance(values[0], int):
            return dict(Counter(values))
    return sum(bool(text) for value in values for text in value)


def named_figures(question: Event, answers: list[Event]) -> dict[str, int]:
    """What the kinds without options come to, each by a name: words, texts, styles, spots, forms, asks and offers."""
    match question["soort"]:
        case "woorden":
            return dict(
                Counter(word for answer in answers for word in {one.casefold() for one in answer["woord"] if one})
            )
        case "profiel":
            return dict(Counter(filter(None, (style_of(question, answer) for answer in answers))))
        case "prik":
            return dict(Counter(spot_of(question, pin) for answer in answers for pin in answer["prik"]))
        case "formulier":
            return {"formulieren": len(answers)}
        case "markt":
            return {
                side: sum(bool(text) for one in answers for text in one.get(side, ())) for side in ("vraag", "aanbod")
            }
        case "open" | "vragen":
            texts = (
                text
                for answer in answers
                for field, value in answer.items()
                if field != "tafel" and isinstance(value, list)
                for text in value
            )
            return dict(Counter(text for text in texts if isinstance(text, str) and text))
    return {}


def style_of(question: Event, answer: Event) -> str:
    """The style at the sides on which somebody is; none within a seventh of the middle of an axis."""
    sides = set()
    for axis in question["assen"]:
        fields = [f"item-{place}" for place, item in enumerate(question["items"], 1) if item["as"] == axis["naam"]]
        given = [answer[field] for field in fields if field in answer]
        lean = 2 * sum(given) - len(given)
        if 7 * abs(lean) <= len(given):
            return ""
        sides.add(axis["plus"] if lean > 0 else axis["min"])
    return next((style["naam"] for style in question["stijlen"] if set(style["bij"]) == sides), "")


def spot_of(question: Event, pin: list[int]) -> str:
    """The named area in which a pin stands, else its square from A1 to H6."""
    for name, edges in question.get("vlakken", {}).items():  # as a deck has them: numbers, or texts that are numbers
        left, top, wide, high = (round(1000 * float(edge)) for edge in edges)
        if _between(pin[0], left, wide) and _between(pin[1], top, high):
            return str(name)
    column, row = (
        sum(value >= round(1000 * edge / parts) for edge in range(1, parts))
        for value, parts in zip(pin, (8, 6), strict=True)
    )
    return f"{'ABCDEFGH'[column]}{row + 1}"


def _between(value: int, start: int, size: int) -> bool:
    """Whether it lies in a stretch; its end belongs to what is beside it, if anything is."""
    return start <= value < start + size or value == start + size == 1000


def before_and_now(
    events: list[Event], rounds: dict[str, tuple[Event, dict[str, Event]]]
) -> dict[str, list[list[int]]]:
    """For each round after the first of a choice: per option the percentage then and now, and the difference."""
    hands = {event["ronde"]: event for event in events if event["soort"] == "handen_geteld"}
    cards = {event["ronde"]: event["kaart"] for event in events if event["soort"] == "ronde_geopend"}
    earlier: dict[str, list[int]] = {}
    compared = {}
    for name, (question, ballots) in rounds.items():
        if question["soort"] not in ("keuze", "instemming"):
            continue
        counted = hands.get(name, {})
        extra = counted.get("aantallen") or [0] * len(question.get("opties", "1234"))
        chosen = Counter(ballot["antwoord"][question["soort"]] for ballot in ballots.values())
        people = len(ballots) + counted.get("mensen", 0)
        now = [int(100 * (chosen[place] + more) / people + 0.5) for place, more in enumerate(extra)] if people else []
        if cards[name] in earlier:
            compared[name] = [
                [then, is_now, is_now - then] for then, is_now in zip(earlier[cards[name]], now, strict=True)
            ]
        earlier[cards[name]] = now
    return compared


def by_role(events: list[Event]) -> dict[str, dict[str, list[int]]]:
    """What was kept of each role at the end, when nobody could be found by a role any more."""
    kept = [event.get("rolverdelingen", []) for event in events if event["soort"] == "afgerond"]
    return {
        split["ronde"]: {part["rol"]: [bar["count"] for bar in part["uitslag"]["bars"]] for part in split["delen"]}
        for splits in kept
        for split in splits
        if all("bars" in part["uitslag"] for part in split["delen"])
    }


def by_table(question: Event, answers: list[Event]) -> dict[str, Event]:
    """The figures of each table."""
    tables: dict[str, list[Event]] = {}
    for answer in answers:
        tables.setdefault("".join(answer.get("tafel", [])), []).append(answer)
    return {table: _fields(question, given) for table, given in tables.items() if table}


def ballots_in(event: Event, rounds: dict[str, tuple[Event, dict[str, Event]]]) -> list[Event]:
    """The ballots that an event holds: one of a phone, or those of the cards on a photo, by the place of a letter."""
    if event["soort"] == "stem":
        return [event]
    if event["soort"] != "kaarten_gelezen":
        return []
    question = rounds[event["ronde"]][0]
    kind = question["soort"]
    name, first = ("score-1", int(question.get("van", 1))) if kind == "schaal" else (kind, 0)
    return [ballot | {"antwoord": {name: ballot["keuze"] + first}} for ballot in event["stemmen"]]


def counted(data: bytes) -> Event:
    """The figures, receipts and last hash of a log."""
    events, head = events_of(data)
    undone = {event["stap"] for event in events if event["soort"] == "teruggenomen"}
    rounds: dict[str, tuple[Event, dict[str, Event]]] = {}
    wrong = []
    for place, event in enumerate(events):
        if event["soort"] == "ronde_geopend" and place not in undone:
            rounds[event["ronde"]] = (event["vraag"] | {"een_per_tafel": event.get("een_per_tafel")}, {})
        for ballot in ballots_in(event, rounds) if place not in undone else ():
            ballots = rounds[event["ronde"]][1]
            ballots.pop(ballot["merk"], None)  # so that they stand in the order of each one's last answer
            ballots[ballot["merk"]] = ballot
            if receipt_of(event["ronde"], ballot["antwoord"], ballot["nonce"]) != ballot["kenmerk"]:
                wrong.append(ballot["kenmerk"])
    for name, (question, ballots) in rounds.items():
        if question["een_per_tafel"]:
            last = {str(ballot["antwoord"].get("tafel")): ballot for ballot in ballots.values()}
            rounds[name] = (question, last)
    return {
        "gebeurtenissen": len(events),
        "laatste_controlegetal": head,
        "verkeerde_kenmerken": wrong,
        "rondes": {
            name: {
                "antwoorden": len(ballots),
                "kenmerken": sorted(ballot["kenmerk"] for ballot in ballots.values()),
                "cijfers": _fields(question, _answers(ballots)),
                "bij_naam": named_figures(question, _answers(ballots)),
                "per_tafel": by_table(question, _answers(ballots)),
            }
            for name, (question, ballots) in rounds.items()
        },
        "per_rol": by_role(events),
        "eerst_en_nu": before_and_now(events, rounds),
    }


def _answers(ballots: dict[str, Event]) -> list[Event]:
    return [ballot["antwoord"] for ballot in ballots.values()]


def _fields(question: Event, answers: list[Event]) -> Event:
    names = dict.fromkeys(name for answer in answers for name in answer if name != "tafel")
    options = len(question.get("opties", ()))
    return {
        name: figures_of(question["soort"], options, [answer[name] for answer in answers if name in answer])
        for name in names
    }


if __name__ == "__main__":
    json.dump(counted(Path(sys.argv[1]).read_bytes()), sys.stdout, ensure_ascii=False, indent=1)
