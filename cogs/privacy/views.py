"""The Stop button under everything that Maraude sends first, and the privacy page."""

import contextlib

import discord

from bot import access, consents
from bot.app import Maraude
from bot.errors import Expected, NotYours
from bot.ui import Press, acknowledge, actor_of, redraw, show, voice_for, whisper
from cogs.privacy import cards, service
from models import Purpose


async def stop_writing(interaction: discord.Interaction[Maraude]) -> None:
    """Stop, and say so."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        still_talking = await service.stop(session, bot.vault, actor_of(interaction), now=bot.now())
    await whisper(
        interaction, "privacy-stopped-but-talking" if still_talking else "privacy-stopped"
    )


async def show_notice(interaction: discord.Interaction[Maraude]) -> None:
    """Show what is kept, for how long, who reads it; it needs no community that is set up."""
    bot, say, community = interaction.client, voice_for(interaction), None
    actor = actor_of(interaction)
    await acknowledge(interaction, privately=True)
    with contextlib.suppress(Expected):
        async with bot.db.reading() as session:
            community = await access.community_known(session, bot.vault, actor)
    async with bot.db.reading() as session:
        youth = await access.youth_of(session, bot.vault, actor)
        age_band = await consents.age_known(session, youth.id) if youth is not None else None
    contact = bot.settings.service.privacy_contact
    other = "en" if say.locale == "fr" else "fr"
    look = cards.notice_card(say, community, contact, other=other, age_band=age_band)
    await show(interaction, look)


class StopButton(Press, address="privacy:stop"):
    """Never write to me first again."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Stop everything that is not a live conversation."""
        await stop_writing(interaction)


class ExportButton(Press, address="privacy:export"):
    """Everything that is kept about me."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Hand it over as files that only this person sees."""
        bot, say, actor = interaction.client, voice_for(interaction), actor_of(interaction)
        await acknowledge(interaction, privately=True)
        async with bot.db.reading() as session:
            held = await service.everything_kept(session, bot.vault, actor)
            pictures = await service.pictures_kept(session, bot.vault, actor)
        card, files = cards.export_card(say, held, pictures)
        await show(interaction, card, files)


class ForgetButton(Press, address="privacy:forget"):
    """Forget me."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask once more: it cannot be undone."""
        await show(interaction, cards.forget_card(voice_for(interaction)))


class ForgetSureButton(Press, address="privacy:forget-sure"):
    """Yes, forget me."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Erase everything, and give a receipt."""
        bot, say = interaction.client, voice_for(interaction)
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            gone = await service.forget(session, bot.vault, actor_of(interaction), now=bot.now())
        bot.background(bot.db.scrub())
        await show(interaction, cards.forgotten_card(say, gone))


class AgreementsButton(Press, address="privacy:agreements"):
    """What I agreed to."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show each yes that stands, with its way back."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.reading() as session:
            said = await service.agreements(session, bot.vault, actor_of(interaction))
        standing = [
            purpose for purpose in Purpose if any(consents.stands(yes, purpose) for yes in said)
        ]
        await show(interaction, cards.agreements_card(voice_for(interaction), standing))


class WithdrawConsentButton(Press, address="privacy:withdraw:{purpose}"):
    """I no longer agree."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take one yes back."""
        bot = interaction.client
        if self.parts["purpose"] not in list(Purpose):
            raise NotYours
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.withdraw(
                session,
                bot.vault,
                actor_of(interaction),
                Purpose(self.parts["purpose"]),
                now=bot.now(),
            )
            said = await service.agreements(session, bot.vault, actor_of(interaction))
        standing = [
            purpose for purpose in Purpose if any(consents.stands(yes, purpose) for yes in said)
        ]
        await redraw(interaction, cards.agreements_card(voice_for(interaction), standing))


class LanguageButton(Press, address="privacy:language:{locale}"):
    """Write to me in another language."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep the choice, and say it in that language."""
        bot, locale = interaction.client, self.parts["locale"]
        if locale not in {"fr", "en"}:
            raise NotYours
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            await service.choose_language(
                session, bot.vault, actor_of(interaction), locale, now=bot.now()
            )
        say = bot.texts.voice("fr" if locale == "fr" else "en")
        await show(interaction, cards.Card(say("privacy-language-chosen")))
