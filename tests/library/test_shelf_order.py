"""In which order the library lists things, and how it says that one is late."""

import pytest

from kompas_tui.domain.library.additions import Additions, Done, Match, OwnThing
from kompas_tui.domain.library.collection import Collection
from kompas_tui.domain.library.following import calls
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.domain.library.things import Holding, Sort, Source, Thing
from tests.library.evenings import lines

TODAY = "2027-05-01"


def shelf(*things: Thing, **additions: object) -> Shelf:
    source = Source("s", "pad", "Avond", "", "", "", (), "2027-03-02T19:00:00", "", 9, "2028-01-01")
    return Shelf(Collection([Holding(source, things, {})]), Additions(**additions), TODAY)  # type: ignore[arg-type]


def thing(key: str, sort: Sort, **more: str) -> Thing:
    return Thing(key, sort, key, "s", **more)  # type: ignore[arg-type]


def test_what_was_written_here_comes_first_and_each_sort_apart() -> None:
    own = tuple(
        OwnThing(id=name, sort=sort, text=name, day=TODAY)
        for name, sort in (("oud", Sort.NEWS), ("nieuw", Sort.NEWS), ("bel Jan", Sort.PARTY))
    )
    one = shelf(thing("les", Sort.LESSON), own=own)
    assert lines(one.of_sort(Sort.NEWS)) == ["nieuw", "oud"]
    assert lines(one.of_sort(Sort.PARTY)) == ["bel Jan"]
    assert lines(one.of_sort(Sort.LESSON)) == ["les"]


def test_what_is_matched_or_done_stands_last() -> None:
    market = [
        thing(name, Sort.MARKET, side="vraag" if name == "zaal" else "aanbod") for name in ("zaal", "bus", "tent")
    ]
    one = shelf(*market, matches=(Match(ask="zaal", offer="bus", day=TODAY),))
    assert lines(one.of_sort(Sort.MARKET)) == ["tent", "zaal", "bus"]
    actions = [
        thing("geen dag", Sort.ACTION),
        thing("laat", Sort.ACTION, due="2027-06-01"),
        thing("klaar", Sort.ACTION, due="2027-01-01"),
    ]
    done = shelf(*actions, done=(Done(action="klaar", sessions=("s",), day=TODAY),))
    assert lines(done.of_sort(Sort.ACTION)) == ["laat", "geen dag", "klaar"]


@pytest.mark.parametrize(
    ("due", "said", "is_due"),
    [
        ("2027-04-30", "te laat sinds 30 april 2027", True),
        (TODAY, "op 1 mei 2027", True),
        ("2027-05-02", "op 2 mei 2027", False),
        ("", "", False),
    ],
)
def test_what_is_due_today_is_not_late_yet(due: str, said: str, is_due: bool) -> None:
    action = thing("bellen", Sort.ACTION, due=due)
    one = shelf(action)
    assert (one.state_of(action), one.is_due(action)) == (said, is_due)


def test_a_deal_is_known_by_its_canvas_and_not_by_what_stands_above_it() -> None:
    agreed = (
        thing("een", Sort.DEAL, canvas="deal", number="3", due="2027-04-01"),
        thing("twee", Sort.DEAL, canvas="meetlat", due="2027-04-02"),
        thing("drie", Sort.DEAL, heading="deal of geen deal", due="2027-04-03"),
    )
    assert [call.why for call in calls(shelf(*agreed))] == [
        "Tijd voor de schouw", "Tijd om weer te kijken", "Tijd om weer te kijken",
    ]  # fmt: skip
    assert [one.told_sort for one in agreed] == ["deal nummer 3", "meetlat", "deal of geen deal"]
