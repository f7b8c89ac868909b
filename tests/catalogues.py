"""The messages of the phone as they stand in the source, and the catalogues brought up to date with them.

`python -m tests.catalogues` does that; what is then empty in a `.po` file is to be translated.
"""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import write_po

import kompas_tui
from kompas_tui.web.languages import LANGUAGE_NAMES, SOURCE, catalogue, catalogue_path

PACKAGE = Path(kompas_tui.__file__).parent

KEYWORDS = {"phrase": None, "phrase_many": (1, 2), "count": (2, 3), "noun": (1, 2), "_": None, "_many": (1, 2)}
"""What marks a message, and which of its arguments are the message in one and in more."""

ROOMS = ("domain", "workshop", "web", "huis")
"""Where a phone gets its words from."""

_OF_FACILITATOR = "web/templates/desk"


def _sources() -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*")):
            name = path.relative_to(PACKAGE).as_posix()
            if path.suffix == ".py":
                yield "python", name
            elif path.suffix == ".html" and not name.startswith(_OF_FACILITATOR):
                yield "jinja2", name


@cache
def in_source() -> Catalog:
    """Every message that a phone can get."""
    found = Catalog()
    for method, name in _sources():
        extracted = extract_from_file(method, PACKAGE / name, keywords={**DEFAULT_KEYWORDS, **KEYWORDS})
        for _, message, _, _ in extracted:
            if message:
                found.add(message, locations=[(name, 1)])
    return found


def forms_of(text: object) -> tuple[str, ...]:
    """A message or its translation in each of its forms, of which one without an amount has one."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def up_to_date(code: str) -> Catalog:
    """The catalogue of a language with the messages of the source and no others."""
    held = catalogue(code)
    held.update(in_source(), no_fuzzy_matching=True)
    held.obsolete.clear()
    return held


def main() -> None:
    """Write every catalogue anew."""
    for code in LANGUAGE_NAMES:
        if code != SOURCE:
            header, written = catalogue_path(code).read_bytes().partition(b"\n\n")[0], io.BytesIO()
            write_po(written, up_to_date(code), width=120, omit_header=True, include_lineno=False)
            catalogue_path(code).write_bytes(header.rstrip() + b"\n\n" + written.getvalue())


if __name__ == "__main__":
    main()
