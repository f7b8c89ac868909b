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


def counted(data: bytes) -> Event:
    """The figures, receipts and last hash of a log."""
    events, head = events_of(data)
    undone = {event["stap"] for event in events if event["soort"] == "teruggenomen"}
    rounds: dict[str, tuple[Event, dict[str, Event]]] = {}
    wrong = []
    for place, event in enumerate(events):
        if event["soort"] == "ronde_geopend" and place not in undone:
            rounds[event["ronde"]] = (event["vraag"] | {"een_per_tafel": event.get("een_per_tafel")}, {})
        if event["soort"] == "stem":
            ballots = rounds[event["ronde"]][1]
            ballots.pop(event["merk"], None)  # so that they stand in the order of each one's last answer
            ballots[event["merk"]] = event
            if receipt_of(event["ronde"], event["antwoord"], event["nonce"]) != event["kenmerk"]:
                wrong.append(event["kenmerk"])
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
                "cijfers": _fields(question, [ballot["antwoord"] for ballot in ballots.values()]),
            }
            for name, (question, ballots) in rounds.items()
        },
    }


def _fields(question: Event, answers: list[Event]) -> Event:
    names = dict.fromkeys(name for answer in answers for name in answer if name != "tafel")
    options = len(question.get("opties", ()))
    return {
        name: figures_of(question["soort"], options, [answer[name] for answer in answers if name in answer])
        for name in names
    }


if __name__ == "__main__":
    json.dump(counted(Path(sys.argv[1]).read_bytes()), sys.stdout, ensure_ascii=False, indent=1)
