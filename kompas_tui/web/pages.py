"""HTML of a whole page or its main part, from templates, and the scripts; knows no request and no workshop."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from kompas_tui.domain.kinds.deciding import money
from kompas_tui.domain.language.sentences import Worded, phrase, voiced
from kompas_tui.domain.language.wording import number, table_in_words
from kompas_tui.domain.question.fields import PLACE_STEPS
from kompas_tui.web.deck_words import DECK_WORDS, DeckWords, deck_lang, deck_marked, deck_text
from kompas_tui.web.languages import DUTCH, LANGUAGE_NAMES, Language
from kompas_tui.web.languages import language as _language
from kompas_tui.web.pins import PICTURE_WIDTHS, drawn_pins, grid
from kompas_tui.web.questions import Fault, fault_of
from kompas_tui.web.script_words import SCRIPT_WORDS

_STATIC = Path(__file__).parent / "static"


_SPARED = re.compile(r"(?<=[;{,(])\n| (=>|===|=|&&|\|\||[?:]) ")
"""What a script can do without: the spaces around an operator, and the ends of lines that end no sentence."""


def _small(name: str) -> str:
    """A file of ours without its indents, empty lines and lines of comment; a script without more of its spaces."""
    lines = (line.strip() for line in (_STATIC / name).read_text(encoding="utf-8").splitlines())
    small = "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))
    return _SPARED.sub(lambda spared: spared[1] or "", small) if name.endswith(".js") else small


def _style(name: str) -> str:
    return re.sub(r"\s*([{};,>])\s*|(?<=:)\s+", r"\1", _small(name))


_RULE = re.compile(r"[^{}]+\{(?:[^{}]|\{[^{}]*\})*\}")
"""One rule of a style, with those inside it."""

_STYLES = re.compile("<style>.*?</style>", re.DOTALL)


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
    language: str = ""
    """The code of the language of its words; empty where that is Dutch, or it has none."""

    @property
    def version(self) -> str:
        """Short for what is in it."""
        return hashlib.sha256(self.code.plain).hexdigest()[:12]

    @property
    def address(self) -> str:
        """Where a page loads it."""
        return f"{self.path}?v={self.version}" + (f"&t={self.language}" if self.language else "")


STYLE = _style("kompas.css")
TABLE_STYLE, PIN_STYLE = _style("tabel.css"), _style("prik.css")
"""Stand with the tables and the pins themselves, so that no other page has to carry them."""
REMOTE_STYLE = STYLE + TABLE_STYLE + _style("regie.css")


@lru_cache
def phone_script(code: str) -> Script:
    """The script of the phone with its words in the language with this code."""
    spoken, of_language = _language(code), "" if code == DUTCH.code else code
    told = json.dumps(
        {name: spoken.message(sentence.message) for name, sentence in SCRIPT_WORDS.items()}, ensure_ascii=False
    )
    looks = json.dumps(_RULE.findall(TABLE_STYLE + PIN_STYLE))
    made = f"const WORDS = {told};\nconst LOOKS = {looks};\n{_small('kompas.js')}"
    return Script("/kompas.js", Html(made.encode()), of_language)


SCRIPT = phone_script(DUTCH.code)
REMOTE_SCRIPT = Script("/regie.js", Html(_small("regie.js").encode()))
TRIAL_SCRIPT = Script("/proef.js", Html(_small("proef.js").encode()))
CONTENT_POLICY = (
    f"default-src 'none'; style-src {' '.join(map(_source, (STYLE, REMOTE_STYLE, TABLE_STYLE, PIN_STYLE)))}; "
    "script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def _wrong(faults: Sequence[Fault], name: str) -> Markup:
    """What marks an input that an answer is refused for."""
    return Markup(' aria-invalid="true"' if any(name in fault.inputs for fault in faults) else "")


@pass_context
def _in_language(context: Context, value: object) -> object:
    """What a template prints: a sentence in the language of the page."""
    spoken: Language = context["language"]
    return voiced(value, spoken) if isinstance(value, Worded) and not spoken.is_source else value


def _filled(context: Context, message: str, data: Mapping[str, object]) -> Markup:
    filled = {name: _hole(context, value) for name, value in data.items()}
    return Markup(message).format(**filled) if filled else Markup(message)


def _hole(context: Context, value: object) -> object:
    spoken: Language = context["language"]
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _in_language(context, value) if isinstance(value, Worded) else spoken.hole(value)


@pass_context
def _message(context: Context, dutch: str, /, **data: object) -> Markup:
    """A message of a template in the language of the page; it may hold tags, and what fills it is escaped."""
    return _filled(context, context["language"].message(dutch), data)


@pass_context
def _message_of(context: Context, one: str, more: str, /, *, aantal: int, **data: object) -> Markup:
    """The same where it depends on an amount."""
    return _filled(context, context["language"].message_of(one, more, aantal), {"aantal": aantal, **data})


@pass_context
def _capitalized(context: Context, value: str) -> str:
    text = str(_in_language(context, value))
    return text[:1].upper() + text[1:]


_templates = Environment(
    loader=PackageLoader("kompas_tui.web"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_in_language,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # a new version that is installed during a session must not change half of its pages
)
_templates.globals.update(money=money, place_steps=PLACE_STEPS, wrong=_wrong, fault_of=fault_of)
_templates.globals.update(drawn_pins=drawn_pins, pin_grid=grid, pin_widths=PICTURE_WIDTHS, pin_style=Markup(PIN_STYLE))
_templates.globals.update(table_style=Markup(TABLE_STYLE))
_templates.filters.update(deck=deck_marked, deck_text=deck_text, deck_lang=deck_lang)
_templates.globals.update(_=_message, _many=_message_of, languages=LANGUAGE_NAMES)
_templates.filters.update(tafel=table_in_words, getal=number, capitalize=_capitalized)


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows: the main part as HTML, the name of the page and of the session."""

    main: str
    title: str
    session: str = ""
    style: str = STYLE
    script: Script | None = None
    """The script of the phone where it is no other."""
    here: str = ""
    """What a phone without the script asks for as soon as it has the page, to be counted as others are."""
    language: str = DUTCH.code
    back: str = ""
    """Where the choice of another language leads to; empty where none can be chosen."""

    def as_part(self) -> Html:
        """Only the main part, for the script, which brings the looks of tables and pins itself."""
        return Html(_STYLES.sub("", self.main).encode())

    def wanted(self, *, part: bool) -> Html:
        """Only the main part, or the whole page."""
        return self.as_part() if part else self.as_page()

    def as_page(self) -> Html:
        """The whole page."""
        whole = render(
            "page.html",
            language=self.language,
            back=self.back,
            main=Markup(self.main),
            title=self.title,
            session=self.session,
            style=Markup(self.style),
            script=(self.script or phone_script(self.language)).address,
            here=self.here,
        )
        return Html(whole.encode())


def render(template: str, *, language: str = DUTCH.code, **context: Any) -> str:
    """A template as HTML in a language, without the ends of lines between its elements."""
    spoken = _spoken(language, context.get(DECK_WORDS))
    return _templates.get_template(template).render(language=spoken, **context).replace(">\n<", "><")


def in_language(text: str, code: str, words: DeckWords | None = None) -> str:
    """A text as a phone in this language reads it, where it stands in no template; `words` are those of the decks."""
    return voiced(text, _spoken(code, words))


def _spoken(code: str, words: DeckWords | None) -> Language:
    return replace(_language(code), deck=words.plain) if words else _language(code)


def code_view(code: str, language: str) -> View:
    """The page with a field for the code; a code that was tried is said to be wrong."""
    title = phrase("Die code klopt niet") if code else phrase("Doe mee")
    return View(render("code.html", language=language, code=code), title, language=language, back="/")


def sentence_view(title: str, sentence: str, language: str) -> View:
    """A page that says one thing."""
    main = render("sentence.html", language=language, title=title, sentence=sentence)
    return View(main, title, language=language)
