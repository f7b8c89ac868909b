"""The program of `kompas regie`: the facilitator's own terminal, beside the beamer or on another machine."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on

from kompas_tui.tui.choices import Farewell
from kompas_tui.tui.program import TerminalProgram
from kompas_tui.tui.screens.desk import DeskScreen
from kompas_tui.tui.screens.messages import LeaveAsked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kompas_tui.tui.remote import RemoteDesk, StateNow


class DeskApp(TerminalProgram[Farewell]):
    """Shows one session to its facilitator, as long as this terminal is open."""

    def __init__(
        self,
        remote: RemoteDesk,
        state: StateNow,
        *,
        settings: Path | None = None,
        write_report: Callable[[], Path] | None = None,
    ) -> None:
        """`write_report` makes the report on this machine; None where the session is kept on another one."""
        super().__init__(settings=settings)
        self._remote, self._state, self._write_report = remote, state, write_report

    def on_mount(self) -> None:
        """Show the session once the settings are taken."""
        self.call_after_refresh(self._show)

    async def _show(self) -> None:
        await self.push_screen(DeskScreen(self._remote, self._state, self.key_names, self._write_report))

    @on(LeaveAsked)
    def _leave_at_request(self, event: LeaveAsked) -> None:
        self._leaving = asyncio.create_task(self._leave(event.farewell))

    async def _leave(self, farewell: Farewell) -> None:
        self.forget_typed()
        await self._remote.close()
        self.exit(farewell)
