"""The pickers, buttons and forms of the set-up."""

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import ui

from bot.app import Maraude
from bot.db import ReadSession
from bot.errors import NotHere
from bot.texts import Voice
from bot.ui import (
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    field_of,
    form,
    open_form,
    reader_locale,
    redraw,
    show,
    voice_for,
)
from cogs.setup import cards, service
from cogs.setup.doctor import survey
from cogs.setup.rules import Finding, is_ready, judge
from cogs.tickets import service as tickets
from cogs.watch import service as watch
from models import Community


async def examine(
    interaction: discord.Interaction[Maraude], session: ReadSession, community: Community
) -> Sequence[Finding]:
    """Return what the doctor finds in this server now."""
    if interaction.guild is None:
        raise NotHere
    bot = interaction.client
    bot.remember(community)
    say = bot.texts.voice(community.team.locale)
    minors_wait = await tickets.minors_wait(session, community.team, now=bot.now())
    return judge(survey(interaction.guild, community, say, minors_wait=minors_wait))


async def begin(interaction: discord.Interaction[Maraude]) -> None:
    """Show page one, with what is set."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    if interaction.guild is None:
        raise NotHere
    async with bot.db.transaction() as session:
        community = await service.begin(
            session,
            bot.vault,
            actor_of(interaction),
            interaction.guild.name,
            locale=reader_locale(interaction),
            now=bot.now(),
        )
    await show(interaction, cards.places_page(voice_for(interaction), community))


async def show_diagnosis(interaction: discord.Interaction[Maraude]) -> None:
    """Show what the doctor finds."""
    bot = interaction.client
    async with bot.db.reading() as session:
        community = await service.present(session, actor_of(interaction))
        late = await watch.late_for(session, community.team_id, now=bot.now())
        findings = await examine(interaction, session, community)
    await show(interaction, cards.doctor_card(voice_for(interaction), community, findings, late))


async def turn_to(interaction: discord.Interaction[Maraude], page: str) -> None:
    """Redraw a page from what is stored; an open intake closes by itself when something red
    appeared, and says so."""
    bot, say = interaction.client, voice_for(interaction)
    async with bot.db.reading() as session:
        community = await service.present(session, actor_of(interaction))
        findings = await examine(interaction, session, community)
    look = _page(say, page, community, findings)
    if community.team.intake_open and not is_ready(findings):
        async with bot.db.transaction() as session:
            community = await service.close_intake(session, actor_of(interaction))
        closed = cards.check_page(say, community, findings)
        look = replace(closed, content=f"{say('setup-just-closed')}\n{closed.content}")
    await redraw(interaction, look)


def standing(guild: discord.Guild | None) -> frozenset[int] | None:
    """Return the ids of all channels and roles of a server, or None while it is away."""
    if guild is None or guild.unavailable:
        return None
    return frozenset(place.id for place in (*guild.channels, *guild.roles))


def _page(say: Voice, page: str, community: Community, findings: Sequence[Finding]) -> Card:
    match page:
        case "places":
            return cards.places_page(say, community)
        case "rhythm":
            return cards.rhythm_page(say, community)
        case _:
            return cards.check_page(say, community, findings)


class PlacePick(Press, address="setup:place:{which}"):
    """A channel or a role was picked."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it and show what is set."""
        bot = interaction.client
        await acknowledge(interaction)
        picked = self.chosen[0].id if self.chosen else None
        async with bot.db.transaction() as session:
            await service.choose_place(
                session,
                bot.vault,
                actor_of(interaction),
                self.parts["which"],
                picked,
                on_server=standing(interaction.guild),
                now=bot.now(),
            )
        await turn_to(interaction, "check" if self.parts["which"] == "alarms" else "places")


class RhythmPick(Press, address="setup:rhythm:{which}"):
    """A language, a country or a time zone was picked."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it and show what is set."""
        await acknowledge(interaction)
        async with interaction.client.db.transaction() as session:
            await service.choose_rhythm(
                session,
                actor_of(interaction),
                self.parts["which"],
                str(next(iter(self.chosen), "")),
                now=interaction.client.now(),
            )
        await turn_to(interaction, "rhythm")


class PageButton(Press, address="setup:page:{page}"):
    """Another page."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it."""
        await acknowledge(interaction)
        await turn_to(interaction, self.parts["page"])


class IntakeButton(Press, address="setup:intake:{what}"):
    """Open or close the intake."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Check once more, then open; or close."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            if self.parts["what"] == "open":
                community = await service.present(session, actor)
                findings = await examine(interaction, session, community)
                await service.open_intake(session, actor, findings, now=bot.now())
            else:
                await service.close_intake(session, actor)
        await turn_to(interaction, "check")


class HoursButton(Press, address="setup:hours"):
    """Opening hours."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form with the present ones."""
        say, community = voice_for(interaction), await _present(interaction)
        field = _field("hours", community.team.week.written(cards.day_names(say)), 700)
        fields = [field_of(say("hours-form-label"), field, description=say("hours-form-hint"))]
        await open_form(interaction, form(say("hours-form-title"), "setup:hours:form", fields))


class HoursForm(Form, address="setup:hours:form"):
    """Opening hours, as typed."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep them."""
        await acknowledge(interaction)
        async with interaction.client.db.transaction() as session:
            await service.choose_hours(session, actor_of(interaction), self.words("hours"))
        await turn_to(interaction, "rhythm")


class PaceButton(Press, address="setup:pace"):
    """Check-ins, retention, age, waiting."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form with the present values."""
        say, team = voice_for(interaction), (await _present(interaction)).team
        present = {
            "check_in_days": ", ".join(map(str, team.check_in_days)),
            "retention_days": str(team.retention_days),
            "age_floor": str(team.age_floor),
            "claim_hours": str(team.claim_hours),
            "answer_within_hours": str(team.answer_within_hours),
        }
        fields = [
            field_of(
                say(f"pace-form-{name.replace('_', '-')}"),
                _field(name, value, 40, required=name != "check_in_days"),
                description=say(f"pace-form-{name.replace('_', '-')}-hint"),
            )
            for name, value in present.items()
        ]
        await open_form(interaction, form(say("pace-form-title"), "setup:pace:form", fields))


class PaceForm(Form, address="setup:pace:form"):
    """The team's pace, as typed."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it."""
        await acknowledge(interaction)
        names = ("check_in_days", "age_floor", *service.NUMBERS)
        async with interaction.client.db.transaction() as session:
            await service.choose_pace(
                session, actor_of(interaction), {name: self.words(name) for name in names}
            )
        await turn_to(interaction, "rhythm")


class TeamButton(Press, address="setup:team"):
    """The team's name and its quiet hours."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form with the present values."""
        say, team = voice_for(interaction), (await _present(interaction)).team
        quiet = f"{team.quiet_from:%H:%M}-{team.quiet_until:%H:%M}"
        fields = [
            field_of(
                say("team-form-name"),
                _field("name", team.name, 80),
                description=say("team-form-name-hint"),
            ),
            field_of(
                say("team-form-quiet"),
                _field("quiet", quiet, 20),
                description=say("team-form-quiet-hint"),
            ),
            field_of(
                say("team-form-identity"),
                _field("identity_days", str(team.identity_days), 10, required=False),
                description=say("team-form-identity-hint"),
            ),
        ]
        await open_form(interaction, form(say("team-form-title"), "setup:team:form", fields))


class TeamForm(Form, address="setup:team:form"):
    """The team's name and quiet hours, as typed."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep them."""
        await acknowledge(interaction)
        async with interaction.client.db.transaction() as session:
            await service.choose_team(
                session,
                actor_of(interaction),
                name=self.words("name"),
                quiet=self.words("quiet"),
                identity=self.words("identity_days"),
                now=interaction.client.now(),
            )
        await turn_to(interaction, "rhythm")


async def _present(interaction: discord.Interaction[Maraude]) -> Community:
    async with interaction.client.db.reading() as session:
        return await service.present(session, actor_of(interaction))


def _field(
    name: str, present: str, longest: int, *, required: bool = True
) -> ui.TextInput[ui.View]:
    return ui.TextInput(
        custom_id=name, default=present or None, max_length=longest, required=required
    )
