"""Bears in a deck, the count of them, and what can't share a card with them."""

import pytest

from tests.decks.test_problems import HEAD, problems

ASK = "# Tel\n```keuze\nvraag: Wat?\nopties: [a, b]\n```\n"


def bear(name: str) -> str:
    """A bear's card of 7 lines; its name is on the third."""
    return f"# {name}\n```beer\nnaam: {name}\nfamilie: cultuur\ngezegd: [x]\ntips: [y]\n```\n"


def counting(*options: str, kind: str = "keuze") -> str:
    """A deck with the bears Tijd, Geld and Mandaat en macht; its first option is on line 8."""
    listed = "\n".join(f"  - {option}" for option in options)
    bears = "".join(bear(name).replace("# ", "# De beer ", 1) for name in ("Tijd", "Geld", "Mandaat en macht"))
    return HEAD + f"# Tel\n```{kind}\nvraag: Welke?\nopties:\n{listed}\n```\n" + bears


def test_two_bears_of_one_name_are_a_problem_on_the_second() -> None:
    (problem,) = problems(HEAD + bear("Tijd") + bear("Geld") + bear("Tijd").replace("# Tijd", "# Weer"))
    assert (problem.line, problem.message) == (20, "De beer ‘Tijd’ staat ook op regel 6. Kies een andere naam.")


def test_the_choice_beside_a_single_tip_is_no_tip_itself() -> None:
    (problem,) = problems(HEAD + bear("Tijd").replace("[y]", "[Iets anders]"))
    assert (problem.line, problem.message) == (
        9,
        "‘Iets anders’ is nog geen tip. Schrijf op wat deze beer verjaagt.",
    )
    assert problems(HEAD + bear("Tijd").replace("[y]", "[Iets anders, Bellen]")) == []


@pytest.mark.parametrize("kind", ["keuze", "meerkeuze", "stickers", "verdeling", "rangorde"])
@pytest.mark.parametrize("option", ["Mandaat en mach", "mandaat en macht", "Mandaat of macht"])
def test_an_option_that_is_nearly_a_bear_is_one_problem(kind: str, option: str) -> None:
    (problem,) = problems(counting("Tijd", "Geld", option, kind=kind))
    assert (problem.line, problem.message) == (
        10,
        f"Er is geen beer ‘{option}’. Bedoel je ‘Mandaat en macht’?",
    )


@pytest.mark.parametrize(
    "options",
    [
        ("Tijd", "Geld", "Mandaat en macht"),
        ("Tijd", "Geld", "Iets anders"),
        ("Tijd", "Geld", "Mandaat en macht", "Mandaat en mach"),
        ("Tijd", "Mandaat en mach"),
        ("Teid", "Gelt"),
    ],
    ids=str,
)
def test_other_options_beside_bears_are_fine(options: tuple[str, ...]) -> None:
    assert problems(counting(*options)) == []


PLATE = "```praatplaat\nmidden: M\npunten: [{titel: T, naar: tel}]\n```\n"
FAN = "```waaier\nonderwerpen: {A: [b]}\n```\n"
BEAR = bear("Tijd").partition("\n")[2]
QUESTION = "```open\nvraag: Wat?\n```\n"


@pytest.mark.parametrize("block", [PLATE, FAN, BEAR])
def test_text_and_a_question_may_stand_beside_a_special_block(block: str) -> None:
    assert problems(HEAD + "# K\nUitleg.\n\n" + block + QUESTION + ASK) == []
