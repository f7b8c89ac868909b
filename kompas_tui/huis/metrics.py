"""What the server counts of itself, for Prometheus: never who, never which session."""

from collections.abc import Callable, Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from prometheus_client.core import GaugeMetricFamily

from kompas_tui.huis.rooms import Rooms

METRICS_TYPE = CONTENT_TYPE_LATEST


class _Open:
    """What is so at the moment that it is asked."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The sums over all rooms that are open on this node."""
        rooms = [*self._rooms]
        yield GaugeMetricFamily("kompas_sessions", "Sessies die dit knooppunt leidt.", len(rooms))
        phones = sum(len(room.workshop.presence.devices) for room in rooms)
        yield GaugeMetricFamily("kompas_phones", "Telefoons die er nu zijn.", phones)
        troubled = sum(not room.workshop.saving.is_working for room in rooms)
        yield GaugeMetricFamily("kompas_sessions_not_saving", "Sessies die nu niets kunnen bewaren.", troubled)


class Metrics:
    """The counters of one node."""

    def __init__(self, rooms: Rooms, wrong_codes: Callable[[], int], refused_logins: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        answers = Counter("kompas_requests", "Verzoeken, naar het soort antwoord.", ["status"], registry=self._registry)
        # Here and not at each answer, since looking one up takes its time.
        self._of_kind = {kind: answers.labels(f"{kind}xx") for kind in range(1, 6)}
        self._registry.register(_Open(rooms))  # type: ignore[arg-type, unused-ignore]
        self._registry.register(_Counted("kompas_wrong_codes", "Codes die niet klopten.", wrong_codes))  # type: ignore[arg-type, unused-ignore]
        self._registry.register(_Counted("kompas_refused_logins", "Wachtwoorden die niet klopten.", refused_logins))  # type: ignore[arg-type, unused-ignore]

    def answered(self, status: int) -> None:
        """Count an answer."""
        self._of_kind[status // 100].inc()

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self._registry)


class _Counted:
    def __init__(self, name: str, help_text: str, count: Callable[[], int]) -> None:
        self._name, self._said, self._count = name, help_text, count

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The count now."""
        yield GaugeMetricFamily(self._name, self._said, self._count())
