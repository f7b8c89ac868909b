"""Fields of a form that ask who somebody is, and do not say whether that may be in the public report."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

FIELDS, _PERSONAL = "velden", "persoonsgegeven"
UNMARKED = (
    "Vraag je hier wie iemand is? Zet er ‘persoonsgegeven: ja’ bij. "
    "Dan blijft het uit het openbare verslag. Anders zet je er ‘nee’ bij."
)
_ASKS_WHO = re.compile(
    r"\b(?:e-?mail(?:adres)?|mailadres|telefoon(?:nummer)?|woonadres|huisadres|postcode|achternaam|geboortedatum|"
    r"(?:je|jouw|uw) (?:naam|adres|nummer))\b",
    re.IGNORECASE,
)


def unmarked_fields(data: Any) -> Iterator[int]:
    """The places of the fields in the block of a form that ask for this, and leave it open."""
    fields = data.get(FIELDS) if isinstance(data, Mapping) else None
    for index, one in enumerate(fields if isinstance(fields, list) else ()):
        if isinstance(one, Mapping) and _PERSONAL not in one and one.get("soort", "tekst") == "tekst":
            asked = [one[key] for key in ("naam", "vraag") if isinstance(one.get(key), str)]
            if any(map(_ASKS_WHO.search, asked)):
                yield index
