"""The form in which a mentor says who they are."""

import discord
from discord import ui

from bot import access
from bot.app import Maraude
from bot.texts import Voice
from bot.ui import Form, Press, acknowledge, actor_of, field_of, form, open_form, voice_for, whisper
from cogs.mentors import service
from models import Mentor, Team


def introduction_form(say: Voice, team: Team, mentor: Mentor | None) -> ui.Modal:
    """Return the form, with what was said before."""
    name = ui.TextInput[ui.View](
        custom_id="first_name", max_length=40, default=mentor.first_name if mentor else None
    )
    place = ui.TextInput[ui.View](
        custom_id="organisation",
        max_length=80,
        default=mentor.organisation if mentor else team.name,
    )
    return form(
        say("mentors-form-title"),
        "mentors:introduction",
        [
            ui.TextDisplay(say("mentors-form-why")),
            field_of(
                say("mentors-form-first-name"),
                name,
                description=say("mentors-form-first-name-hint"),
            ),
            field_of(say("mentors-form-organisation"), place),
        ],
    )


async def ask_who_they_are(interaction: discord.Interaction[Maraude]) -> None:
    """Open the form for the mentor who asked."""
    async with interaction.client.db.reading() as session:
        team = await access.team_as_mentor(session, actor_of(interaction))
        mentor = await access.mentor_of(session, actor_of(interaction))
    await open_form(interaction, introduction_form(voice_for(interaction), team, mentor))


class IntroduceButton(Press, address="mentors:introduce"):
    """Say who I am."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form."""
        await ask_who_they_are(interaction)


class IntroductionForm(Form, address="mentors:introduction"):
    """What the mentor wrote."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it, and show how youths will read it."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            mentor = await service.introduce(
                session,
                actor_of(interaction),
                first_name=self.words("first_name"),
                organisation=self.words("organisation"),
                now=bot.now(),
            )
        await whisper(
            interaction,
            "mentors-introduced",
            name=mentor.first_name,
            organisation=mentor.organisation,
        )
