"""The pickers, buttons and forms of the set-up."""

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import ui

from bot.app import Maraude
from bot.errors import NotHere
from bot.signs import seen
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
from cogs.setup import cards, doctor, service
from cogs.setup.rules import Finding, is_ready, judge_community
from cogs.teams import service as teams
from cogs.tickets import service as tickets
from cogs.watch import service as watch
from models import Community, Team


async def begin(interaction: discord.Interaction[Maraude]) -> None:
    """Show page one, with what is set; in a community's server, the short set-up."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    if interaction.guild is None:
        raise NotHere
    async with bot.db.transaction() as session:
        here = await service.begin(
            session,
            bot.vault,
            actor_of(interaction),
            interaction.guild.name,
            locale=reader_locale(interaction),
            now=bot.now(),
        )
    page = "here" if here.guest is not None else "places"
    await show(interaction, await _page(interaction, page))


async def show_diagnosis(interaction: discord.Interaction[Maraude]) -> None:
    """Show what the doctor finds, each side's own."""
    bot, say = interaction.client, voice_for(interaction)
    async with bot.db.reading() as session:
        here = await service.present(session, actor_of(interaction))
        late = await watch.late_for(session, here.team.id, now=bot.now()) if here.team else ()
        wait = here.team is not None and await tickets.minors_wait(
            session, here.team, now=bot.now()
        )
        hangouts = await doctor.examine_hangouts(session, interaction.guild, here.community)
        fleet = await seen(session, bot.now())
    if here.team is not None:
        found = [*_found(bot, here.team, here.own, minors_wait=wait)]
        found += hangouts if here.guest is None else []
        state = say("setup-intake-open" if here.team.intake_open else "setup-intake-closed")
        await show(interaction, cards.doctor_card(say, state, found, late, fleet=fleet))
    if here.guest is not None and interaction.guild is not None:
        found = doctor.examine_community(bot, interaction.guild, here.guest) + hangouts
        state = cards.state_here(say, here.guest)
        await show(interaction, cards.doctor_card(say, state, found, fleet=fleet))


async def turn_to(interaction: discord.Interaction[Maraude], page: str) -> None:
    """Redraw a page from what is stored; what is open closes by itself when something red appeared,
    and says so."""
    look = await _page(interaction, page)
    if (closed := await _just_closed(interaction, page)) is not None:
        last = await _page(interaction, "here" if page == "here" else "check")
        look = replace(last, content=f"{voice_for(interaction)(closed)}\n{last.content}")
    await redraw(interaction, look)


def _found(
    bot: Maraude, team: Team, own: Community | None, *, minors_wait: bool = False
) -> Sequence[Finding]:
    found = doctor.examine_team(bot, team, own, minors_wait=minors_wait)
    if found is None:
        raise NotHere
    return found


async def _just_closed(interaction: discord.Interaction[Maraude], page: str) -> str | None:
    """Close what is open and must not be; return the sentence that says so, or None."""
    bot, actor = interaction.client, actor_of(interaction)
    if page == "here":
        async with bot.db.reading() as session:
            community = await service.of_community(session, actor)
        if community.paused or is_ready(_panel_findings(interaction, community)):
            return None
        return await _pause(interaction)
    async with bot.db.reading() as session:
        team, own = await service.of_team(session, actor)
        served = await teams.served_by(session, team.id)
    if not team.intake_open or is_ready(_found(bot, team, own)):
        return None
    if len(served) > 1 and is_ready(_found(bot, team, None)):
        return await _pause(interaction)
    async with bot.db.transaction() as session:
        await service.close_intake(session, actor)
    return "setup-just-closed"


async def _pause(interaction: discord.Interaction[Maraude]) -> str:
    """Pause the community of this server alone: the others go on."""
    async with interaction.client.db.transaction() as session:
        await service.pause_here(session, actor_of(interaction))
    return "setup-just-paused"


def _panel_findings(
    interaction: discord.Interaction[Maraude], community: Community
) -> Sequence[Finding]:
    if interaction.guild is None:
        raise NotHere
    seen = doctor.look_at_panel(interaction.guild, community)
    return judge_community(seen, team_is_ready=True)


async def _page(interaction: discord.Interaction[Maraude], page: str) -> Card:
    """Return a page: the team's, for who manages its server; or the community's."""
    bot, say, actor = interaction.client, voice_for(interaction), actor_of(interaction)
    if page == "here":
        return await _here_page(interaction)
    async with bot.db.reading() as session:
        team, own = await service.of_team(session, actor)
        served = await teams.served_by(session, team.id)
        minors_wait = await tickets.minors_wait(session, team, now=bot.now())
        hangouts = await doctor.examine_hangouts(session, interaction.guild, own)
    for community in served:
        bot.remember(community)
    match page:
        case "places":
            return cards.places_page(say, team, own, len(served))
        case "rhythm":
            return cards.rhythm_page(say, team, own)
        case _:
            found = [*_found(bot, team, own, minors_wait=minors_wait), *hangouts]
            return cards.check_page(say, team, own, found)


async def _here_page(interaction: discord.Interaction[Maraude]) -> Card:
    bot, say = interaction.client, voice_for(interaction)
    if interaction.guild is None:
        raise NotHere
    async with bot.db.reading() as session:
        here = await service.present(session, actor_of(interaction))
        community = await service.of_community(session, actor_of(interaction))
        hangouts = await doctor.examine_hangouts(session, interaction.guild, community)
    bot.remember(community)
    found = [*doctor.examine_community(bot, interaction.guild, community), *hangouts]
    return cards.here_page(say, community, found, has_team=here.team is not None)


def standing(guild: discord.Guild | None) -> frozenset[int] | None:
    """Return the ids of all channels and roles of a server, or None while it is away."""
    if guild is None or guild.unavailable:
        return None
    return frozenset(place.id for place in (*guild.channels, *guild.roles))


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
        await turn_to(
            interaction, "check" if self.parts["which"] in {"alarms", "figures"} else "places"
        )


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
                team, own = await service.of_team(session, actor)
                found = _found(bot, team, own)
                await service.open_intake(session, actor, found, now=bot.now())
            else:
                await service.close_intake(session, actor)
        await turn_to(interaction, "check")


class ServeButton(Press, address="setup:serve"):
    """Youths write in the team's own server too."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Make it one of the team's communities."""
        bot = interaction.client
        await acknowledge(interaction)
        if interaction.guild is None:
            raise NotHere
        async with bot.db.transaction() as session:
            name = interaction.guild.name
            await service.serve_here(session, actor_of(interaction), name, now=bot.now())
        await turn_to(interaction, "places")


class HerePick(Press, address="setup:here:{which}"):
    """A community's panel channel, language or country was picked."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it and show what is set."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction)
        picked = next(iter(self.chosen), "")
        value = str(getattr(picked, "id", picked))
        async with bot.db.transaction() as session:
            await service.choose_here(session, actor, self.parts["which"], value, now=bot.now())
        await turn_to(interaction, "here")


class GateButton(Press, address="setup:gate:{what}"):
    """Open or pause a community."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Check once more, then open; or pause."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction)
        if interaction.guild is None:
            raise NotHere
        async with bot.db.transaction() as session:
            if self.parts["what"] == "open":
                community = await service.of_community(session, actor)
                found = doctor.examine_community(bot, interaction.guild, community)
                await service.open_here(session, actor, found, now=bot.now())
            else:
                community = await service.pause_here(session, actor)
        await turn_to(interaction, "check" if community.is_of_the_team else "here")


class HoursButton(Press, address="setup:hours"):
    """Opening hours."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form with the present ones."""
        say, team = voice_for(interaction), await _team_here(interaction)
        field = _field("hours", team.week.written(cards.day_names(say)), 700)
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
        say, team = voice_for(interaction), await _team_here(interaction)
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
        say, team = voice_for(interaction), await _team_here(interaction)
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


async def _team_here(interaction: discord.Interaction[Maraude]) -> Team:
    async with interaction.client.db.reading() as session:
        team, _ = await service.of_team(session, actor_of(interaction))
    return team


def _field(
    name: str, present: str, longest: int, *, required: bool = True
) -> ui.TextInput[ui.View]:
    return ui.TextInput(
        custom_id=name, default=present or None, max_length=longest, required=required
    )
