"""A proposal keeps all that happened to it; what was decided without telling anybody stands on top."""

import pytest

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.library.additions import Additions
from kompas_tui.domain.library.collection import Collection
from kompas_tui.domain.library.following import ordered, priorities
from kompas_tui.domain.library.proposals import (
    AnyStep,
    Checked,
    Collected,
    Decided,
    FedBack,
    Proposal,
    Scheduled,
    Urgency,
    after,
    told_step,
)
from kompas_tui.domain.library.shelf import Shelf

TODAY = "2027-05-10"
SCHEDULED = Scheduled(day="2027-04-01", where="het college", when="2027-06-01")
PAST = Scheduled(day="2027-04-01", where="het college", when="2027-05-01")
YES = Decided(day="2027-05-02", verdict="ja", reason="Het scheelt tijd")
NO = Decided(day="2027-05-02", verdict="nee", reason="Te duur")
LATER = Decided(day="2027-05-02", verdict="later", reason="Eerst geld")
TOLD = FedBack(day="2027-05-03", whom="de bewoners")
HELPS = Checked(day="2027-05-09", helps="deels", seen="Sneller, niet goedkoper")


def proposal(*steps: AnyStep, id_: str = "p") -> Proposal:
    made = Proposal(id=id_, change="Een vast nummer", effect="Minder wachten", steps=(Collected(day="2027-03-01"),))
    for step in steps:
        made = after(made, step)
    return made


@pytest.mark.parametrize(
    ("steps", "urgency", "state"),
    [
        ((), Urgency.UNDER_WAY, "verzameld"),
        ((SCHEDULED,), Urgency.UNDER_WAY, "op de agenda van het college, 1 juni 2027"),
        ((PAST,), Urgency.OVERDUE, "stond op de agenda van 1 mei 2027, nog geen besluit"),
        ((PAST, YES), Urgency.NOT_FED_BACK, "besluit: ja, nog niet teruggekoppeld"),
        ((PAST, NO), Urgency.NOT_FED_BACK, "besluit: nee, nog niet teruggekoppeld"),
        ((PAST, NO, TOLD), Urgency.DONE, "besluit: nee, teruggekoppeld"),
        ((PAST, LATER, TOLD), Urgency.UNDER_WAY, "besluit: later"),
        ((PAST, YES, TOLD), Urgency.TO_CHECK, "besluit: ja, kijk of het helpt"),
        ((PAST, YES, TOLD, HELPS), Urgency.DONE, "helpt: deels"),
        ((PAST, NO, TOLD, SCHEDULED), Urgency.UNDER_WAY, "op de agenda van het college, 1 juni 2027"),
    ],
)
def test_its_state_follows_from_what_happened(steps: tuple[AnyStep, ...], urgency: Urgency, state: str) -> None:
    made = proposal(*steps)
    assert (made.urgency(TODAY), made.state(TODAY)) == (urgency, state)


def test_no_decision_without_an_agenda_and_no_effect_without_a_yes() -> None:
    with pytest.raises(CommandRefused, match="eerst op een agenda"):
        proposal(YES)
    with pytest.raises(CommandRefused, match="nog geen ja"):
        proposal(PAST, NO, HELPS)


def test_its_timeline_is_told_in_words() -> None:
    assert [(one.day, one.what, one.more) for one in map(told_step, proposal(PAST, YES, TOLD, HELPS).steps)] == [
        ("1 maart 2027", "Verzameld", ""),
        ("1 april 2027", "Op de agenda", "het college, 1 mei 2027"),
        ("2 mei 2027", "Besluit ja", "Het scheelt tijd"),
        ("3 mei 2027", "Teruggekoppeld", "aan de bewoners"),
        ("9 mei 2027", "Helpt het? Deels", "Sneller, niet goedkoper"),
    ]


def test_what_nobody_heard_of_comes_first_and_what_does_not_help_is_for_new_deals() -> None:
    made = (
        proposal(id_="nieuw"), proposal(PAST, YES, TOLD, HELPS, id_="klaar"), proposal(PAST, YES, id_="stil"),
        proposal(PAST, id_="laat"),
    )  # fmt: skip
    shelf = Shelf(Collection([]), Additions(proposals=made), TODAY)
    assert [one.id for one in ordered(shelf)] == ["stil", "laat", "nieuw", "klaar"]
    assert [(call.why, call.about) for call in priorities(shelf)] == [("Helpt: deels", made[1])]
