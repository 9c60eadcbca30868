"""Buttons and forms of protection. What only one person may read is shown to them alone."""

import discord

from bot import access
from bot.app import Maraude
from bot.redaction import Private
from bot.ui import (
    Card,
    Form,
    Press,
    Unsaid,
    acknowledge,
    actor_of,
    button,
    form,
    open_form,
    redraw,
    show,
    sos_card,
    voice_for,
    whisper,
)
from cogs.protection import cards, service
from cogs.safeguarding import service as safeguarding


async def ask_why_it_worries(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Open the form of a concern."""
    say = voice_for(interaction)
    fields = cards.why_form_fields(say, "concern-form-why", "concern-form-hint")
    await open_form(
        interaction, form(say("concern-form-title"), f"protection:concern:{ticket_id}", fields)
    )


async def ask_why_lift(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Open the form that asks a second person to agree."""
    say = voice_for(interaction)
    fields = cards.lift_form_fields(say)
    await open_form(
        interaction, form(say("lift-form-title"), f"protection:lift:{ticket_id}", fields)
    )


async def show_concerns(interaction: discord.Interaction[Maraude]) -> None:
    """Show what worries the team, to a lead alone."""
    bot, actor = interaction.client, actor_of(interaction)
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        team = await access.team_as_lead(session, actor)
        found = await service.concerns(session, bot.vault, actor)
    await show(interaction, cards.concerns_card(voice_for(interaction), team, found))


async def show_reports(interaction: discord.Interaction[Maraude]) -> None:
    """Show what youths reported, to a lead alone."""
    bot, actor = interaction.client, actor_of(interaction)
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        team = await access.team_as_lead(session, actor)
        found, how_many = await service.reports(session, bot.vault, actor)
    await show(interaction, cards.reports_card(voice_for(interaction), team, found, how_many))


async def show_journal(interaction: discord.Interaction[Maraude]) -> None:
    """Show the journal and whether its chain holds, to a lead alone."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        lines, broken = await service.journal(session, bot.vault, actor_of(interaction))
    card, files = cards.journal_card(voice_for(interaction), lines, broken)
    await show(interaction, card, files)


async def sure_to_block(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Ask once more."""
    say = voice_for(interaction)
    sure = button(say("button-block"), f"protection:block:{ticket_id}", discord.ButtonStyle.danger)
    await show(interaction, Card(say("protection-block-sure"), rows=[[sure]]))


async def unblock(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Answer somebody again."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        await service.unblock(session, bot.vault, actor_of(interaction), ticket_id, now=bot.now())
    await whisper(interaction, "protection-unblocked")


async def show_blocks(interaction: discord.Interaction[Maraude]) -> None:
    """Show whom the team no longer answers, to a lead alone."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        found = await service.blocks(session, actor_of(interaction), now=bot.now())
    await show(interaction, cards.blocks_card(voice_for(interaction), found))


class UnblockButton(Press, address="protection:unblock:{block}"):
    """Answer this person again."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """End the block, and show what is left."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            number = self.number("block")
            await service.lift_block(session, bot.vault, actor, number, now=bot.now())
            found = await service.blocks(session, actor, now=bot.now())
        await redraw(interaction, cards.blocks_card(voice_for(interaction), found))


async def vet(interaction: discord.Interaction[Maraude], mentor_id: int) -> None:
    """Answer for a mentor towards minors."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        mentor = await service.vet(
            session, bot.vault, actor_of(interaction), mentor_id, now=bot.now()
        )
    await whisper(interaction, "protection-vetted", mentor=mentor.first_name)


async def set_alerts(interaction: discord.Interaction[Maraude], *, are_on: bool) -> None:
    """Choose whether danger words call the team."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        await service.set_alerts(
            session, bot.vault, actor_of(interaction), are_on=are_on, now=bot.now()
        )
    await whisper(interaction, "protection-alerts-on" if are_on else "protection-alerts-off")


async def set_delay(interaction: discord.Interaction[Maraude], seconds: int) -> None:
    """Let new cards wait for a random while."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        await service.set_delay(session, bot.vault, actor_of(interaction), seconds, now=bot.now())
    await whisper(interaction, "protection-delay", seconds=seconds)


class ConcernForm(Form, address="protection:concern:{ticket}"):
    """Why a request worries somebody."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it, and call the lead."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            await service.open_concern(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("ticket"),
                Private(self.words("why")),
                now=bot.now(),
            )
        await whisper(interaction, "protection-concern-kept")


class ConcernsButton(Press, address="protection:concerns"):
    """See what worries the team."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it to a lead alone."""
        await show_concerns(interaction)


class CloseConcernButton(Press, address="protection:concern:{concern}:close"):
    """This was dealt with."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Close it, and show what is left."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.close_concern(
                session, bot.vault, actor, self.number("concern"), now=bot.now()
            )
            team = await access.team_as_lead(session, actor)
            found = await service.concerns(session, bot.vault, actor)
        await redraw(interaction, cards.concerns_card(voice_for(interaction), team, found))


class LiftForm(Form, address="protection:lift:{ticket}"):
    """Why anonymity should be lifted."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it, and call a second person."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            await service.ask_to_lift(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("ticket"),
                why=Private(self.words("why")),
                reason=next(iter(self.picked("reason")), ""),
                tell_youth="no" not in self.picked("tell"),
                now=bot.now(),
            )
        await whisper(interaction, "protection-lift-kept")


class SeeLiftButton(Press, address="protection:lift:{lifting}:see"):
    """Read the reason and decide."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it to a lead alone."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.reading() as session:
            lifting, why = await service.lifting_for(
                session, bot.vault, actor_of(interaction), self.number("lifting")
            )
        await show(interaction, cards.lift_card(voice_for(interaction), lifting, why))


async def decide(
    interaction: discord.Interaction[Maraude], lifting_id: int, *, is_granted: bool
) -> None:
    """Write a decision down, and say so."""
    bot = interaction.client
    await acknowledge(interaction)
    async with bot.db.transaction() as session:
        await service.decide(
            session,
            bot.vault,
            actor_of(interaction),
            lifting_id,
            is_granted=is_granted,
            now=bot.now(),
        )
    key = "protection-you-granted" if is_granted else "protection-you-refused"
    await redraw(interaction, Card(voice_for(interaction)(key)))


class GrantLiftButton(Press, address="protection:lift:{lifting}:grant"):
    """I agree."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Agree: final, visible to the team."""
        await decide(interaction, self.number("lifting"), is_granted=True)


class RefuseLiftButton(Press, address="protection:lift:{lifting}:refuse"):
    """I do not agree."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Refuse."""
        await decide(interaction, self.number("lifting"), is_granted=False)


class LookButton(Press, address="protection:lift:{lifting}:look"):
    """Who is it?"""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it once, to who asked."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            person, alias = await service.reveal(
                session, bot.vault, actor, self.number("lifting"), now=bot.now()
            )
        try:
            await show(interaction, cards.identity_card(voice_for(interaction), alias, person))
        except Unsaid:
            async with bot.db.transaction() as session:
                await service.was_not_shown(session, actor, self.number("lifting"))
            raise


class ReportButton(Press, address="protection:report:{ticket}"):
    """Report the mentor who answers me."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form."""
        say = voice_for(interaction)
        fields = cards.why_form_fields(say, "report-form-why", "report-form-hint")
        address = f"protection:report:{self.number('ticket')}"
        await open_form(interaction, form(say("report-form-title"), address, fields))


class ReportForm(Form, address="protection:report:{ticket}"):
    """What a youth tells the lead about a mentor."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it for the lead alone; helplines first, when it sounds like danger."""
        bot, words = interaction.client, Private(self.words("why"))
        await acknowledge(interaction, privately=True)
        if safeguarding.sounds_dangerous(words):
            country = bot.readers.at_once(interaction.user.id, interaction.guild_id).country
            lines = bot.helplines.urgent(country)
            await show(interaction, sos_card(voice_for(interaction), lines, country))
        async with bot.db.transaction() as session:
            await service.report(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("ticket"),
                words,
                now=bot.now(),
            )
        await whisper(interaction, "protection-report-kept")


async def deal_with(
    interaction: discord.Interaction[Maraude], report_id: int, *, takes_over: bool
) -> None:
    """Write down that a report was dealt with, and show what is left."""
    bot, actor = interaction.client, actor_of(interaction)
    await acknowledge(interaction)
    async with bot.db.transaction() as session:
        await service.deal_with_report(
            session, bot.vault, actor, report_id, takes_over=takes_over, now=bot.now()
        )
        team = await access.team_as_lead(session, actor)
        found, how_many = await service.reports(session, bot.vault, actor)
    await redraw(interaction, cards.reports_card(voice_for(interaction), team, found, how_many))


class ReportSeenButton(Press, address="protection:report:{report}:seen"):
    """I deal with this report."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Write it down."""
        await deal_with(interaction, self.number("report"), takes_over=False)


class TakeOverButton(Press, address="protection:report:{report}:take"):
    """I take this conversation over."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Hold it from now on."""
        await deal_with(interaction, self.number("report"), takes_over=True)


class BlockButton(Press, address="protection:block:{ticket}"):
    """No longer answer this person."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Block, and end what is open."""
        bot = interaction.client
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            ticket = await service.block(
                session, bot.vault, actor_of(interaction), self.number("ticket"), now=bot.now()
            )
        words = voice_for(interaction)("protection-blocked", alias=ticket.alias.name)
        await redraw(interaction, Card(words))
