"""Splitting by role: nobody can be found in a small group, not by subtraction either."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.language.wording import OTHERS
from kompas_tui.domain.outcome.roles import read_split, split_by_role, without_small_rows
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.shapes import Distribution, Spread
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.masks import ROLE_MASK, TABLE_MASK, Masks
from tests.domain.activities import ballots

ROLES = ("bewoner", "ondernemer", "gemeente")


def cast(*amounts: int, without: int = 0) -> list[str]:
    """The roles of so many voters each, and of so many without one."""
    return [role for role, amount in zip(ROLES, amounts, strict=False) for _ in range(amount)] + [""] * without


def split(played: list[str], roles: tuple[str, ...] = ROLES, *, openly: bool = False) -> dict[str, tuple[Ballot, ...]]:
    """Who stands in which group."""
    given_ballots = ballots("keuze", [0] * len(played))
    by_mark = {ballot.mark: role for ballot, role in zip(given_ballots, played, strict=True)}
    groups = split_by_role(given_ballots, by_mark, roles, openly=openly)
    assert len({role for role, _ in groups}) == len(groups)
    return dict(groups)


def sizes(played: list[str], roles: tuple[str, ...] = ROLES, *, openly: bool = False) -> dict[str, int]:
    return {role: len(group) for role, group in split(played, roles, openly=openly).items()}


@pytest.mark.parametrize(
    ("amounts", "without", "groups"),
    [
        ((5, 5, 5), 0, {"bewoner": 5, "ondernemer": 5, "gemeente": 5}),
        ((9, 3, 3), 0, {"bewoner": 9, OTHERS: 6}),
        ((9, 6, 3), 0, {"bewoner": 9, OTHERS: 9}),
        ((9, 6, 4), 0, {"bewoner": 9, OTHERS: 10}),
        ((9, 3, 0), 0, {}),
        ((9, 6, 0), 2, {"bewoner": 9, OTHERS: 8}),
        ((4, 4, 4), 0, {}),
        ((12, 0, 0), 0, {"bewoner": 12}),
        ((0, 0, 0), 12, {}),
        ((5, 0, 0), 5, {"bewoner": 5, OTHERS: 5}),
        ((0, 0, 0), 0, {}),
    ],
)
def test_small_roles_are_merged_or_not_split(amounts: tuple[int, ...], without: int, groups: dict[str, int]) -> None:
    assert sizes(cast(*amounts, without=without)) == groups


def test_openly_shows_small_roles() -> None:
    assert sizes(cast(9, 1, 0, without=2), openly=True) == {"bewoner": 9, "ondernemer": 1, OTHERS: 2}


def test_a_role_called_overig_is_the_same_group_as_the_rest() -> None:
    assert sizes(["bewoner"] * 6 + ["overig"] * 5 + [""] * 2, ("bewoner", "overig")) == {"bewoner": 6, OTHERS: 7}
    assert sizes(["bewoner"] * 6 + ["overig"] * 5 + [""] * 5, ("bewoner", "overig")) == {"bewoner": 6, OTHERS: 10}
    assert sizes(["overig", ""], ("bewoner", "overig"), openly=True) == {OTHERS: 2}


PLAYED = st.lists(st.sampled_from([*ROLES, OTHERS, "", "onbekend"]), max_size=60)


@given(PLAYED, st.sampled_from([ROLES, (*ROLES, OTHERS), ()]))
def test_no_group_is_small_and_every_ballot_is_in_one(played: list[str], roles: tuple[str, ...]) -> None:
    groups = split(played, roles)
    assert all(len(group) >= 5 for group in groups.values())
    if groups:
        assert Counter(ballot.mark for group in groups.values() for ballot in group) == Counter(
            f"m{place}" for place in range(len(played))
        )


@given(PLAYED)
def test_openly_every_ballot_has_its_own_role(played: list[str]) -> None:
    named = {ballot.mark: role for role, group in split(played, openly=True).items() for ballot in group}
    assert named == {f"m{place}": role if role in ROLES else OTHERS for place, role in enumerate(played)}


def spread(*answers: int) -> Distribution:
    """Statements with so many answers each."""
    return Distribution(tuple(Spread(f"zin {n}", (many, 0), 1) for n, many in enumerate(answers)), max(answers))


def test_a_statement_that_few_of_one_role_scored_goes_from_every_role() -> None:
    parts = without_small_rows((("gemeente", spread(6, 1, 0)), ("bewoner", spread(9, 9, 9))))
    assert [[row.label for row in part.rows] for _, part in parts if isinstance(part, Distribution)] == [
        ["zin 0", "zin 2"],
        ["zin 0", "zin 2"],
    ]


def test_without_any_row_that_may_be_shown_there_is_no_split() -> None:
    assert without_small_rows((("gemeente", spread(4)), ("bewoner", spread(9)))) == ()


def test_a_split_with_a_part_that_can_not_be_read_is_told_of_nobody() -> None:
    fine = {"rows": [], "answers": 6}
    parts = (ev.RolePart("bewoner", "spreiding", fine), ev.RolePart("ondernemer", "onbekend", fine))
    assert read_split(ev.Split("r", parts)) is None, "what is left would be laid beside the whole"
    assert read_split(ev.Split("r", parts[:1])) == (("bewoner", Distribution((), 6)),)


def test_a_mask_is_another_one_for_each_round_voter_ballot_name_and_for_a_table() -> None:
    one = ("een-1", "m", "R", "groen", ROLE_MASK)
    others = ("een-2", "n", "S", "water", TABLE_MASK)
    changed = [(*one[:place], other, *one[place + 1 :]) for place, other in enumerate(others)]
    assert len({Masks(b"o" * 32).masked(*each) for each in (one, *changed)}) == 6


def test_roles_are_read_of_everybody_or_of_nobody() -> None:
    ours, other = Masks(b"o" * 32), Masks(b"a" * 32)
    masked = [
        replace(ballot, role_mask=key.masked("r", ballot.mark, ballot.receipt, "bewoner"))
        for ballot, key in zip(ballots("keuze", [0] * 6), (*[ours] * 5, other), strict=True)
    ]
    assert ours.read("r", masked[:5], ROLES) == {ballot.mark: "bewoner" for ballot in masked[:5]}
    assert ours.read("r", masked, ROLES) is None, "whom another key masked would count among the others"
