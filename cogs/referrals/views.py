"""Buttons and forms of a referral."""

from datetime import date

import discord

from bot import access, consents
from bot.app import Maraude
from bot.redaction import Private
from bot.ui import (
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    form,
    number_of,
    open_form,
    redraw,
    show,
    sos_card,
    voice_for,
    whisper,
)
from cogs.directory import service as directory
from cogs.referrals import cards, rules, service
from cogs.safeguarding import service as safeguarding
from models import Purpose, Referral, ReferralState


def today_in(bot: Maraude) -> date:
    """Return the day."""
    return bot.now().date()


async def ask_what_to_offer(
    interaction: discord.Interaction[Maraude], ticket_id: int, typed: str = ""
) -> None:
    """Open the form of a proposal, with the place that was picked, if any.

    Raises:
        EmptyDirectory: when there is nothing to propose.
    """
    say, picked = voice_for(interaction), int(typed) if typed.isdecimal() else None
    async with interaction.client.db.reading() as session:
        ticket = await access.ticket_for(session, actor_of(interaction), ticket_id)
        known = await directory.for_referral(session, ticket.team_id, ticket.topic, first=picked)
    if not known:
        raise service.EmptyDirectory
    fields = cards.offer_form_fields(say, known, picked)
    await open_form(
        interaction, form(say("referral-form-title"), f"referrals:offer:{ticket_id}", fields)
    )


class AskButton(Press, address="referrals:ask:{ticket}"):
    """Propose a place."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form."""
        await ask_what_to_offer(interaction, self.number("ticket"))


class OfferForm(Form, address="referrals:offer:{ticket}"):
    """Which place, and why."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Propose it."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            referral = await service.offer(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("ticket"),
                number_of(next(iter(self.picked("service")), "")),
                why=Private(self.words("why")),
                now=bot.now(),
            )
        await whisper(interaction, "referrals-offered", alias=referral.ticket.alias.name)


class FillButton(Press, address="referral:{referral}:fill"):
    """Choose what may go along."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form, beside the wording to which a yes is said."""
        bot, say, number = interaction.client, voice_for(interaction), self.number("referral")
        async with bot.db.reading() as session:
            referral = await service.still_open(session, bot.vault, actor_of(interaction), number)
        address = consents.stamped(f"referral:{number}:sheet", Purpose.REFERRAL)
        fields = cards.sheet_form_fields(say, referral.ticket)
        await open_form(interaction, form(say("referral-sheet-form-title"), address, fields))


class SheetForm(Form, address="referral:{referral}:sheet"):
    """What may go along."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it, and hand the sheet to its youth alone; helplines first where words sound like
        danger."""
        bot, say = interaction.client, voice_for(interaction)
        await acknowledge(interaction, privately=True)
        sheet = rules.sheet_of(
            self.picked("ticked"), {name: self.words(name) for name in rules.TYPED}
        )
        if any(safeguarding.sounds_dangerous(words) for words in sheet.typed.values()):
            country = (await bot.readers.find(interaction.user.id, interaction.guild_id)).country
            await show(interaction, sos_card(say, bot.helplines.urgent(country), country))
        async with bot.db.transaction() as session:
            referral = await service.accept(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("referral"),
                sheet,
                version=consents.version_in(self.parts, Purpose.REFERRAL),
                now=bot.now(),
            )
        typed = service.typed_on(bot.vault, referral)
        await _hand_over(interaction, referral, typed)


class SheetAnewForm(SheetForm, address="referral:{referral}:sheet:{version}"):
    """The same, beside a later wording."""


async def _hand_over(
    interaction: discord.Interaction[Maraude], referral: Referral, typed: dict[str, str]
) -> None:
    bot = interaction.client
    text = _text_of(bot, referral, typed)
    card, files = cards.sheet_card(voice_for(interaction), referral, text, today=today_in(bot))
    await show(interaction, card, files)


def _text_of(bot: Maraude, referral: Referral, typed: dict[str, str]) -> str:
    """Return a sheet in the language that is spoken where it is read."""
    return cards.sheet_text(bot.texts.voice(referral.ticket.community.locale), referral, typed)


class MySheetButton(Press, address="referral:{referral}:mine"):
    """My sheet again."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Hand it over again, to its youth alone."""
        bot, number = interaction.client, self.number("referral")
        await acknowledge(interaction, privately=True)
        async with bot.db.reading() as session:
            referral, typed = await service.own_sheet(
                session, bot.vault, actor_of(interaction), number
            )
        await _hand_over(interaction, referral, typed)


class RevokeButton(Press, address="referral:{referral}:revoke"):
    """I change my mind."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Let the sheet go, and ask nothing later."""
        bot, number = interaction.client, self.number("referral")
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.take_back(
                session, bot.vault, actor_of(interaction), number, now=bot.now()
            )
        await redraw(interaction, Card(voice_for(interaction)("referrals-revoked")))


class AddressButton(Press, address="referral:{referral}:address"):
    """Just the address."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it; nothing is passed on."""
        bot, number = interaction.client, self.number("referral")
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            referral = await service.choose(
                session,
                bot.vault,
                actor_of(interaction),
                number,
                ReferralState.ADDRESS,
                now=bot.now(),
            )
        say = voice_for(interaction)
        await show(interaction, cards.address_card(say, referral, today=today_in(bot)))


class NoButton(Press, address="referral:{referral}:no"):
    """No thanks."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Respect it."""
        bot, number = interaction.client, self.number("referral")
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.choose(
                session,
                bot.vault,
                actor_of(interaction),
                number,
                ReferralState.DECLINED,
                now=bot.now(),
            )
        await redraw(interaction, cards.no_card(voice_for(interaction)))


class LookButton(Press, address="referral:{referral}:look"):
    """Read the sheet."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it to a mentor alone, if its youth wants it so."""
        bot, number = interaction.client, self.number("referral")
        await acknowledge(interaction, privately=True)
        async with bot.db.reading() as session:
            referral, typed = await service.sheet_for_team(
                session, bot.vault, actor_of(interaction), number
            )
        text = _text_of(bot, referral, typed)
        await show(interaction, cards.for_team_card(voice_for(interaction), text))


class ArrivalButton(Press, address="referral:{referral}:said:{answer}"):
    """What became of it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take it down, and put thanks in the place of the question."""
        bot, number = interaction.client, self.number("referral")
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            referral = await service.answer(
                session,
                bot.vault,
                actor_of(interaction),
                number,
                self.parts["answer"],
                now=bot.now(),
            )
        await redraw(interaction, cards.thanks_card(voice_for(interaction), referral))
