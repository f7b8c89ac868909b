"""The rule by which a question is answered, in a sentence: on the beamer and in the report alike."""

from typing import assert_never

from kompas_tui.domain.kinds.deciding import money
from kompas_tui.domain.kinds.open import TEXT_LENGTH
from kompas_tui.domain.language.wording import number
from kompas_tui.domain.question.fields import Field, OneOf, Order, Pins, Place, Points, Scale, SeveralOf, Texts

_WORDS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


def choose_at_most(amount: int) -> str:
    """`Kies er hooguit drie.`"""
    return f"Kies er hooguit {in_letters(amount)}."


def rule_of(field: Field, *, many: bool = False) -> str:
    """How a field is filled in; `many` where the question has more like it."""
    match field:
        case OneOf():
            return "Kies er één."
        case SeveralOf(spending=spending) if spending is not None:
            return f"Kies wat samen binnen {money(spending.budget, spending.unit)} past."
        case SeveralOf():
            return choose_at_most(field.most) if field.most < len(field.options) else "Kies wat past."
        case Points(exact=True):
            return f"Verdeel {money(field.total, field.unit)}."
        case Points(total=1):
            return f"Plak één {field.unit}."
        case Points():
            return f"Plak hooguit {in_letters(field.total)} {field.unit}. Er mogen er meer op één optie."
        case Scale():
            return f"Geef {'elke regel ' if many else ''}een cijfer van {number(field.low)} tot en met {field.high}."
        case Order():
            return "Zet ze op volgorde, met nummer 1 bovenaan."
        case Place():
            return "Geef elk onderdeel een plek op twee lijnen."
        case Pins():
            return "Zet één prik." if field.most == 1 else f"Zet hooguit {in_letters(field.most)} prikken."
        case Texts(most=1) if field.length > TEXT_LENGTH:
            return "Schrijf op wat je wilt vertellen."
        case Texts():
            return "Schrijf kort iets op." if field.most == 1 else f"Schrijf er hooguit {in_letters(field.most)} op."
        case _:
            assert_never(field)


def in_letters(amount: int) -> str:
    """A small number as a word."""
    return _WORDS[amount] if amount < len(_WORDS) else str(amount)
