"""How a check-in looks: nothing in it tells a stranger's glance what it is about."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot import consents
from bot.texts import Voice
from bot.ui import Card, button, moment, sos_button, stop_button, talk_button
from cogs.followups import rules
from cogs.followups.rules import Calendar, Plans
from models import Answer, CheckIn, CheckInState, Purpose, SkipPeriod, Ticket, Topic

SHOWN = 25


def check_in_card(say: Voice, check_in: CheckIn, *, is_last: bool) -> Card:
    """Return the question: how it is, or not now; a question that was put off often enough is put
    off no more."""
    question = say("followups-last-question" if is_last else "followups-question")
    waits = [*rules.POSTPONED_BY] if check_in.postponed < rules.MOST_POSTPONED else []
    return Card(
        question,
        rows=[
            [
                _answer(say, check_in, Answer.BETTER, emoji="🙂"),
                _answer(say, check_in, Answer.SAME, emoji="😐"),
                button(
                    say("followups-button-talk"),
                    f"tickets:again:{check_in.id}",
                    discord.ButtonStyle.primary,
                    emoji="💬",
                ),
            ],
            [_answer(say, check_in, said) for said in (*waits, Answer.NOT_NOW, Answer.STOP)],
        ],
    )


def _answer(
    say: Voice, check_in: CheckIn, said: Answer, *, emoji: str | None = None
) -> ui.Button[ui.View]:
    address = f"check-in:{check_in.id}:{said}"
    again = f":{check_in.postponed}" if check_in.postponed else ""
    return button(say(f"followups-button-{said}"), f"{address}{again}", emoji=emoji)


def thanks_card(say: Voice, check_in: CheckIn, said: str) -> Card:
    """Return what stands in the place of the question once it was answered, or put off."""
    if said in rules.POSTPONED_BY:
        words = say(f"followups-thanks-{said}", at=moment(check_in.due_at, "F"))
        return Card(words, rows=[[talk_button(say), stop_button(say)]])
    is_same = check_in.answer is Answer.SAME
    return Card(
        say(f"followups-thanks-{check_in.answer}"),
        rows=[[talk_button(say), sos_button(say)]] if is_same else (),
    )


def door_card(say: Voice) -> Card:
    """Return the last word after a silence."""
    return Card(say("followups-door"), rows=[[talk_button(say), stop_button(say)]])


def asks_again_card(say: Voice, ticket_id: int) -> Card:
    """Return the question anew, to who pressed beside an earlier wording."""
    address = consents.stamped(f"followups:accept:{ticket_id}", Purpose.CHECK_INS)
    yes = button(say("button-check-ins"), address, discord.ButtonStyle.primary)
    words = [say("followups-asks-again"), say("tickets-goodbye-may-we")]
    return Card("\n".join(words), rows=[[yes]])


def answered_card(say: Voice, ticket: Ticket, said: str, days: int) -> Card:
    """Return the news for the mentors' thread."""
    words = say(f"followups-said-{said}")
    return Card(say("followups-answered", alias=ticket.alias.name, days=days, said=words))


def silent_card(say: Voice, ticket: Ticket) -> Card:
    """Return the news that silence is respected."""
    return Card(say("followups-silent", alias=ticket.alias.name))


def plans_card(say: Voice, plans: Plans) -> Card:
    """Return after how many days who is asked, and which days are skipped."""
    usual = _written(say, plans.team.check_in_days)
    lines = [say("followups-plans-usual", days=usual)]
    lines += [
        say("followups-plans-topic", topic=say(f"topic-{topic}"), days=_written(say, days))
        for topic, days in sorted(plans.topics.items(), key=lambda one: [*Topic].index(one[0]))
    ]
    lines.append("")
    lines.append(say("followups-plans-skipped" if plans.periods else "followups-plans-none"))
    lines += [f"• {period_name(period)}" for period in plans.periods]
    lines += ["", say("followups-plans-how")]
    embed = discord.Embed(title=say("followups-plans-title"), description="\n".join(lines))
    return Card(embed=embed)


def period_name(period: SkipPeriod) -> str:
    """Return days to skip as the team named them."""
    return f"{period.first_day:%d/%m/%Y} → {period.last_day:%d/%m/%Y} · {period.name}"


def _written(say: Voice, days: Sequence[int]) -> str:
    return ", ".join(map(str, days)) or say("setup-no-check-ins")


def calendar_card(say: Voice, calendar: Calendar) -> Card:
    """Return every question to an alias, with what its mentor may change."""
    lines = [
        say("followups-calendar-line", at=moment(at, "f"), state=_became(say, check_in))
        for check_in, at in calendar.check_ins[-SHOWN:]
    ]
    lines = lines or [say("followups-calendar-empty")]
    lines += ["", *_about(say, calendar)]
    title = say("followups-calendar-title", alias=calendar.alias.name)
    embed = discord.Embed(title=title, description="\n".join(lines).strip())
    return Card(embed=embed, rows=_changes(say, calendar))


def _became(say: Voice, check_in: CheckIn) -> str:
    if check_in.state is CheckInState.ANSWERED:
        return say(f"followups-said-{check_in.answer}")
    state = say(f"followups-state-{check_in.state}")
    if check_in.postponed:
        return f"{state} {say('followups-postponed', count=check_in.postponed)}"
    return state


def _about(say: Voice, calendar: Calendar) -> list[str]:
    if not calendar.agrees:
        return [say("followups-calendar-not-agreed")]
    if calendar.ticket.is_open:
        return [say("followups-calendar-open")]
    return [say("followups-calendar-silent")] if calendar.is_silent else []


def _changes(say: Voice, calendar: Calendar) -> list[list[ui.Button[ui.View]]]:
    """Return a row for each question to come, and one to add another."""
    if not calendar.may_change or not calendar.agrees:
        return []
    rows = [
        [
            button(
                say("followups-button-move", day=_day(calendar, at)), f"followups:move:{asked.id}"
            ),
            button(
                say("followups-button-cancel", day=_day(calendar, at)),
                f"followups:cancel:{asked.id}",
            ),
        ]
        for asked, at in calendar.planned[: rules.MOST_CHECK_INS]
    ]
    if calendar.has_room:
        add = f"followups:add:{calendar.ticket.id}"
        rows.append([button(say("followups-button-add"), add, discord.ButtonStyle.primary)])
    return rows


def _day(calendar: Calendar, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(calendar.ticket.community.team.timezone)):%d/%m}"
