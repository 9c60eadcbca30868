"""whisper(), explain(), and the parents of our buttons, menus and forms."""

import contextlib
import logging
import re
import secrets
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord
from discord import ui
from discord.ext import commands

from bot import access
from bot.access import Actor
from bot.errors import Expected, Gone, NotSetUp, NotYours
from bot.helplines import written
from bot.texts import Locale, Voice, locale_of

if TYPE_CHECKING:
    from bot.app import Maraude

log = logging.getLogger(__name__)

CONTENT_LIMIT = 2000
LABEL_LIMIT = 80
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Card:
    """One rendered message: plain words, perhaps an embed, perhaps rows of buttons or menus."""

    content: str = ""
    embed: discord.Embed | None = None
    rows: Sequence[Sequence[ui.Item[Any]]] = field(default=())

    def view(self) -> ui.View | None:
        """Return the rows as a view that nobody needs to keep: presses are answered by their
        address."""
        if not self.rows:
            return None
        view = ui.View(timeout=None)
        for number, row in enumerate(self.rows):
            for item in row:
                item.row = number
                view.add_item(item)
        view.stop()
        return view


def button(
    label: str,
    address: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    *,
    emoji: str | None = None,
    disabled: bool = False,
) -> ui.Button[Any]:
    """Return a button whose address says what it does, so that it outlives every restart."""
    return ui.Button(
        label=label[:LABEL_LIMIT], custom_id=address, style=style, emoji=emoji, disabled=disabled
    )


def talk_button(say: Voice) -> ui.Button[Any]:
    """Return the one public button: talk to someone."""
    return button(say("button-talk"), "tickets:talk", discord.ButtonStyle.primary, emoji="💬")


def stop_button(say: Voice) -> ui.Button[Any]:
    """Return the way out that every unprompted message carries."""
    return button(say("button-stop"), "privacy:stop")


def sos_button(say: Voice) -> ui.Button[Any]:
    """Return the way to the helplines."""
    return button(say("button-sos"), "sos:show")


def actor_of(interaction: "discord.Interaction[Maraude]") -> Actor:
    """Return who acts, as Discord vouches for it in this very interaction."""
    member = interaction.user
    roles = (
        frozenset(role.id for role in member.roles)
        if isinstance(member, discord.Member)
        else frozenset[int]()
    )
    return Actor(
        discord_id=member.id,
        guild_id=interaction.guild_id,
        role_ids=roles,
        manages_guild=interaction.guild_id is not None and interaction.permissions.manage_guild,
    )


def reader_locale(interaction: "discord.Interaction[Maraude]") -> Locale:
    """Return the language of who reads, else the community's, else the server's, else English."""
    everywhere = interaction.client.known
    known = everywhere.get(interaction.guild_id or 0)
    if interaction.guild_id is None and len(everywhere) == 1:
        known = next(iter(everywhere.values()))
    wishes = (interaction.locale, known.locale if known else None, interaction.guild_locale)
    for wish in wishes:
        locale = locale_of(str(wish))
        if locale is not None:
            return locale
    return "en"


def voice_for(interaction: "discord.Interaction[Maraude]") -> Voice:
    """Return the voice that speaks the reader's language."""
    return interaction.client.texts.voice(reader_locale(interaction))


async def ticket_here(interaction: "discord.Interaction[Maraude]") -> int:
    """Return the id of the ticket in whose thread a mentor typed a command.

    Raises:
        NotAMentor, NotHere: for anybody else, anywhere else.
    """
    async with interaction.client.db.reading() as session:
        return (await access.ticket_in(session, actor_of(interaction), interaction.channel_id)).id


async def show(interaction: "discord.Interaction[Maraude]", card: Card) -> None:
    """Show a card to this person alone."""
    options: dict[str, Any] = {"content": card.content or None, "ephemeral": True}
    if card.embed is not None:
        options["embed"] = card.embed
    view = card.view()
    if view is not None:
        options["view"] = view
    if interaction.response.is_done():
        await interaction.followup.send(**options)
    else:
        await interaction.response.send_message(**options)


async def redraw(interaction: "discord.Interaction[Maraude]", card: Card) -> None:
    """Put a card in the place of the message that carries the pressed button."""
    options: dict[str, Any] = {
        "content": card.content or None,
        "embed": card.embed,
        "view": card.view(),
    }
    if interaction.response.is_done():
        try:
            await interaction.edit_original_response(**options)
        except discord.NotFound:
            await show(interaction, card)
    else:
        await interaction.response.edit_message(**options)


async def whisper(interaction: "discord.Interaction[Maraude]", key: str, **args: Any) -> None:
    """Say one sentence to this person alone."""
    await show(interaction, Card(voice_for(interaction)(key, **args)))


def explanation(
    bot: "Maraude", say: Voice, error: BaseException, *, guild_id: int | None = None
) -> Card:
    """Return the sentence for an error, with the helplines where somebody may be left alone with
    it."""
    if isinstance(error, Expected):
        sentence, helplines = say(error.key, **error.args_of_text), error.with_helplines
    else:
        code = secrets.token_hex(3)
        log.error("Incident %s", code, exc_info=error)
        sentence, helplines = say("error-unexpected", code=code), True
    if not helplines:
        return Card(sentence)
    country = error.country if isinstance(error, NotSetUp) else None
    lines = bot.helplines.urgent(country or bot.country_in(guild_id))
    return Card(f"{sentence}\n\n{written(lines, say.locale)}")


async def explain(interaction: "discord.Interaction[Maraude]", error: BaseException) -> None:
    """Tell a person, privately, what went wrong and what to do next; keep the rest for the log."""
    card = explanation(
        interaction.client, voice_for(interaction), error, guild_id=interaction.guild_id
    )
    with contextlib.suppress(discord.NotFound, discord.InteractionResponded):
        await show(interaction, card)


async def answer_dm(message: discord.Message, card: Card) -> None:
    """Answer somebody who has just written to Maraude."""
    options: dict[str, Any] = {"view": view} if (view := card.view()) is not None else {}
    await message.channel.send(card.content, **options)


@contextlib.asynccontextmanager
async def answering(interaction: "discord.Interaction[Maraude]") -> AsyncGenerator[None]:
    """No press dies silently: whatever goes wrong inside is explained to who pressed."""
    try:
        yield
    except Exception as error:
        await explain(interaction, error)


class Press(ui.DynamicItem[ui.Item[Any]], template=r"(?!)"):
    """Parent of what answers a button or a menu, found by its address after any restart.

    ``class ClaimButton(Press, address="ticket:{ticket}:claim")`` answers ``ticket:12:claim`` with
    ``number("ticket") == 12``.
    """

    parts: Mapping[str, str]

    def __init_subclass__(cls, *, address: str) -> None:
        """Turn the address into the pattern that discord.py looks for."""
        super().__init_subclass__(template=pattern_of(address))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Build the answer from the address alone."""
        found = cls(item)
        found.parts = match.groupdict()
        return found

    def number(self, name: str) -> int:
        """Return a part of the address that is a record's id."""
        return number_of(self.parts[name])

    @property
    def chosen(self) -> list[Any]:
        """Return what was picked, for a menu."""
        return list(getattr(self.item, "values", ()))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer, whatever happens."""
        async with answering(interaction):
            await self.press(interaction)

    async def press(self, interaction: "discord.Interaction[Maraude]") -> None:
        """Read, call one verb, show."""
        raise NotImplementedError


class Form:
    """Parent of our forms. Answers are found by the form's address, so words typed across a
    restart are not lost."""

    pattern: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls, *, address: str) -> None:
        """Remember the address as a pattern."""
        cls.pattern = re.compile(pattern_of(address))

    def __init__(self, parts: Mapping[str, str], values: Mapping[str, Any]) -> None:
        self.parts = parts
        self.values = values

    def number(self, name: str) -> int:
        """Return a part of the address that is a record's id."""
        return number_of(self.parts[name])

    def words(self, name: str) -> str:
        """Return what was typed, without blanks around."""
        return str(self.values.get(name) or "").strip()

    def picked(self, name: str) -> list[str]:
        """Return what was chosen in a menu or ticked in a list."""
        value: str | list[str] = self.values.get(name) or []
        return [value] if isinstance(value, str) else list(value)

    async def submitted(self, interaction: "discord.Interaction[Maraude]") -> None:
        """Read, call one verb, show."""
        raise NotImplementedError


def form(title: str, address: str, fields: Iterable[ui.Item[Any]]) -> ui.Modal:
    """Return a form to open; what is sent comes back to the :class:`Form` of that address."""
    modal = ui.Modal(title=title, custom_id=address, timeout=None)
    for item in fields:
        modal.add_item(item)
    return modal


def field_of(
    label: str, component: ui.Item[Any], *, description: str | None = None
) -> ui.Label[Any]:
    """Return one labelled field of a form."""
    return ui.Label(text=label, description=description, component=component)


async def open_form(interaction: "discord.Interaction[Maraude]", modal: ui.Modal) -> None:
    """Open a form, without keeping it: its answer is found by address."""
    modal.stop()
    await interaction.response.send_modal(modal)


class Addresses(commands.Cog):
    """Finds the form that was sent in by its address, and answers buttons that nobody knows any
    more."""

    def __init__(self, bot: "Maraude") -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_interaction(self, interaction: "discord.Interaction[Maraude]") -> None:
        """Answer a form, also one that was opened before the last restart."""
        data: Any = interaction.data or {}
        address = str(data.get("custom_id", ""))
        async with answering(interaction):
            match interaction.type:
                case discord.InteractionType.modal_submit:
                    await self._submitted(
                        interaction, address, values_of(data.get("components", []))
                    )
                case discord.InteractionType.component:
                    if not any(known.fullmatch(address) for known in self.bot.addresses):
                        raise Gone
                case _:
                    pass

    async def _submitted(
        self, interaction: "discord.Interaction[Maraude]", address: str, values: dict[str, Any]
    ) -> None:
        for kind in self.bot.forms:
            found = kind.pattern.fullmatch(address)
            if found:
                await kind(found.groupdict(), values).submitted(interaction)
                return
        raise Gone


def values_of(components: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what a form sent, by the field's custom id: text, list or yes/no."""
    found: dict[str, Any] = {}
    for component in components:
        inner = component.get("component")
        found |= values_of([inner] if inner else component.get("components", []))
        if "custom_id" in component:
            found[component["custom_id"]] = component.get("value", component.get("values"))
    return found


def number_of(part: str) -> int:
    """Return a record's id from an address.

    Raises:
        NotYours: for what no card of ours ever carried.
    """
    number = int(part) if part.isascii() and part.isdigit() else LARGEST_ID + 1
    if number > LARGEST_ID:
        raise NotYours
    return number


def pattern_of(address: str) -> str:
    """Return the pattern for an address: ``{name}`` stands for a number or a short word."""
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[\\w-]+)", re.escape(address))
