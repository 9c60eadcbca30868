"""Buttons and forms of a handoff."""

import discord
from discord import ui

from bot import access
from bot.app import Maraude
from bot.redaction import Private
from bot.ui import (
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    field_of,
    form,
    moment,
    number_of,
    open_form,
    redraw,
    show,
    voice_for,
    whisper,
)
from cogs.handoffs import cards, rules, service
from cogs.tickets import service as tickets


async def ask_for_colleague(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Open the form that asks to whom, and why."""
    bot, say = interaction.client, voice_for(interaction)
    async with bot.db.reading() as session:
        await access.ticket_for(session, actor_of(interaction), ticket_id)
    colleague = ui.UserSelect[ui.View](custom_id="colleague")
    why = ui.TextInput[ui.View](
        custom_id="words",
        style=discord.TextStyle.paragraph,
        max_length=tickets.LONGEST_WORDS,
        required=False,
    )
    fields: list[ui.Item[ui.View]] = [
        ui.TextDisplay(say("handoffs-form-why")),
        field_of(say("handoffs-form-colleague"), colleague),
        field_of(say("handoffs-form-note"), why, description=say("handoffs-form-note-hint")),
    ]
    await open_form(
        interaction, form(say("handoffs-form-title"), f"ticket:{ticket_id}:handoff-form", fields)
    )


class HandoffButton(Press, address="ticket:{ticket}:handoff"):
    """Ask a colleague to go on with it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form."""
        await ask_for_colleague(interaction, self.number("ticket"))


class HandoffForm(Form, address="ticket:{ticket}:handoff-form"):
    """To whom, and why."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Tell the youth, then ask the colleague."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        picked = number_of(next(iter(self.picked("colleague")), "0"))
        async with bot.db.transaction() as session:
            handoff = await service.ask(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("ticket"),
                picked,
                why=Private(self.words("words")),
                now=bot.now(),
            )
        names = {"alias": handoff.ticket.alias.name, "colleague": handoff.taker.first_name}
        minutes = rules.TIME_TO_SAY_NO.seconds // 60
        await whisper(interaction, "handoffs-begun", **names, minutes=minutes)


class SaysButton(Press, address="handoff:{handoff}:says:{wish}"):
    """What a youth wishes."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take it down, and put thanks in the place of the question."""
        bot, say, answer = interaction.client, voice_for(interaction), self.parts["wish"]
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            handoff = await service.youth_says(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("handoff"),
                answer,
                now=bot.now(),
            )
        await redraw(interaction, cards.heard_card(say, handoff, answer))


class AcceptButton(Press, address="handoff:{handoff}:accept"):
    """I go on with it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Accept."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            handoff = await service.accept(
                session, actor_of(interaction), self.number("handoff"), now=bot.now()
            )
        ticket = handoff.ticket
        until = moment(ticket.answer_by or bot.now(), "f")
        await whisper(interaction, "tickets-claimed-mentor", alias=ticket.alias.name, until=until)


class DeclineButton(Press, address="handoff:{handoff}:decline"):
    """Not now."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Decline."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            handoff = await service.decline(
                session, actor_of(interaction), self.number("handoff"), now=bot.now()
            )
        await whisper(interaction, "handoffs-declined-colleague", mentor=handoff.giver.first_name)


class AnotherButton(Press, address="handoffs:another:{ticket}"):
    """I would like to talk to somebody else."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask once more, privately."""
        bot, say = interaction.client, voice_for(interaction)
        await acknowledge(interaction, privately=True)
        async with bot.db.reading() as session:
            ticket = await access.own_ticket(
                session, bot.vault, actor_of(interaction), self.number("ticket")
            )
        mentor = service.require_holder(ticket)
        await show(interaction, cards.another_sure_card(say, ticket.id, mentor.first_name))


class AnotherSureButton(Press, address="handoffs:another-sure:{ticket}"):
    """Yes, somebody else."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Give it back for somebody else."""
        bot = interaction.client
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.wish_for_another(
                session, bot.vault, actor_of(interaction), self.number("ticket"), now=bot.now()
            )
        await redraw(interaction, Card(voice_for(interaction)("handoffs-another-heard")))
