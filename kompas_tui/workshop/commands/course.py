"""Beginning, going from card to card, taking back, and ending."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from msgspec import structs

from kompas_tui.domain.course.way import further, is_untouched, planned_minutes, with_way
from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.deck.routes import ALL_CARDS, Route
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import count, did_you_mean, quoted
from kompas_tui.domain.outcome.roles import splits_to_keep, table_splits_to_keep
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import undoable_steps
from kompas_tui.workshop.canvases import laying, laying_for
from kompas_tui.workshop.commands.command import Command, Scene

MOST_THEMES = 20


@dataclass(frozen=True, slots=True)
class Begin(Command):
    """Begin the session and show the first card; only on an empty journal. It may go on from an earlier one."""

    started: ev.Started
    continued: ev.Continued | None = None
    route: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The beginning, the route, and the first card."""
        route = known_route(scene.course, self.route)
        first = with_way(scene.course, route).order[0]
        first_shown = ev.CardShown(time=self.started.time, card=first.address, title=first.title, minutes=first.minutes)
        chosen = [ev.RouteChosen(time=self.started.time, route=route)] if route else []
        brought = self.continued.canvases if self.continued is not None else ()
        # What comes along lies there from the start, so that its open actions are seen before its card is.
        wanted = [
            card
            for card in scene.course.every
            if card.canvas is not None
            and (card.address == first.address or any(one.is_same(card.canvas) for one in brought))
        ]
        lays = laying(scene.session, scene.course, wanted, self.started.time, self.started.code)
        return [self.started, *([self.continued] if self.continued else []), *chosen, *lays, first_shown]


@dataclass(frozen=True, slots=True)
class Describe(Command):
    """Fill in the session's title, place, organisation and purpose, and by what it is found again.

    What is not said stays; only a title is never taken away.
    """

    done: ClassVar[str] = "De gegevens zijn bewaard."

    title: str = ""
    where: str | None = None
    organisation: str | None = None
    purpose: str | None = None
    district: str | None = None
    themes: Sequence[str] | None = None

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The details, cleaned, with what is said of the report as it is."""
        known = scene.session.details
        lines = {
            "title": clean_line(self.title, 200) or None,
            "place": _line(self.where, 200),
            "organisation": _line(self.organisation, 200),
            "purpose": _line(self.purpose, 300),
            "district": _line(self.district, 200),
        }
        if self.themes is not None:
            cleaned = (clean_line(one, 60) for one in self.themes[:MOST_THEMES])
            known = structs.replace(known, themes=tuple(filter(None, cleaned)))
        filled = {name: words for name, words in lines.items() if words is not None}
        return [ev.Described(time=scene.now, details=structs.replace(known, **filled))]


def _line(typed: str | None, longest: int) -> str | None:
    return None if typed is None else clean_line(typed, longest)


@dataclass(frozen=True, slots=True)
class EditDecks(Command):
    """Take over edited texts of the session's decks."""

    texts: Sequence[ev.DeckText]

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """An event for each deck of the session whose text changed."""
        decks = scene.session.decks
        return [
            ev.DeckEdited(time=scene.now, deck=deck)
            for edited in self.texts
            if edited.name in decks
            # Whether a deck was only linked was decided when the session began; its text says nothing of that.
            and (deck := structs.replace(edited, linked=decks[edited.name].linked)) != decks[edited.name]
        ]


@dataclass(frozen=True, slots=True)
class GoTo(Command):
    """Show the card with this address."""

    name: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The card, where another one is shown now."""
        card = scene.course.find(self.name)
        if card is None:
            suggestion = scene.course.suggestion(self.name)
            raise CommandRefused(f"De kaart {quoted(clean_line(self.name, 60))} is er niet. {suggestion}")
        return shown(scene, card)


@dataclass(frozen=True, slots=True)
class GoFurther(Command):
    """Show the next card (1) or the previous one (-1); at an end nothing changes."""

    places: int

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The card, where there is one."""
        card = self._card(scene)
        return shown(scene, card) if card else ()

    def told(self, scene: Scene) -> str:
        """That there is no further card, or that a round is left open; a step without either says nothing."""
        current = scene.session.open_round
        if self._card(scene) is None:
            return "Dit is de laatste kaart." if self.places > 0 else "Dit is de eerste kaart."
        if current is not None and current.card == scene.session.card:
            return f"De ronde bij {quoted(current.title)} staat nog open."
        return ""

    def _card(self, scene: Scene) -> Card | None:
        return further(scene.session, scene.course, scene.card, self.places)


@dataclass(frozen=True, slots=True)
class ChooseRoute(Command):
    """Follow this route from now on; empty or `alles` is all cards."""

    name: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The route, where another one is followed now; a session of which nothing was seen begins where it begins."""
        session, route = scene.session, known_route(scene.course, self.name)
        if route == session.route:
            return ()
        if not is_untouched(session):
            return [ev.RouteChosen(time=scene.now, route=route)]
        first = with_way(replace(scene.course, way=()), route).order[0]
        chosen = ev.RouteChosen(
            time=scene.now, route=route, card=first.address, title=first.title, minutes=first.minutes
        )
        return [*laying_for(session, scene.course, first, scene.now), chosen]

    def told(self, scene: Scene) -> str:
        """What the group will do now."""
        route = known_route(scene.course, self.name)
        course = with_way(replace(scene.course, way=()), route)
        cards = course.order
        long = f"{count(len(cards), 'kaart', 'kaarten')}, {count(planned_minutes(course, cards), 'minuut', 'minuten')}"
        return f"Je volgt nu de route {quoted(route)}: {long}." if route else f"Je volgt nu alle kaarten: {long}."


def see_routes(course: Course) -> Sequence[Route]:
    """The routes of these cards; CommandRefused where there are none."""
    if not course.routes:
        raise CommandRefused("Deze kaartenset heeft geen routes. Zonder route volg je alle kaarten.")
    return course.routes


def known_route(course: Course, name: str) -> str:
    """The route of this name, empty for all cards; CommandRefused where there is none."""
    wanted = clean_line(name, 60).lower()
    if wanted in ("", ALL_CARDS) or course.route(wanted) is not None:
        return "" if wanted == ALL_CARDS else wanted
    names = [*(route.name for route in see_routes(course)), ALL_CARDS]
    raise CommandRefused(f"De route {quoted(wanted)} is er niet. {did_you_mean(wanted, names)}")


@dataclass(frozen=True, slots=True)
class TakeBack(Command):
    """Take back the facilitator's last step."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That the step is undone."""
        return [ev.Undone(time=scene.now, step=number) for number, _ in undoable_steps(scene.session)]

    def told(self, scene: Scene) -> str:
        """What the step says when it is taken back."""
        steps = undoable_steps(scene.session)
        return steps[0][1].taken_back if len(steps) == 1 else "De teksten staan weer zoals eerst."


@dataclass(frozen=True, slots=True)
class Pause(Command):
    """Stop for now; what follows is the program's, in the session nothing changes."""

    after_the_end: ClassVar[bool] = True

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class End(Command):
    """End the session."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The end, with what is kept of roles and tables; the workshop closed the open round before."""
        session = scene.session
        if session.open_round is not None:  # somebody opened one since that close
            raise CommandRefused("Er ging net weer een ronde open. Sluit die eerst.", "sluit")
        return [ev.Ended(time=scene.now, splits=splits_to_keep(session), table_splits=table_splits_to_keep(session))]


def shown(scene: Scene, card: Card) -> Sequence[ev.AnyEvent]:
    """That this card is on the beamer; nothing where it is there already."""
    if card.address == scene.session.card and scene.session.course:
        return ()
    came = ev.CardShown(time=scene.now, card=card.address, title=card.title, minutes=card.minutes)
    return [*laying_for(scene.session, scene.course, card, scene.now), came]
