"""How a service of the directory is told to a youth, wherever it is shown."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.redaction import upright
from bot.texts import Voice
from models import Service

if TYPE_CHECKING:
    from collections.abc import Callable

STALE_AFTER = timedelta(days=180)
"""After this a line should be checked again."""
SIGNS = re.compile(r"([\\*_~`|>#\[\]])")
"""Signs with which Discord writes bold, hides or links."""


def told(say: Voice, service: Service, *, today: date) -> str:
    """Return all that somebody needs to get there: phone, address, hours, link, and how fresh."""
    others = ", ".join(service.languages) if service.languages not in ([], ["fr"]) else None
    known: list[tuple[str, str | None, Callable[[str], str]]] = [
        ("📞", service.phone, lambda phone: f"**{plain(phone)}**"),
        ("📍", service.address, plain),
        ("🕘", service.hours, plain),
        ("👤", ages(say, service), str),
        ("🗣️", others, plain),
        ("🔗", service.link, lambda link: f"<{link}>"),
    ]
    lines = [f"{sign} {shown(value)}" for sign, value, shown in known if value]
    is_old = is_stale(service.verified_on, today)
    return "\n".join(
        [
            *lines,
            say(
                "near-verified-long-ago" if is_old else "near-verified",
                date=f"<t:{int(noon(service.verified_on).timestamp())}:D>",
            ),
        ]
    )


def ages(say: Voice, service: Service) -> str | None:
    """Return for which ages a service is, if it says so."""
    young, old = service.age_from, service.age_to
    if young is not None and old is not None:
        return say("near-ages", young=young, old=old)
    if young is not None:
        return say("near-age-from", age=young)
    return say("near-age-to", age=old) if old is not None else None


def is_stale(verified_on: date, today: date) -> bool:
    """Tell whether a line should be checked again."""
    return today - verified_on > STALE_AFTER


def noon(day: date) -> datetime:
    """Return a moment that is on this day almost everywhere."""
    return datetime.combine(day, time(12), UTC)


def plain(words: str) -> str:
    """Return words of a line as they are, whatever signs they hold."""
    return SIGNS.sub(r"\\\1", upright(words))
