"""HTML of a whole page or its main part, from templates, and the scripts; knows no request and no workshop."""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kompas_tui.domain.kinds.deciding import money
from kompas_tui.domain.language.wording import table_in_words
from kompas_tui.domain.question.fields import PLACE_STEPS
from kompas_tui.web.pins import PICTURE_WIDTHS, drawn_pins, grid

_STATIC = Path(__file__).parent / "static"


def _small(name: str) -> str:
    """A file of ours without its indents, empty lines and lines of comment."""
    lines = (line.strip() for line in (_STATIC / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def _style(name: str) -> str:
    return re.sub(r"\s*([{};,>])\s*|(?<=:)\s+", r"\1", _small(name))


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@dataclass(slots=True)
class Html:
    """Something that can be sent as it is, or compressed; that is worked out once."""

    plain: bytes
    _compressed: bytes = field(default=b"", repr=False)

    @property
    def compressed(self) -> bytes:
        """The same in gzip."""
        self._compressed = self._compressed or gzip.compress(self.plain, 6, mtime=0)
        return self._compressed


@dataclass(frozen=True, slots=True)
class Script:
    """A script with an address of its own, which changes with what is in it."""

    path: str
    code: Html

    @property
    def version(self) -> str:
        """Short for what is in it."""
        return hashlib.sha256(self.code.plain).hexdigest()[:12]

    @property
    def address(self) -> str:
        """Where a page loads it."""
        return f"{self.path}?v={self.version}"


SCRIPT = Script("/kompas.js", Html(_small("kompas.js").encode()))
REMOTE_SCRIPT = Script("/regie.js", Html(_small("regie.js").encode()))
STYLE = _style("kompas.css")
REMOTE_STYLE = STYLE + _style("regie.css")
PIN_STYLE = _style("prik.css")
"""Stands with the pins themselves, so that no other page has to carry it."""

CONTENT_POLICY = (
    f"default-src 'none'; style-src {' '.join(map(_source, (STYLE, REMOTE_STYLE, PIN_STYLE)))}; script-src 'self'; "
    "connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def _wrong(fault: Any, name: str) -> Markup:
    """What marks an input that an answer is refused for."""
    return Markup(' aria-invalid="true"' if fault and name in fault.inputs else "")


_templates = Environment(
    loader=PackageLoader("kompas_tui.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(money=money, place_steps=PLACE_STEPS, wrong=_wrong)
_templates.globals.update(drawn_pins=drawn_pins, pin_grid=grid, pin_widths=PICTURE_WIDTHS, pin_style=Markup(PIN_STYLE))
_templates.filters.update(tafel=table_in_words)


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows: the main part as HTML, the name of the page and of the session."""

    main: str
    title: str
    session: str = ""
    style: str = STYLE
    script: Script = SCRIPT
    here: str = ""
    """What a phone without the script asks for as soon as it has the page, to be counted as others are."""

    def as_part(self) -> Html:
        """Only the main part, for the script."""
        return Html(self.main.encode())

    def wanted(self, *, part: bool) -> Html:
        """Only the main part, or the whole page."""
        return self.as_part() if part else self.as_page()

    def as_page(self) -> Html:
        """The whole page."""
        whole = render(
            "page.html",
            main=Markup(self.main),
            title=self.title,
            session=self.session,
            style=Markup(self.style),
            script=self.script.address,
            here=self.here,
        )
        return Html(whole.encode())


def render(template: str, **context: Any) -> str:
    """A template as HTML, without the ends of lines between its elements."""
    return _templates.get_template(template).render(**context).replace(">\n<", "><")


def code_view(code: str = "") -> View:
    """The page with a field for the code; a code that was tried is said to be wrong."""
    return View(render("code.html", code=code), "Die code klopt niet" if code else "Doe mee")


def sentence_view(title: str, sentence: str) -> View:
    """A page that says one thing."""
    return View(render("sentence.html", title=title, sentence=sentence), title)
