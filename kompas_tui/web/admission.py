"""Who a phone is by what it sends along, and whether it may take part."""

import logging

from starlette.requests import Request

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import known_word
from kompas_tui.journal import NotSaved
from kompas_tui.web.requests import (
    BadRequest,
    chosen_role,
    chosen_table,
    device_token,
    language_of,
    tablet_token,
    told_place,
)
from kompas_tui.web.responses import wants_part
from kompas_tui.web.tap import Tap
from kompas_tui.web.visitors import Visitor
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.whereabouts import NOT_IN_ROOM, ROOM, Where

_TOO_FAST = phrase(
    "Er komen nu heel veel telefoons tegelijk bij. Je antwoord is nog niet opgeslagen. Probeer het over een minuut."
)
_log = logging.getLogger(__name__)


def known_where(text: str) -> Where | None:
    """Where somebody is, in a word of ours; None where it is another word."""
    return known_word(text, (ROOM, NOT_IN_ROOM))


class Admission:
    """Knows the phones of one session, and lets new ones in."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._tap = Tap()

    def visitor(self, request: Request) -> Visitor:
        """Who asks for a page: by its cookies, as far as those are ours."""
        workshop = self._workshop
        token, tablet = device_token(request), tablet_token(request)
        code = workshop.marks.tablet_code(tablet) if tablet and workshop.marks.gave(tablet) else ""
        allowed = code in workshop.session.tablets
        # A token that somebody made up is none, or one client could be a room full of voters.
        token = token if token and workshop.marks.gave(token) else ""
        # A device that goes from hand to hand is many people: it can't be the one who is still busy.
        if token and not tablet:
            workshop.presence.looked(workshop.marks.device(token))
        table = chosen_table(request, workshop.session.tables, workshop.session.code)
        if token and workshop.session.tables:
            workshop.sit(token, table)
            table = workshop.seating.table_of(token)
        role = chosen_role(request, workshop.session.roles, workshop.session.code)
        where = self._place(request, token, is_tablet=allowed) if workshop.asks_where else None
        part, language = wants_part(request), language_of(request)
        return Visitor(token, role, part, allowed, "" if allowed else code, table, where, language)

    def _place(self, request: Request, token: str, *, is_tablet: bool) -> Where | None:
        """Where a phone is; what goes from hand to hand is in the room."""
        where = (
            ROOM if is_tablet else known_where(told_place(request, (ROOM, NOT_IN_ROOM), self._workshop.session.code))
        )
        if token and where is not None:
            self._workshop.say_where(token, where)
        return where

    def is_outside(self, visitor: Visitor) -> bool:
        """Whether the room is locked, and this device was not in it."""
        session = self._workshop.session
        is_in = visitor.tablet or (visitor.token and self._workshop.voters.is_counted(visitor.token))
        return session.is_locked and not session.is_ended and not is_in

    def let_in(self, request: Request, visitor: Visitor, too_fast: str = _TOO_FAST) -> None:
        """Let a device take part; BadRequest where it is new and new ones come too fast now."""
        workshop = self._workshop
        if visitor.tablet or workshop.session.is_locked or workshop.voters.is_counted(visitor.token):
            return
        if not self._tap.lets_in(request.client.host if request.client else ""):
            workshop.watch.turn_away()
            raise BadRequest(503, too_fast)

    async def join(self, request: Request, visitor: Visitor) -> None:
        """Count the phone that brings its cookie back; who can't be counted now may look all the same.

        What goes from hand to hand, or is asked to, is nobody while it only looks: who answers on it counts then.
        """
        passed_on = visitor.tablet or visitor.tablet_code or "tablet" in request.query_params
        if passed_on or not visitor.token or self._workshop.session.is_ended:
            return
        if self._workshop.voters.is_counted(visitor.token):
            return
        try:
            self.let_in(request, visitor)
            await self._workshop.join(visitor.token)
        except (AnswerRefused, BadRequest):
            return
        except NotSaved:
            _log.warning("a phone could not be counted; its answer will count it")
