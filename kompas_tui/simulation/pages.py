"""A page as a phone without JavaScript sees it: its text and its forms, with labels. Knows only HTML."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_ROUND = "ronde"

_TEXTUAL = frozenset({"text", "search", "email", "tel", "url"})
_RECEIPT = re.compile(r"Kenmerk:?\s*([0-9A-Z]{2,}(?:-[0-9A-Z]{2,})*)")


@dataclass(slots=True)
class Control:
    """One input: `kind` is radio, checkbox, number, figure, date, text, textarea, select, hidden or button."""

    kind: str
    name: str
    value: str = ""
    label: str = ""
    group: str = ""
    chosen: bool = False
    most: int | None = None
    length: int | None = None
    costs: int | None = None
    """What choosing it costs, where the form has a budget."""
    options: list[tuple[str, str]] = field(default_factory=list)
    """The values and texts of a select."""


@dataclass(slots=True)
class SeenForm:
    """A form; `text` is all that can be read in it."""

    action: str
    method: str
    controls: list[Control] = field(default_factory=list)
    text: str = ""
    budget: int | None = None
    """What all that is chosen may cost together."""

    def of(self, *kinds: str) -> list[Control]:
        """The controls of these kinds."""
        return [control for control in self.controls if control.kind in kinds]

    @property
    def asked(self) -> list[Control]:
        """What a person can fill in."""
        return [control for control in self.controls if control.kind not in ("hidden", "button") and control.name]

    @property
    def sent_along(self) -> list[tuple[str, str]]:
        """What the form sends by itself: hidden fields, and the first button where it has a name."""
        own = [(control.name, control.value) for control in self.of("hidden")]
        return own + [(control.name, control.value) for control in self.of("button")[:1] if control.name]


@dataclass(slots=True)
class Page:
    """What a phone got: its forms in order, and its text."""

    forms: list[SeenForm]
    text: str

    @property
    def question(self) -> SeenForm | None:
        """The form that asks what the room is asked: it names its round, which a question box or a role doesn't."""
        return next((form for form in self.forms if any(field.name == _ROUND for field in form.of("hidden"))), None)

    def form_with(self, name: str) -> SeenForm | None:
        """The form that has this field."""
        return next((form for form in self.forms if any(c.name == name for c in form.asked)), None)

    @property
    def way_back(self) -> tuple[SeenForm, Control] | None:
        """The form and its button that ask for the question again, to change an answer."""
        return self._way("verander", "wijzig")

    @property
    def way_on(self) -> tuple[SeenForm, Control] | None:
        """The form and its button that ask for the next part of a long question."""
        return self._way("ga verder met deel")

    def _way(self, *called: str) -> tuple[SeenForm, Control] | None:
        for form in self.forms:
            for button in form.of("button"):
                if button.label.lower().startswith(called) and button.name:
                    return form, button
        return None

    @property
    def is_saved(self) -> bool:
        """Whether it says that the answer is saved."""
        return "Je antwoord is opgeslagen" in self.text

    @property
    def receipt(self) -> str:
        """The receipt on it; empty where there is none."""
        code = _RECEIPT.search(self.text)
        return code.group(1) if code else ""


def read_page(html: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(reader.forms, " ".join("".join(reader.text).split()))


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdigit() else None


class _Reader(HTMLParser):
    """Collects forms and their labels while the tags go by."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[SeenForm] = []
        self.text: list[str] = []
        self._form: SeenForm | None = None
        self._silent = 0
        self._legends: list[list[str]] = []
        self._in_legend = False
        self._label: list[str] | None = None
        self._labelled: Control | None = None
        self._label_for = ""
        self._by_id: dict[str, Control] = {}
        self._waiting: dict[str, str] = {}
        self._written: Control | None = None
        self._button: Control | None = None
        self._select: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        match tag:
            case "script" | "style":
                self._silent += 1
            case "form":
                self._form = SeenForm(attributes.get("action") or "", (attributes.get("method") or "get").lower())
                self.forms.append(self._form)
            case "fieldset":
                self._legends.append([])
            case "legend":
                self._in_legend = True
            case "label":
                self._label, self._labelled, self._label_for = [], None, attributes.get("for") or ""
            case "input" | "textarea" | "select" | "button":
                self._control(tag, attributes)
            case "p" if self._form is not None and "data-munt" in attributes:
                self._form.budget = _whole(attributes.get("data-samen"))
            case "option" if self._select is not None:
                self._select.options.append((attributes.get("value") or "", ""))
                if "selected" in attributes:
                    self._select.value = attributes.get("value") or ""
            case _:
                self.text.append(" ")

    def _control(self, tag: str, attributes: dict[str, str | None]) -> None:
        kind = (attributes.get("type") or "text").lower() if tag == "input" else tag
        if kind == "text" and attributes.get("inputmode") in ("decimal", "numeric"):
            kind = "figure"
        kind = "text" if kind in _TEXTUAL else "button" if kind in ("submit", "image", "button") else kind
        if self._form is None or "disabled" in attributes or (tag == "button" and attributes.get("type") == "button"):
            return
        control = Control(
            kind, attributes.get("name") or "", attributes.get("value") or "", chosen="checked" in attributes,
            group=" ".join("".join(self._legends[-1]).split()) if self._legends else "",
            most=_whole(attributes.get("max")), length=_whole(attributes.get("maxlength")),
            costs=_whole(attributes.get("data-kosten")),
        )  # fmt: skip
        self._form.controls.append(control)
        if self._label is not None:
            self._labelled = control
        name = attributes.get("id") or ""
        self._by_id[name] = control
        control.label = self._waiting.get(name, "")
        if tag == "textarea":
            self._written, control.value = control, ""
        elif tag == "select":
            self._select = control
        elif tag == "button":
            self._button = control

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "script" | "style":
                self._silent = max(self._silent - 1, 0)
            case "form":
                self._form = None
            case "fieldset" if self._legends:
                self._legends.pop()
            case "legend":
                self._in_legend = False
            case "label" if self._label is not None:
                self._end_label(" ".join("".join(self._label).split()))
            case "textarea":
                self._written = None
            case "select":
                self._select = None
            case "button":
                self._button = None
            case _:
                self.text.append(" ")

    def _end_label(self, label: str) -> None:
        control = self._labelled or self._by_id.get(self._label_for)
        if control is not None:
            control.label = label
        elif self._label_for:
            self._waiting[self._label_for] = label
        self._label = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._written is not None:
            self._written.value += data
            return
        if self._select is not None and self._select.options:
            value, text = self._select.options[-1]
            self._select.options[-1] = (value, f"{text}{data}".strip())
            return
        self.text.append(data)
        if self._form is not None:
            self._form.text += f"{data} "
        if self._button is not None:
            self._button.label = f"{self._button.label}{data}".strip()
        if self._label is not None:
            self._label.append(data)
        if self._in_legend and self._legends:
            self._legends[-1].append(data)
