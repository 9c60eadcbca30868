"""Answers under a check-in, the yes to being asked, the team's plans, an alias's calendar."""

from datetime import datetime
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot import consents
from bot.app import Maraude
from bot.errors import Expected
from bot.texts import Voice
from bot.ui import (
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    field_of,
    form,
    number_of,
    open_form,
    redraw,
    show,
    voice_for,
    whisper,
)
from cogs.followups import cards, service
from models import Purpose


class AnswerButton(Press, address="check-in:{check_in}:{answer}"):
    """Better, same, not now, or stop asking."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take the answer down and put thanks in the place of the question."""
        bot, said = interaction.client, self.parts["answer"]
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            answered = await service.answer(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("check_in"),
                said,
                now=bot.now(),
                asked=number_of(self.parts.get("round", "0")),
            )
        await redraw(interaction, cards.thanks_card(voice_for(interaction), answered, said))


class AnswerLaterButton(AnswerButton, address="check-in:{check_in}:{answer}:{round}"):
    """The same, under a question that was put off before: an earlier card of it is over."""


class AcceptButton(Press, address="followups:accept:{ticket}"):
    """Yes, ask me how it goes."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Write the consent down, dated, and plan the check-ins; beside an earlier wording, show
        the present one and ask again."""
        bot, number = interaction.client, self.number("ticket")
        version = consents.version_in(self.parts, Purpose.CHECK_INS)
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            is_present = await service.accept(
                session,
                bot.vault,
                actor_of(interaction),
                number,
                version=version,
                now=bot.now(),
            )
        if is_present:
            await whisper(interaction, "followups-accepted")
        else:
            await show(interaction, cards.asks_again_card(voice_for(interaction), number))


class AcceptAnewButton(AcceptButton, address="followups:accept:{ticket}:{version}"):
    """The same, beside a later wording."""


async def show_plans(interaction: discord.Interaction[Maraude]) -> None:
    """Show the team's plans."""
    bot = interaction.client
    async with bot.db.reading() as session:
        plans = await service.plans(session, actor_of(interaction), now=bot.now())
    await show(interaction, cards.plans_card(voice_for(interaction), plans))


async def choose_days(
    interaction: discord.Interaction[Maraude], topic: str, days: str | None
) -> None:
    """Choose the days of a topic, and show the plans."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        plans = await service.choose_days(
            session, actor_of(interaction), topic, days, now=bot.now()
        )
    await show(interaction, cards.plans_card(voice_for(interaction), plans))


async def skip(interaction: discord.Interaction[Maraude], first: str, last: str, name: str) -> None:
    """Skip some days, and show the plans."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        plans = await service.skip(session, actor_of(interaction), first, last, name, now=bot.now())
    await show(interaction, cards.plans_card(voice_for(interaction), plans))


async def skip_no_more(interaction: discord.Interaction[Maraude], period: str) -> None:
    """Ask on some days again, and show the plans."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        plans = await service.skip_no_more(
            session, actor_of(interaction), number_of(period), now=bot.now()
        )
    await show(interaction, cards.plans_card(voice_for(interaction), plans))


async def periods_named(
    interaction: discord.Interaction[Maraude], typed: str
) -> list[tuple[str, str]]:
    """Return the days that are skipped, for who coordinates; for anybody else there are none."""
    bot = interaction.client
    try:
        async with bot.db.reading() as session:
            plans = await service.plans(session, actor_of(interaction), now=bot.now())
    except Expected:
        return []
    named = [(cards.period_name(period), str(period.id)) for period in plans.periods]
    return [pair for pair in named if typed.casefold() in pair[0].casefold()]


async def show_calendar(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Show every question to the alias of a request."""
    await show(interaction, await _calendar(interaction, ticket_id))


async def _calendar(interaction: discord.Interaction[Maraude], ticket_id: int) -> Card:
    async with interaction.client.db.reading() as session:
        found = await service.calendar(session, actor_of(interaction), ticket_id)
    return cards.calendar_card(voice_for(interaction), found)


class MoveButton(Press, address="followups:move:{check_in}"):
    """Ask at another moment."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask when, with the present moment filled in."""
        number = self.number("check_in")
        async with interaction.client.db.reading() as session:
            asked = await service.changeable(session, actor_of(interaction), number)
        zone = ZoneInfo(asked.ticket.community.team.timezone)
        at = asked.due_at.astimezone(zone)
        modal = moment_form(voice_for(interaction), f"followups:move:{number}:form", at)
        await open_form(interaction, modal)


class MoveForm(Form, address="followups:move:{check_in}:form"):
    """When to ask instead."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Move the question and show the calendar."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            moved = await service.move(
                session,
                actor_of(interaction),
                self.number("check_in"),
                self.words("day"),
                self.words("clock"),
                now=bot.now(),
            )
        await show(interaction, await _calendar(interaction, moved.ticket_id))


class CancelButton(Press, address="followups:cancel:{check_in}"):
    """Do not ask."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Cancel the question and show the calendar."""
        bot = interaction.client
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            cancelled = await service.cancel(
                session, actor_of(interaction), self.number("check_in"), now=bot.now()
            )
        await redraw(interaction, await _calendar(interaction, cancelled.ticket_id))


class AddButton(Press, address="followups:add:{ticket}"):
    """Ask once more."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask when."""
        number = self.number("ticket")
        async with interaction.client.db.reading() as session:
            await service.room_for_more(session, actor_of(interaction), number)
        modal = moment_form(voice_for(interaction), f"followups:add:{number}:form")
        await open_form(interaction, modal)


class AddForm(Form, address="followups:add:{ticket}:form"):
    """When to ask once more."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Plan the question and show the calendar."""
        bot, number = interaction.client, self.number("ticket")
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            await service.add(
                session,
                actor_of(interaction),
                number,
                self.words("day"),
                self.words("clock"),
                now=bot.now(),
            )
        await show(interaction, await _calendar(interaction, number))


def moment_form(say: Voice, address: str, at: datetime | None = None) -> ui.Modal:
    """Return the form that asks for a day and an hour."""
    day = ui.TextInput[ui.View](
        custom_id="day", max_length=10, default=f"{at:%d/%m/%Y}" if at else None
    )
    clock = ui.TextInput[ui.View](
        custom_id="clock", max_length=5, default=f"{at:%H:%M}" if at else "14:00"
    )
    fields = [
        field_of(say("followups-form-day"), day, description=say("followups-form-day-hint")),
        field_of(say("followups-form-clock"), clock, description=say("followups-form-clock-hint")),
    ]
    return form(say("followups-form-title"), address, fields)
