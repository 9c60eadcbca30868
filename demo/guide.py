"""A short walk through Maraude: each step ticks itself off when it has really happened."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from bot.errors import Unavailable
from demo.simulator import Raw
from demo.world import ARENAS, TEAM, World
from models import (
    CheckIn,
    CheckInState,
    Community,
    EntryState,
    Message,
    MessageAuthor,
    MessageVia,
    OutboxEntry,
    Ticket,
    TicketState,
)


@dataclass(frozen=True)
class Step:
    """One thing to try: who plays, where, and the row that shows it was done.

    Its words are ``guide-<key>`` and ``guide-<key>-how``.
    """

    key: str
    who: str
    place: str
    done_when: Select[Any]
    extra: bool = False
    shown: str = ""
    """How the address of a button begins that was shown there; instead of a row."""


BY_MENTOR = Message.author == MessageAuthor.MENTOR
BY_YOUTH = Message.author == MessageAuthor.YOUTH
CONVERSED = BY_YOUTH & (Message.via != MessageVia.FORM)
TAKEN = Ticket.mentor_id.is_not(None) | (Ticket.state == TicketState.CLOSED)
FROM_ELSEWHERE = select(Ticket.id).join(Ticket.community).where(Community.name == ARENAS)
ON_AN_OUTING = select(Ticket.id).where(Ticket.campaign_id.is_not(None))
ASKED_LATER = CheckIn.state.in_((CheckInState.SENT, CheckInState.ANSWERED))

STEPS = (
    Step("ask", "lina", "welcome", select(Ticket.id)),
    Step("claim", "sam", "staff", select(Ticket.id).where(TAKEN)),
    Step("reply", "sam", "thread", select(Message.id).where(BY_MENTOR)),
    Step("answer", "lina", "dm", select(Message.id).where(CONVERSED)),
    Step("close", "sam", "thread", select(Ticket.id).where(Ticket.state == TicketState.CLOSED)),
    Step("later", "lina", "dm", select(CheckIn.id).where(ASKED_LATER)),
    Step("how", "lina", "dm", select(CheckIn.id).where(CheckIn.answered_at.is_not(None))),
    Step("elsewhere", "yanis", "welcome", FROM_ELSEWHERE),
    Step(
        "mailbox",
        "lina",
        "general",
        select(OutboxEntry.id).where(OutboxEntry.state == EntryState.READ),
        extra=True,
    ),
    Step("outing", "noe", "welcome", ON_AN_OUTING, extra=True),
    Step("impact", "ines", "staff", select(Ticket.id), extra=True, shown="impact:"),
)


async def walk(world: World) -> list[Raw]:
    """Return the steps, and which of them happened."""
    try:
        async with world.bot.db.reading() as session:
            done = [
                _was_shown(world, step)
                if step.shown
                else await session.scalar(step.done_when.limit(1)) is not None
                for step in STEPS
            ]
    except Unavailable:
        done = [False] * len(STEPS)
    return [
        {
            "key": step.key,
            "who": step.who,
            "place": _place(world, step),
            "extra": step.extra,
            "done": was_done,
        }
        for step, was_done in zip(STEPS, done, strict=True)
    ]


def _was_shown(world: World, step: Step) -> bool:
    """Tell whether somebody saw a button that begins so in that place."""
    here = world.simulator.messages(world.people[step.who], int(_place(world, step)))
    rows = [row for message in here for row in message["components"]]
    addresses = [item.get("custom_id", "") for row in rows for item in row.get("components", [])]
    return any(address.startswith(step.shown) for address in addresses)


def _place(world: World, step: Step) -> str:
    """Return the id of the place where a step happens."""
    if step.place == "dm":
        return str(world.simulator.dm_id(world.people[step.who]))
    if step.place == "thread":
        staff = world.places[TEAM]["staff"].id
        threads = [
            channel.id for channel in world.simulator.channels() if channel.parent_id == staff
        ]
        return str(min(threads, default=staff))
    return str(world.places[world.people[step.who].guild.name][step.place].id)
