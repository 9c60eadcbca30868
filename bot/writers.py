"""Who has the form of a reply open at this moment, so that two do not answer at once.

In memory of each process; a restart forgets it, and nothing of it is stored.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

OPEN_FOR = timedelta(minutes=5)
"""After this a form that was never sent in counts as closed: Discord does not say so."""


@dataclass(frozen=True)
class Writer:
    """A mentor who writes."""

    person_id: int = field(repr=False)
    first_name: str
    since: datetime


class Writers:
    """The open forms of each request."""

    def __init__(self) -> None:
        self._open: dict[int, list[Writer]] = {}

    def begin(self, ticket_id: int, writer: Writer) -> None:
        """Note that somebody opened the form."""
        for other in list(self._open):
            self._keep(other, now=writer.since)
        self.end(ticket_id, writer.person_id)
        self._open.setdefault(ticket_id, []).append(writer)

    def end(self, ticket_id: int, person_id: int) -> None:
        """Note that somebody sent the form in."""
        self._keep(ticket_id, but=person_id)

    def besides(self, ticket_id: int, person_id: int, *, now: datetime) -> Writer | None:
        """Return a colleague who has the form open, if any."""
        self._keep(ticket_id, now=now)
        here = self._open.get(ticket_id, [])
        return next((writer for writer in here if writer.person_id != person_id), None)

    def _keep(self, ticket_id: int, *, now: datetime | None = None, but: int | None = None) -> None:
        kept = [
            writer
            for writer in self._open.pop(ticket_id, [])
            if writer.person_id != but and (now is None or writer.since > now - OPEN_FOR)
        ]
        if kept:
            self._open[ticket_id] = kept
