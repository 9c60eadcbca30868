"""whisper(), explain(), and the parents of our buttons, menus and forms."""

import asyncio
import contextlib
import io
import itertools
import logging
import re
import secrets
from collections.abc import AsyncGenerator, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

import aiohttp
import discord
from discord import app_commands, ui
from discord.ext import commands

from bot import access, consents, facts
from bot.access import Actor
from bot.errors import Expected, Gone, NotSetUp, NotYours, TakenInElsewhere, Unavailable
from bot.helplines import Helpline, written
from bot.limits import SUGGESTIONS, slow_down
from bot.marks import without_marks
from bot.placeholders import fold
from bot.redaction import is_blank
from bot.texts import Locale, Voice, locale_of
from models import Purpose

if TYPE_CHECKING:
    from bot.app import Maraude

log = logging.getLogger(__name__)

ANSWERED, TOO_LATE = 40060, 10062
ANSWERED_OR_LATE = {ANSWERED, TOO_LATE}
NO_ANSWER = (aiohttp.ClientError, OSError, TimeoutError)
PATIENCE = 2.2
"""Seconds after which somebody who pressed is told that it takes too long; Discord waits three."""
SPOKE = "spoke"
"""Where it is noted that somebody was told so."""
WRITTEN_IN = ("words", "why")
"""Fields of forms, and options of commands, in which somebody writes at length."""
CONTENT_LIMIT = 2000
LABEL_LIMIT = 80
LARGEST_ID, LONGEST_NUMBER = 2**63 - 1, 19
MOST_SUGGESTIONS, LONGEST_SUGGESTION = 25, 100
FACES = ("😞", "🙁", "😐", "🙂", "😀")
"""Marks from one to five."""


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


def shows(message: discord.Message, card: Card) -> bool:
    """Tell whether a message of ours shows this card: same words, same fields, same buttons."""
    found = message.embeds[0] if message.embeds else None
    there = [
        child.custom_id
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for child in row.children
    ]
    wanted = [getattr(item, "custom_id", None) for row in card.rows for item in row]
    return _words_of(message.content, found) == _words_of(card.content, card.embed) and (
        there == wanted
    )


def _words_of(content: str, embed: discord.Embed | None) -> list[str]:
    parts = [content]
    if embed is not None:
        parts += [embed.title or "", embed.description or ""]
        parts += [part for field in embed.fields for part in (field.name or "", field.value or "")]
    return [without_marks(part).strip() for part in parts]


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


def moment(at: datetime, style: str = "R") -> str:
    """Return a moment as Discord shows it in each reader's own time zone."""
    return f"<t:{int(at.timestamp())}:{style}>"


def for_outing(address: str, outing: int | None) -> str:
    """Return an address that carries for which outing a press counts."""
    return address if outing is None else f"{address}:c{outing}"


def outing_in(part: str) -> int | None:
    """Return the outing that a part of an address names; nothing when it names none: whoever
    presses is never told of it."""
    number = part.removeprefix("c")
    is_one = part.startswith("c") and number.isascii() and number.isdigit()
    return int(number) if is_one and len(number) < LONGEST_NUMBER else None


def talk_button(say: Voice, outing: int | None = None) -> ui.Button[Any]:
    """Return the one public button: talk to someone."""
    address = for_outing("tickets:talk", outing)
    return button(say("button-talk"), address, discord.ButtonStyle.primary, emoji="💬")


def keep_button(say: Voice, outing: int | None = None) -> ui.Button[Any]:
    """Return the yes to being written to, which knows the wording beside it."""
    address = consents.stamped("greeting:keep", Purpose.KEEP_IN_TOUCH)
    if outing is not None:
        version = consents.TEXT_VERSIONS[Purpose.KEEP_IN_TOUCH]
        address = f"{for_outing('greeting:keep', outing)}:{version}"
    return button(say("button-keep"), address, emoji="👋")


def stop_button(say: Voice) -> ui.Button[Any]:
    """Return the way out that every unprompted message carries."""
    return button(say("button-stop"), "privacy:stop")


def remind_button(say: Voice) -> ui.Button[Any]:
    """Return the yes to a word before mentors are around; its wording stands beside it."""
    address = consents.stamped("permanences:remind", Purpose.PERMANENCES)
    return button(say("button-remind-me"), address, emoji="🔔")


def sos_button(say: Voice, outing: int | None = None) -> ui.Button[Any]:
    """Return the way to the helplines."""
    return button(say("button-sos"), for_outing("sos:show", outing))


def sos_card(say: Voice, lines: list[Helpline], country: str) -> Card:
    """Return the few numbers for a life in danger, then a human."""
    words = "\n\n".join([say("sos-question"), written(lines, say.locale), say("sos-first-step")])
    more = button(say("button-more-numbers"), f"sos:more:{country}")
    return Card(words, rows=[[talk_button(say), more]])


def near_button(say: Voice, outing: int | None = None) -> ui.Button[Any]:
    """Return the way to services near the one who presses."""
    return button(say("button-near"), for_outing("directory:near", outing), emoji="📍")


@dataclass(frozen=True)
class Attached:
    """A picture that goes with a message, under a name that says nothing; ``description`` is for
    who cannot see it."""

    name: str
    image: bytes = field(repr=False)
    description: str | None = None


def file_of(picture: Attached) -> discord.File:
    """Return a picture as discord.py uploads it."""
    raw = io.BytesIO(picture.image)
    return discord.File(raw, filename=picture.name, description=picture.description)


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
        interaction_id=interaction.id,
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


def remember_reader(interaction: "discord.Interaction[Maraude]") -> None:
    """Keep in which country and language somebody reads, for when they write by DM; nothing of who
    wants to be forgotten."""
    readers, person_id = interaction.client.readers, interaction.user.id
    if (interaction.data or {}).get("custom_id") == "privacy:forget-sure":
        readers.forget(person_id)
    else:
        readers.remember(person_id, interaction.guild_id, reader_locale(interaction))


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


async def acknowledge(
    interaction: "discord.Interaction[Maraude]", *, privately: bool = False
) -> None:
    """Answer Discord within its three seconds; the answer itself may then take longer.

    Another process may have been faster, or Discord's answer to us was lost: the work is done all
    the same, because it is done once whoever does it. ``privately`` promises a new answer for this
    person alone, otherwise the pressed message will change.
    """
    try:
        await interaction.response.defer(ephemeral=privately, thinking=privately)
        interaction.extras["promised"] = privately
    except discord.InteractionResponded:
        return
    except discord.HTTPException as refusal:
        if refusal.code not in ANSWERED_OR_LATE and refusal.status < 500:  # noqa: PLR2004 - server side
            raise
        interaction.extras |= {"unsure": True, "promised": privately}
    except NO_ANSWER:
        interaction.extras |= {"unsure": True, "promised": privately}


class Unsaid(Exception):
    """What was done could not be said: the line failed, or it is too late. What is stored
    counts."""


@contextlib.contextmanager
def _saying() -> Generator[None]:
    try:
        yield
    except NO_ANSWER as trouble:
        raise Unsaid(type(trouble).__name__) from trouble
    except discord.HTTPException as refusal:
        if refusal.code in ANSWERED_OR_LATE or refusal.status >= 500:  # noqa: PLR2004 - server side
            raise Unsaid(f"{refusal.status} ({refusal.code})") from refusal
        raise


async def show(
    interaction: "discord.Interaction[Maraude]", card: Card, pictures: Iterable[Attached] = ()
) -> None:
    """Show a card to this person alone.

    Raises:
        Unsaid: when it cannot be known whether they see it.
    """
    pictures = list(pictures)
    with _saying():
        if not interaction.response.is_done():
            try:
                await interaction.response.send_message(**_private(card, pictures))
            except discord.HTTPException as refusal:
                if refusal.code != ANSWERED or "unsure" not in interaction.extras:
                    raise
            else:
                return
        promised = interaction.extras.pop("promised", False)
        if not promised or not await _kept(interaction, card, pictures):
            await interaction.followup.send(**_private(card, pictures))


def _private(card: Card, pictures: Iterable[Attached]) -> dict[str, Any]:
    options: dict[str, Any] = {"content": card.content or None, "ephemeral": True}
    if card.embed is not None:
        options["embed"] = card.embed
    if files := [file_of(picture) for picture in pictures]:
        options["files"] = files
    if (view := card.view()) is not None:
        options["view"] = view
    return options


async def _kept(
    interaction: "discord.Interaction[Maraude]", card: Card, pictures: Iterable[Attached]
) -> bool:
    """Put the promised answer in its place: two processes that answer one press show it once."""
    try:
        await interaction.edit_original_response(
            content=card.content or None,
            embed=card.embed,
            view=card.view(),
            attachments=[file_of(picture) for picture in pictures],
        )
    except discord.NotFound:
        return False
    return True


async def redraw(interaction: "discord.Interaction[Maraude]", card: Card) -> None:
    """Put a card in the place of the message that carries the pressed button.

    Raises:
        Unsaid: when it cannot be known whether it is seen.
    """
    options: dict[str, Any] = {
        "content": card.content or None,
        "embed": card.embed,
        "view": card.view(),
    }
    with _saying():
        if interaction.response.is_done() or "unsure" in interaction.extras:
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
    bot: "Maraude", say: Voice, error: BaseException, *, country: str | None = None
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
    known = error.country if isinstance(error, NotSetUp) else None
    lines = bot.helplines.urgent(known or country or bot.country_in(None))
    return Card(f"{sentence}\n\n{written(lines, say.locale)}")


def typed_in(interaction: "discord.Interaction[Maraude]") -> str:
    """Return what somebody wrote at length in a form, or behind a command."""
    data: Any = interaction.data or {}
    typed = {**values_of(data.get("components", [])), **vars(interaction.namespace)}
    written = (str(typed.get(name) or "").strip() for name in WRITTEN_IN)
    return next((words for words in written if not is_blank(words)), "")


def _given_back(say: Voice, card: Card, typed: str) -> Card:
    """Return why words were not taken, with the words: nobody has to find them a second time."""
    if not typed:
        return card
    return replace(card, embed=discord.Embed(title=say("error-your-words"), description=typed))


async def explain(interaction: "discord.Interaction[Maraude]", error: BaseException) -> None:
    """Tell a person, privately, what went wrong and what to do next, and give back what they wrote;
    keep the rest for the log.

    Nobody is told twice: when another process answers this very press, this one stays silent.
    """
    told = interaction.extras.get(SPOKE, error)
    comes_late = isinstance(error, Unavailable | discord.InteractionResponded)
    if isinstance(error, TakenInElsewhere) or (told is not error and comes_late):
        return
    if isinstance(error, Unsaid):
        log.warning("What was done could not be said: %s", error)
        return
    if isinstance(error, discord.HTTPException) and error.code in ANSWERED_OR_LATE:
        log.warning("An answer came too late, or another process was faster (%s)", error.code)
        return
    bot = interaction.client
    reader = bot.readers.at_once(interaction.user.id, interaction.guild_id)
    say = voice_for(interaction)
    card = explanation(bot, say, error, country=reader.country)
    try:
        await show(interaction, _given_back(say, card, typed_in(interaction)))
    except Unsaid as trouble:
        log.warning("An explanation could not be shown: %s", trouble)
    except (discord.NotFound, discord.InteractionResponded):
        pass


def be_in_time(interaction: "discord.Interaction[Maraude]") -> None:
    """See to it that Discord hears something within its three seconds, whatever the database
    does, and that the process does not end in the middle of an answer."""
    interaction.client.is_answering(asyncio.current_task())
    loop = asyncio.get_running_loop()
    interaction.extras["in_time"] = loop.call_later(
        PATIENCE, lambda: interaction.client.background(_say_something(interaction))
    )


def was_in_time(interaction: "discord.Interaction[Maraude]") -> None:
    """The press or command has come to its end."""
    if (timer := interaction.extras.pop("in_time", None)) is not None:
        timer.cancel()


async def _say_something(interaction: "discord.Interaction[Maraude]") -> None:
    if not interaction.response.is_done():
        sentence = interaction.extras[SPOKE] = Unavailable()
        await explain(interaction, sentence)


async def answer_dm(message: discord.Message, card: Card, *, about: str = "answer") -> None:
    """Answer somebody who has just written to Maraude; two processes that do so are seen once."""
    options: dict[str, Any] = {"view": view} if (view := card.view()) is not None else {}
    await message.channel.send(card.content, nonce=f"{about[:5]}{message.id}", **options)


@contextlib.asynccontextmanager
async def answering(interaction: "discord.Interaction[Maraude]") -> AsyncGenerator[None]:
    """No press dies silently: whatever goes wrong inside, or takes too long, is explained to who
    pressed."""
    be_in_time(interaction)
    remember_reader(interaction)
    try:
        yield
    except Exception as error:
        await explain(interaction, error)
    finally:
        was_in_time(interaction)


def may_suggest(interaction: "discord.Interaction[Maraude]") -> bool:
    """Tell whether something is suggested to who types into a command; who types on and on is left
    to type."""
    bot = interaction.client
    return bot.limits.has_room(
        ("suggestions", bot.vault.mark("limit", interaction.user.id)), SUGGESTIONS
    )


def suggestions(found: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Return as many (label, value) as Discord shows to who types into a command."""
    return [
        app_commands.Choice(name=label[:LONGEST_SUGGESTION], value=value)
        for label, value in itertools.islice(found, MOST_SUGGESTIONS)
    ]


async def suggest_communities(
    interaction: "discord.Interaction[Maraude]", typed: str
) -> list[app_commands.Choice[str]]:
    """Suggest the communities that a team serves now, to its coordinators."""
    if not may_suggest(interaction):
        return []
    try:
        async with interaction.client.db.reading() as session:
            team = await access.team_as_coordinator(session, actor_of(interaction))
            found = await access.communities_of(session, team.id)
    except Expected:
        return []
    wanted = fold(typed)
    return suggestions((one.name, str(one.id)) for one in found if wanted in fold(one.name))


class Press(ui.DynamicItem[ui.Item[Any]], template=r"(?!)"):
    """Parent of what answers a button or a menu, found by its address after any restart.

    ``class ClaimButton(Press, address="ticket:{ticket}:claim")`` answers ``ticket:12:claim`` with
    ``number("ticket") == 12``.
    """

    parts: Mapping[str, str]
    on_panel: ClassVar[bool] = False
    """Whether a panel carries it: a press there is counted, without whom."""

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
    def outing(self) -> int | None:
        """Return the outing that the address names, if it does."""
        return outing_in(self.parts.get("outing", ""))

    @property
    def chosen(self) -> list[Any]:
        """Return what was picked, for a menu."""
        return list(getattr(self.item, "values", ()))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer, whatever happens."""
        async with answering(interaction):
            slow_down(interaction)
            await self.press(interaction)
            if self.on_panel and interaction.guild_id is not None and _is_public(interaction):
                bot: Maraude = interaction.client
                seen = facts.seen(bot.db, interaction.guild_id, self.outing, now=bot.now())
                bot.background(seen)

    async def press(self, interaction: "discord.Interaction[Maraude]") -> None:
        """Read, call one verb, show."""
        raise NotImplementedError


def _is_public(interaction: discord.Interaction[Any]) -> bool:
    """Tell whether everybody in the server sees the message that was pressed, as a panel."""
    return interaction.message is not None and not interaction.message.flags.ephemeral


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
        """Return what was typed, without blanks around; nothing when nobody would see it."""
        typed = str(self.values.get(name) or "").strip()
        return "" if is_blank(typed) else typed

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
    """Open a form, without keeping it: its answer is found by address.

    Raises:
        Unavailable: when the line failed; whether the form is open cannot be known.
    """
    modal.stop()
    try:
        await interaction.response.send_modal(modal)
    except NO_ANSWER as trouble:
        raise Unavailable from trouble


class Addresses(commands.Cog):
    """Finds the form that was sent in by its address, and answers buttons that nobody knows any
    more."""

    def __init__(self, bot: "Maraude") -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: "discord.Interaction[Maraude]", _command: object
    ) -> None:
        """A command came to its end by itself."""
        was_in_time(interaction)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: "discord.Interaction[Maraude]") -> None:
        """Answer a form, also one that was opened before the last restart."""
        data: Any = interaction.data or {}
        address = str(data.get("custom_id", ""))
        is_press = interaction.type is discord.InteractionType.component
        if interaction.type is discord.InteractionType.modal_submit:
            async with answering(interaction):
                slow_down(interaction)
                await self._submitted(interaction, address, values_of(data.get("components", [])))
        elif is_press and not any(known.fullmatch(address) for known in self.bot.addresses):
            await explain(interaction, Gone())

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
