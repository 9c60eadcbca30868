"""What is shown to who runs the project."""

import asyncio

import discord
from discord import app_commands

from bot.app import Maraude
from bot.placeholders import fold
from bot.ui import Attached, Card, Press, acknowledge, actor_of, show, suggestions, voice_for
from cogs.impact import cards, pictures, rules, service
from cogs.impact.service import Read


async def show_report(
    interaction: discord.Interaction[Maraude],
    period: str | None,
    community: str | None,
    campaign: str | None,
) -> None:
    """Show a period against the one before."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.reading() as session:
        asked = {"period": period, "community": community, "campaign": campaign}
        read = await service.read(session, actor_of(interaction), **asked, now=bot.now())
    await _show(interaction, read)


async def _show(interaction: discord.Interaction[Maraude], read: Read) -> None:
    report = await asyncio.to_thread(read.report)
    outside = await asyncio.to_thread(read.report, least=rules.LEAST_OUTSIDE)
    say = voice_for(interaction)
    card = cards.report_card(say, report, place=read.asked.place, outside=outside)
    await show(interaction, card)


async def suggest_period(
    interaction: discord.Interaction[Maraude], typed: str
) -> list[app_commands.Choice[str]]:
    """Suggest periods that are over. Which ones are is no secret."""
    say, wanted = voice_for(interaction), fold(typed)
    known = service.closed_periods(interaction.client.now().date())
    named = ((cards.period_name(say, one), one.key) for one in known)
    return suggestions(one for one in named if wanted in f"{fold(one[0])} {fold(one[1])}")


class ShowButton(Press, address="impact:show:{period}:{place}"):
    """Another period."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it beside the one before it."""
        await acknowledge(interaction, privately=True)
        await _show(interaction, await _read_again(self, interaction))


class TableButton(Press, address="impact:table:{period}:{place}"):
    """The report as a table."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Hand it over as a file, in which less is shown: it may leave the team."""
        await acknowledge(interaction, privately=True)
        read = await _read_again(self, interaction)
        report = await asyncio.to_thread(read.report, least=rules.LEAST_OUTSIDE)
        say = voice_for(interaction)
        await show(interaction, cards.table_card(say), [cards.table(say, report)])


class ChartsButton(Press, address="impact:charts:{period}:{place}"):
    """The report as pictures."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Draw them beside everything else, with their words for who cannot see them."""
        await acknowledge(interaction, privately=True)
        say, draw = voice_for(interaction), interaction.client.drawings.drawn
        report = await asyncio.to_thread((await _read_again(self, interaction)).report)
        bars = await draw("bot.charts:bars", pictures.funnel(say, report))
        months = await draw("bot.charts:months", pictures.months(say, report))
        period = cards.period_name(say, report.period)
        drawn = (
            Attached("1.png", bars, pictures.funnel_told(say, report)),
            Attached("2.png", months, pictures.months_told(say, report)),
        )
        await show(interaction, Card(say("impact-charts-here", period=period)), drawn)


class SheetButton(Press, address="impact:sheet:{period}:{place}"):
    """The report as one page, for a funder."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Hand it over as a file in the funder's language, in which less is shown: it may leave
        the team."""
        await acknowledge(interaction, privately=True)
        say, read = voice_for(interaction), await _read_again(self, interaction)
        report = await asyncio.to_thread(read.report, least=rules.LEAST_OUTSIDE)
        design = pictures.sheet(interaction.client.texts.voice(pictures.FUNDERS_READ), report)
        page = await interaction.client.drawings.drawn("bot.paper:page", design)
        period = cards.period_name(say, report.period)
        file = Attached(f"maraude-{report.period.key}.pdf", page)
        await show(interaction, Card(say("impact-sheet-here", period=period)), [file])


async def _read_again(press: Press, interaction: discord.Interaction[Maraude]) -> Read:
    bot, parts = interaction.client, press.parts
    async with bot.db.reading() as session:
        actor = actor_of(interaction)
        return await service.read_again(
            session, actor, parts["period"], parts["place"], now=bot.now()
        )
