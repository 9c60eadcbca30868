"""The answers under a check-in, and the yes to being asked."""

import discord

from bot import consents
from bot.app import Maraude
from bot.ui import Press, acknowledge, actor_of, redraw, show, voice_for, whisper
from cogs.followups import service
from cogs.followups.cards import asks_again_card, thanks_card
from models import Purpose


class AnswerButton(Press, address="check-in:{check_in}:{answer}"):
    """Better, same, or stop asking."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take the answer down and put thanks in the place of the question."""
        bot = interaction.client
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            answered = await service.answer(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("check_in"),
                self.parts["answer"],
                now=bot.now(),
            )
        await redraw(interaction, thanks_card(voice_for(interaction), answered))


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
            await show(interaction, asks_again_card(voice_for(interaction), number))


class AcceptAnewButton(AcceptButton, address="followups:accept:{ticket}:{version}"):
    """The same, beside a later wording."""
