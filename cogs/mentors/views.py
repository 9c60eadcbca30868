"""The form in which a mentor says who they are."""

from collections.abc import Collection, Mapping

import discord
from discord import ui

from bot import access
from bot.app import Maraude
from bot.texts import LOCALES, Voice
from bot.ui import Form, Press, acknowledge, actor_of, field_of, form, open_form, voice_for, whisper
from cogs.mentors import service
from models import Mentor, Team, Topic


def introduction_form(say: Voice, team: Team, mentor: Mentor | None) -> ui.Modal:
    """Return the form, with what was said before. Nothing chosen in a menu means what the team
    does, and all topics."""
    name = ui.TextInput[ui.View](
        custom_id="first_name", max_length=40, default=mentor.first_name if mentor else None
    )
    place = ui.TextInput[ui.View](
        custom_id="organisation",
        max_length=80,
        default=mentor.organisation if mentor else team.name,
    )
    room = ui.TextInput[ui.View](
        custom_id="room",
        max_length=3,
        required=False,
        default=str(mentor.room) if mentor and mentor.room else None,
    )
    languages = {locale: say(f"language-{locale}") for locale in LOCALES}
    topics = {topic.value: say(f"topic-{topic}") for topic in Topic}
    return form(
        say("mentors-form-title"),
        "mentors:introduction",
        [
            field_of(
                say("mentors-form-first-name"),
                name,
                description=say("mentors-form-first-name-hint"),
            ),
            field_of(say("mentors-form-organisation"), place),
            field_of(
                say("mentors-form-languages"),
                _menu("languages", languages, mentor.languages if mentor else ()),
                description=say("mentors-form-languages-hint"),
            ),
            field_of(
                say("mentors-form-topics"),
                _menu("topics", topics, mentor.topics if mentor else ()),
                description=say("mentors-form-topics-hint"),
            ),
            field_of(
                say("mentors-form-room"),
                room,
                description=say("mentors-form-room-hint", usual=team.caseload),
            ),
        ],
    )


def _menu(name: str, labels: Mapping[str, str], chosen: Collection[str]) -> ui.Select[ui.View]:
    options = [
        discord.SelectOption(label=label, value=value, default=value in chosen)
        for value, label in labels.items()
    ]
    return ui.Select(
        custom_id=name, options=options, min_values=0, max_values=len(options), required=False
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
                languages=self.picked("languages"),
                topics=self.picked("topics"),
                room=self.words("room"),
                now=bot.now(),
            )
        await whisper(
            interaction,
            "mentors-introduced",
            name=mentor.first_name,
            organisation=mentor.organisation,
        )
