"""How a simulated participant fills in a form: by a leaning that the group shares, and some chance."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kompas_tui.simulation.pages import Control, SeenForm
from kompas_tui.simulation.sayings import SENTENCES, WORDS

_WORD_LENGTH = 60
"""A text field up to this long asks for words, a longer one for sentences."""

_MOST = re.compile(r"hooguit (\d+|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\b", re.IGNORECASE)
_NUMBERS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


@dataclass(frozen=True, slots=True)
class Filling:
    """One filled-in control: the value that is sent, and what the person read beside it."""

    kind: str
    name: str
    value: str
    label: str
    group: str = ""


def said_limit(text: str) -> int | None:
    """The number in `hooguit drie` or `hooguit 3`."""
    most = _MOST.search(text)
    if most is None:
        return None
    word = most.group(1).lower().replace("é", "e")
    return int(word) if word.isdigit() else _NUMBERS.index(word)


class Mind:
    """The taste of one participant; the same seed and number fill in the same."""

    def __init__(self, seed: int, number: int) -> None:
        self.chance = random.Random(f"{seed}/{number}")
        self._seed = seed

    def _leaning(self, *about: str) -> random.Random:
        return random.Random("/".join((str(self._seed), *about)))

    def _weights(self, names: Sequence[str], about: str) -> list[float]:
        """How much the group likes each, with this person's own taste."""
        own = self.chance.lognormvariate
        return [self._leaning(about, name).lognormvariate(0, 0.8) * own(0, 0.6) for name in names]

    def _some(self, names: Sequence[str], amount: int, about: str) -> list[int]:
        """This many different places, likely ones first."""
        weights = self._weights(names, about)
        # Efraimidis and Spirakis (2006): by these keys each is as likely to come first as its weight says.
        order = sorted(range(len(names)), key=lambda i: -(self.chance.random() ** (1 / weights[i])))
        return order[:amount]

    def fill(self, form: SeenForm, limit: int | None = None) -> list[Filling]:
        """Fill in the whole form; `limit` is what an earlier refusal taught."""
        most = limit or said_limit(form.text)
        ways: dict[str, Callable[[list[Control]], list[Filling]]] = {
            "radio": self._one,
            "checkbox": lambda boxes: _affordable(self._boxes(boxes, most), boxes, form.budget),
            "number": lambda numbers: self._points(numbers, limit),
            "figure": lambda figures: [_choice(control, str(self.chance.randint(1, 9))) for control in figures],
            "date": lambda days: [_choice(control, self._day()) for control in days],
            "text": self._texts,
            "textarea": self._texts,
            "select": self._selects,
        }
        filled: list[Filling] = []
        for (kind, _), controls in groupby(form.asked, key=_group):
            asked = list(controls)
            if kind in ways and not _is_of_another_option(asked[0], form, filled):
                filled += ways[kind](asked)
        return filled

    def _one(self, options: list[Control]) -> list[Filling]:
        about = options[0].group or options[0].name
        if all(option.label.replace("\u2212", "-") == option.value for option in options):
            centre = self._leaning(about).uniform(1.8, len(options) - 0.6)
            score = round(self.chance.gauss(centre, max(len(options) / 5, 0.7)))
            return [_choice(options[min(max(score, 1), len(options)) - 1])]
        return [_choice(options[i]) for i in self._some([option.label for option in options], 1, about)]

    def _boxes(self, boxes: list[Control], most: int | None) -> list[Filling]:
        highest = min(most or len(boxes), len(boxes))
        # The larger of two: who may choose three mostly does, and a hall that chooses one each tells little.
        amount = max(self.chance.randint(1, highest), self.chance.randint(1, highest))
        about = boxes[0].group or boxes[0].name
        return [_choice(boxes[i]) for i in sorted(self._some([box.label for box in boxes], amount, about))]

    def _points(self, numbers: list[Control], limit: int | None) -> list[Filling]:
        total = limit or numbers[0].most or 1
        if len(numbers) == 1:
            return [_choice(numbers[0], str(self.chance.randint(1, total)))]
        weights = self._weights([number.label for number in numbers], numbers[0].group)
        given = self.chance.choices(range(len(numbers)), weights, k=total)
        return [_choice(number, str(given.count(i))) for i, number in enumerate(numbers)]

    def _day(self) -> str:
        return f"{2027 + self.chance.randint(0, 1)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"

    def _texts(self, places: list[Control]) -> list[Filling]:
        longest = places[0].length or (_WORD_LENGTH if places[0].kind == "text" else 10 * _WORD_LENGTH)
        pool = [text for text in (WORDS if longest <= _WORD_LENGTH else SENTENCES) if len(text) <= longest]
        amount = self.chance.randint(1, min(len(places), 3))
        chosen = self._some(pool, amount, places[0].group or places[0].name)
        return [_choice(control, pool[i]) for control, i in zip(places, chosen, strict=False)]

    def _selects(self, selects: list[Control]) -> list[Filling]:
        options = [(value, text) for value, text in selects[0].options if value]
        order = self._some([text for _, text in options], len(selects), selects[0].group or selects[0].name)
        return [
            Filling("select", select.name, options[i][0], options[i][1], select.label)
            for select, i in zip(selects, order, strict=False)
        ]


def _affordable(chosen: list[Filling], boxes: list[Control], budget: int | None) -> list[Filling]:
    """Of what was chosen as much as the budget pays for, in this order; all of it where there is no budget."""
    costs = {box.value: box.costs or 0 for box in boxes}
    kept: list[Filling] = []
    for one in chosen:
        if budget is None or sum(costs[other.value] for other in (*kept, one)) <= budget:
            kept.append(one)
    return kept


def _choice(control: Control, value: str | None = None) -> Filling:
    typed = control.value if value is None else value
    return Filling(control.kind, control.name, typed, control.label, control.group)


def _is_of_another_option(control: Control, form: SeenForm, filled: Sequence[Filling]) -> bool:
    """Whether it is where one types what belongs to an option, and that option was not chosen."""
    options = {option.label for option in form.asked if option.kind in ("radio", "checkbox")}
    chosen = {one.label for one in filled if one.kind in ("radio", "checkbox")}
    return control.kind == "text" and control.label in options - chosen


def _group(control: Control) -> tuple[str, str]:
    """Controls of one field stand together: by name for radio and checkbox, else without the place in the name."""
    name = control.name if control.kind in ("radio", "checkbox") else control.name.rpartition("-")[0]
    return control.kind, name or control.name
