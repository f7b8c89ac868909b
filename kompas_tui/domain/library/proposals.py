"""The compass of the library: lessons become a proposal, and what happens to it is a list of steps that only grows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import assert_never

import msgspec

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.library.holding import said_plainly

CHANGES = ("inkoopregel", "subsidie", "beleid", "spelregel", "grens tussen organisaties", "iets anders")
"""What a proposal would change."""

VERDICTS = ("ja", "nee", "later")
HELPS = ("ja", "deels", "nee")


class ProposalStep(msgspec.Struct, frozen=True, tag_field="stap", kw_only=True):
    """Something that happened to a proposal, on an ISO date."""

    day: str = msgspec.field(name="dag")


class Collected(ProposalStep, frozen=True, tag="verzameld", kw_only=True):
    """It was written down."""


class Scheduled(ProposalStep, frozen=True, tag="geagendeerd", kw_only=True):
    """It comes on an agenda: of whom, and on which ISO date."""

    where: str = msgspec.field(name="waar")
    when: str = msgspec.field(name="wanneer")


class Decided(ProposalStep, frozen=True, tag="besloten", kw_only=True):
    """Those on whose agenda it was decided: one of VERDICTS, and why."""

    verdict: str = msgspec.field(name="besluit")
    reason: str = msgspec.field(name="reden")


class FedBack(ProposalStep, frozen=True, tag="teruggekoppeld", kw_only=True):
    """The people it came from heard what became of it."""

    whom: str = msgspec.field(name="aan")


class Checked(ProposalStep, frozen=True, tag="gemeten", kw_only=True):
    """Somebody looked whether it helps: one of HELPS, and what was seen."""

    helps: str = msgspec.field(name="helpt")
    seen: str = msgspec.field(name="gezien")


AnyStep = Collected | Scheduled | Decided | FedBack | Checked


class Urgency(IntEnum):
    """In which order proposals stand; what has been decided without telling anybody comes first."""

    NOT_FED_BACK = 0
    OVERDUE = 1
    UNDER_WAY = 2
    TO_CHECK = 3
    DONE = 4


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A change that lessons ask for, with the effect that is meant and the keys of those lessons."""

    id: str
    change: str = msgspec.field(name="wijziging")
    effect: str = msgspec.field(name="effect")
    sort: str = msgspec.field(name="soort", default="")
    lessons: tuple[str, ...] = msgspec.field(name="lessen", default=())
    lost: int = msgspec.field(name="gewist", default=0)
    """How many of its lessons were removed with their session."""
    steps: tuple[AnyStep, ...] = msgspec.field(name="verloop")

    @property
    def scheduled(self) -> Scheduled | None:
        """The agenda that it is on, where nothing was decided since."""
        last = _last(self.steps, (Scheduled, Decided))
        return last if isinstance(last, Scheduled) else None

    @property
    def decided(self) -> Decided | None:
        """The last decision."""
        last = _last(self.steps, (Decided,))
        return last if isinstance(last, Decided) else None

    @property
    def is_fed_back(self) -> bool:
        """Whether people heard of the last decision."""
        return isinstance(_last(self.steps, (Decided, FedBack)), FedBack)

    @property
    def checked(self) -> Checked | None:
        """How it helps, by the last look."""
        last = _last(self.steps, (Decided, Checked))
        return last if isinstance(last, Checked) else None

    def urgency(self, today: str) -> Urgency:
        """How much it asks for attention on this ISO date."""
        decided, scheduled = self.decided, self.scheduled
        if decided is not None and not self.is_fed_back:
            return Urgency.NOT_FED_BACK
        if scheduled is not None:
            return Urgency.OVERDUE if scheduled.when < today else Urgency.UNDER_WAY
        if decided is None or decided.verdict == "later":
            return Urgency.UNDER_WAY
        if decided.verdict == "ja" and self.checked is None:
            return Urgency.TO_CHECK
        return Urgency.DONE

    def state(self, today: str) -> str:
        """How it stands, in a few words."""
        agenda, decided, checked = self.scheduled, self.decided, self.checked
        match self.urgency(today):
            case Urgency.NOT_FED_BACK:
                return f"besluit: {decided.verdict if decided else ''}, nog niet teruggekoppeld"
            case Urgency.OVERDUE:
                return f"stond op de agenda van {said_plainly(agenda.when if agenda else '')}, nog geen besluit"
            case Urgency.UNDER_WAY if agenda is not None:
                return f"op de agenda van {agenda.where}, {said_plainly(agenda.when)}"
            case Urgency.UNDER_WAY:
                return "verzameld" if decided is None else "besluit: later"
            case Urgency.TO_CHECK:
                return "besluit: ja, kijk of het helpt"
            case Urgency.DONE:
                return f"helpt: {checked.helps}" if checked else "besluit: nee, teruggekoppeld"
            case other:
                assert_never(other)


def _last(steps: Sequence[AnyStep], kinds: tuple[type[ProposalStep], ...]) -> AnyStep | None:
    return next((step for step in reversed(steps) if isinstance(step, kinds)), None)


@dataclass(frozen=True, slots=True)
class Told:
    """A step of the timeline as it is read."""

    day: str
    what: str
    more: str = ""


def told_step(step: AnyStep) -> Told:
    """What happened, in words."""
    day = said_plainly(step.day)
    match step:
        case Collected():
            return Told(day, "Verzameld")
        case Scheduled():
            return Told(day, "Op de agenda", f"{step.where}, {said_plainly(step.when)}")
        case Decided():
            return Told(day, f"Besluit {step.verdict}", step.reason)
        case FedBack():
            return Told(day, "Teruggekoppeld", f"aan {step.whom}")
        case Checked():
            return Told(day, f"Helpt het? {step.helps.capitalize()}", step.seen)
        case other:
            assert_never(other)


def after(proposal: Proposal, step: AnyStep) -> Proposal:
    """The proposal after one more step; CommandRefused where that can't come yet."""
    match step:
        case Decided() if proposal.scheduled is None:
            raise CommandRefused("Zet het voorstel eerst op een agenda.")
        case Checked() if proposal.decided is None or proposal.decided.verdict != "ja":
            raise CommandRefused("Er is nog geen ja. Je kunt nog niet kijken of het helpt.")
        case Collected() | Scheduled() | Decided() | FedBack() | Checked():
            return msgspec.structs.replace(proposal, steps=(*proposal.steps, step))
        case other:
            assert_never(other)
