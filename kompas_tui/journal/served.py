"""What is remembered of how a session was served, to take the same again; anybody may have changed the file."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from kompas_tui.domain.session.event_json import tamed

_MOST_PORTS = 65_535
_NAMES = {"address": "adres", "port": "poort", "wifi": "wifi", "is_demo": "demo", "decks": "kaartensets"}
"""How each is called in the file."""


@dataclass(frozen=True, slots=True)
class Served:
    """How a session was served the last time; empty, 0 or False where that is not known."""

    address: str = ""
    port: int = 0
    wifi: str = ""
    is_demo: bool = False
    decks: dict[str, str] = field(default_factory=dict)
    """The file of each deck, by its name."""

    def encoded(self) -> bytes:
        """The file's content."""
        return json.dumps({_NAMES[name]: value for name, value in asdict(self).items() if value}).encode()

    @classmethod
    def decoded(cls, content: bytes) -> "Served":
        """What a file holds; whatever can't be is left out, and never believed."""
        try:
            kept = tamed(json.loads(content.decode()))
        except (ValueError, RecursionError):
            return cls()
        if not isinstance(kept, dict):
            return cls()
        port, decks = kept.get(_NAMES["port"]), kept.get(_NAMES["decks"])
        return cls(
            _text(kept, "address"),
            # By its exact type: True is an int too, and would be port 1.
            port if type(port) is int and 0 < port <= _MOST_PORTS else 0,
            _text(kept, "wifi"),
            kept.get(_NAMES["is_demo"]) is True,
            {name: path for name, path in decks.items() if isinstance(path, str)} if isinstance(decks, dict) else {},
        )


def _text(kept: dict[str, Any], name: str) -> str:
    value = kept.get(_NAMES[name])
    return value if isinstance(value, str) else ""
