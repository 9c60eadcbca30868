"""Buttons and forms of a request."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import discord
from discord import ui

from bot import access, consents
from bot.app import Maraude
from bot.db import ReadSession
from bot.errors import NotSetUp
from bot.helplines import written
from bot.limits import REQUESTS_IN_A_SERVER, REQUESTS_OF_ONE
from bot.redaction import Private
from bot.ui import (
    NO_ANSWER,
    Card,
    Form,
    Press,
    acknowledge,
    actor_of,
    button,
    field_of,
    form,
    number_of,
    open_form,
    outing_in,
    redraw,
    show,
    sos_card,
    voice_for,
    whisper,
)
from cogs.mentors.service import NotIntroduced
from cogs.tickets import cards, queries, rules, service
from cogs.watch import service as watch
from models import Mentor, Purpose, Reach, Team, Topic


async def ask_what_it_is_about(
    interaction: discord.Interaction[Maraude], outing: int | None = None
) -> None:
    """Open the anonymous form, or show where an open request goes on.

    Args:
        outing: the one from whose panel, or after whose word, somebody asks.
    """
    bot, say, actor = interaction.client, voice_for(interaction), actor_of(interaction)
    async with bot.db.reading() as session:
        community = await access.community_for(session, bot.vault, actor)
        known = await service.before_asking(session, bot.vault, actor, community, now=bot.now())
    bot.remember(community)
    if known:
        await show(interaction, cards.already_open_card(say, known[0]))
        return
    where = f"{community.guild_id}-{community.id}" + (f"-c{outing}" if outing is not None else "")
    modal = form(
        say("form-title"),
        consents.stamped(f"tickets:request:{where}", Purpose.CHECK_INS),
        cards.request_form_fields(say, community),
    )
    await open_form(interaction, modal)


class TalkButton(Press, address="tickets:talk"):
    """Talk to someone."""

    on_panel = True

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the anonymous form."""
        await ask_what_it_is_about(interaction, self.outing)


class TalkOnOutingButton(TalkButton, address="tickets:talk:{outing}"):
    """The same, counted for an outing."""


def admit(interaction: discord.Interaction[Maraude], guild_id: int) -> None:
    """Count a new request in a server; who asks again and again takes no room from others.

    Raises:
        TooFast: when there were too many.
    """
    bot = interaction.client
    person = bot.vault.mark("limit", interaction.user.id)
    bot.limits.take(("requests of", person), REQUESTS_OF_ONE)
    bot.limits.take(("requests", guild_id), REQUESTS_IN_A_SERVER)


class RequestForm(Form, address="tickets:request:{guild}"):
    """What a youth wrote. The address also names the link that the form spoke of, and perhaps the
    outing it began on."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Take the request in and say what to expect; under the age floor, show who is there for
        children."""
        bot, say = interaction.client, voice_for(interaction)
        await acknowledge(interaction, privately=True)
        wishes = self.picked("wishes")
        guild_id, link, outing, *_ = [*self.parts["guild"].split("-"), "", ""]
        request = service.Request(
            topic=next((topic for topic in Topic if topic in self.picked("topic")), Topic.OTHER),
            words=Private(self.words("words")),
            age_band=next(iter(self.picked("age")), None),
            reach=Reach.DM if "dm" in wishes else Reach.MAILBOX,
            check_ins="check-ins" in wishes,
            locale=say.locale,
            version=consents.version_in(self.parts, Purpose.CHECK_INS),
            campaign_id=outing_in(outing),
        )
        country = bot.country_in(number_of(guild_id))
        if request.sounds_dangerous:
            await show(interaction, sos_card(say, bot.helplines.urgent(country), country))
        try:
            async with bot.db.transaction() as session:
                here = replace(actor_of(interaction), guild_id=number_of(guild_id))
                community = await access.community_for(session, bot.vault, here)
                if link and community.id != number_of(link):
                    raise NotSetUp(community.country)
                country = community.country
                opened = await service.open_ticket(
                    session,
                    bot.vault,
                    actor_of(interaction),
                    community,
                    request,
                    now=bot.now(),
                    admit=lambda: admit(interaction, community.guild_id),
                )
        except service.UnderAge as too_young:
            lines = written(bot.helplines.for_children(country), say.locale)
            await show(
                interaction, Card(f"{say(too_young.key, **too_young.args_of_text)}\n\n{lines}")
            )
            return
        receipt = cards.receipt_card(
            say,
            opened.ticket,
            opened.expectation,
            too_young_for_check_ins=opened.too_young_for_check_ins,
        )
        await show(interaction, receipt)


class RequestAnewForm(RequestForm, address="tickets:request:{guild}:{version}"):
    """The same, with a later wording of what is agreed to."""


class WithdrawButton(Press, address="ticket:{ticket}:withdraw"):
    """Take my request back."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Ask once more: it cannot be undone."""
        say, number = voice_for(interaction), self.number("ticket")
        sure = button(
            say("button-withdraw-sure"),
            f"ticket:{number}:withdraw-sure",
            discord.ButtonStyle.danger,
        )
        await show(interaction, Card(say("tickets-withdraw-sure"), rows=[[sure]]))


class WithdrawSureButton(Press, address="ticket:{ticket}:withdraw-sure"):
    """Yes, take it back."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Close the request for its youth."""
        bot = interaction.client
        await acknowledge(interaction)
        async with bot.db.transaction() as session:
            await service.withdraw(
                session, bot.vault, actor_of(interaction), self.number("ticket"), now=bot.now()
            )
        await redraw(interaction, Card(voice_for(interaction)("tickets-withdrawn")))


class TalkAgainButton(Press, address="tickets:again:{check_in}"):
    """I'd like to talk, under a check-in."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open a new request beside the old one, and say who will answer."""
        bot, say = interaction.client, voice_for(interaction)
        await acknowledge(interaction)
        number = self.number("check_in")
        async with bot.db.reading() as session:
            known = await service.knows_them(session, bot.vault, actor_of(interaction), number)
        left = known[1] if known is not None and await _left(bot, *known) else None
        async with bot.db.transaction() as session:
            again = await service.open_again(
                session, bot.vault, actor_of(interaction), number, now=bot.now(), left=left
            )
            expected = await service.expectation_now(session, again.ticket.community, now=bot.now())
        await redraw(interaction, cards.again_card(say, again, expected))


async def _left(bot: Maraude, team: Team, mentor: Mentor) -> bool:
    """Tell whether a mentor surely carries none of the team's roles any more. Discord is asked:
    without its members intent, nobody is remembered."""
    guild = bot.get_guild(team.guild_id)
    if guild is None:
        return False
    try:
        member = await guild.fetch_member(mentor.discord_id)
    except discord.NotFound:
        return True
    except (discord.HTTPException, *NO_ANSWER):
        return False
    roles = {team.mentor_role_id, team.lead_role_id}
    return not roles & {role.id for role in member.roles}


async def queue_page(
    interaction: discord.Interaction[Maraude],
    page: int = 1,
    wanted: rules.Wanted = rules.EVERYTHING,
) -> Card:
    """Return a page of what waits, what is mine, what waits for us and for youths; or the last one.
    Discord was answered before.

    Raises:
        NotHere, InTeamServer, NotAMentor: for anybody but the team's mentors and leads.
    """
    bot, actor = interaction.client, actor_of(interaction)
    async with bot.db.reading(was_answered=True) as session:
        team = await access.team_as_mentor(session, actor)
        waiting = await queries.queue(session, team, wanted, now=bot.now())
        talking = await queries.talking(session, team.id, wanted)
        held = rules.sorted_out(talking, actor.discord_id, now=bot.now())
        desk = await _desk(session, team, waiting, held, wanted=wanted, page=page, now=bot.now())
        late = await watch.late_for(session, team.id, now=bot.now())
    return cards.queue_card(voice_for(interaction), team, replace(desk, late=late))


async def _desk(
    session: ReadSession,
    team: Team,
    waiting: Sequence[rules.Waiting],
    held: Mapping[str, Sequence[int]],
    *,
    wanted: rules.Wanted,
    page: int,
    now: datetime,
) -> cards.Desk:
    in_turn = rules.pages_of(waiting)
    filled = [rules.how_many_pages(ids, rules.ON_A_PAGE[name]) for name, ids in held.items()]
    pages = max(len(in_turn), *filled)
    page = max(1, min(page, pages))
    shown = {"waiting": in_turn[page - 1] if page <= len(in_turn) else []}
    for name, ids in held.items():
        shown[name] = list(rules.page_of(ids, page, rules.ON_A_PAGE[name]))
    from_where = await queries.communities_with_requests(session, team, cards.MOST_CHOICES, now=now)
    return cards.Desk(
        sections=await queries.in_order(session, shown),
        counts={"waiting": len(waiting), **{name: len(ids) for name, ids in held.items()}},
        colours=await queries.colours_of(session, team.id),
        communities=from_where,
        wanted=wanted,
        page=page,
        pages=pages,
    )


class QueueButton(Press, address="tickets:queue:{page}"):
    """Another page of the queue, as earlier cards carry it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it as it is now, to whoever is still of the team."""
        await acknowledge(interaction)
        await redraw(interaction, await queue_page(interaction, self.number("page")))


class QueuePageButton(Press, address="tickets:queue:{page}:{wanted}"):
    """Another page of the queue, or of a part of it."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show it as it is now, to whoever is still of the team."""
        await acknowledge(interaction)
        wanted = rules.wanted_in(self.parts["wanted"])
        await redraw(interaction, await queue_page(interaction, self.number("page"), wanted))


class QueuePick(Press, address="tickets:queue-by:{which}:{wanted}"):
    """A part of the queue was picked: a community, a topic or a language."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show its first page."""
        await acknowledge(interaction)
        value = str(next(iter(self.chosen), "0"))
        wanted = rules.wanted_in(self.parts["wanted"]).but(self.parts["which"], value)
        await redraw(interaction, await queue_page(interaction, 1, wanted))


class QueueUrgentButton(Press, address="tickets:queue-urgent:{wanted}"):
    """Only what is urgent, or all of it again."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Show its first page."""
        await acknowledge(interaction)
        wanted = rules.wanted_in(self.parts["wanted"])
        await redraw(interaction, await queue_page(interaction, 1, wanted))


async def claim_for(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Claim, or ask a new mentor to say who they are first."""
    bot, say = interaction.client, voice_for(interaction)
    await acknowledge(interaction, privately=True)
    try:
        async with bot.db.transaction() as session:
            ticket = await service.claim(session, actor_of(interaction), ticket_id, now=bot.now())
    except NotIntroduced as unknown:
        await show(
            interaction,
            Card(say(unknown.key), rows=[[button(say("button-introduce"), "mentors:introduce")]]),
        )
        return
    await show(interaction, cards.mine_card(say, ticket))


class ClaimButton(Press, address="ticket:{ticket}:claim"):
    """Take a waiting request."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Claim it."""
        await claim_for(interaction, self.number("ticket"))


async def release_for(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Give a request back."""
    bot = interaction.client
    await acknowledge(interaction, privately=True)
    async with bot.db.transaction() as session:
        ticket = await service.release(session, actor_of(interaction), ticket_id, now=bot.now())
    await whisper(interaction, "tickets-released-mentor", alias=ticket.alias.name)


class ReleaseButton(Press, address="ticket:{ticket}:release"):
    """Give a request back to the queue."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Release it."""
        await release_for(interaction, self.number("ticket"))


class SecondButton(Press, address="ticket:{ticket}:second"):
    """I keep an eye on it too."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Say so, to the team and to the youth."""
        bot, actor = interaction.client, actor_of(interaction)
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            ticket = await service.second(session, actor, self.number("ticket"), now=bot.now())
        await whisper(interaction, "tickets-second-kept", alias=ticket.alias.name)


async def ask_for_note(interaction: discord.Interaction[Maraude], ticket_id: int) -> None:
    """Open the form of an internal note."""
    bot, say = interaction.client, voice_for(interaction)
    async with bot.db.reading() as session:
        await access.ticket_for(session, actor_of(interaction), ticket_id)
    words = ui.TextInput[ui.View](
        custom_id="words", style=discord.TextStyle.paragraph, max_length=cards.LONGEST_WORDS
    )
    fields = [field_of(say("note-form-words"), words, description=say("note-form-hint"))]
    await open_form(
        interaction, form(say("note-form-title"), f"ticket:{ticket_id}:note-form", fields)
    )


class NoteButton(Press, address="ticket:{ticket}:note"):
    """Write a note for the team."""

    async def press(self, interaction: discord.Interaction[Maraude]) -> None:
        """Open the form."""
        await ask_for_note(interaction, self.number("ticket"))


class NoteForm(Form, address="ticket:{ticket}:note-form"):
    """A note for the team."""

    async def submitted(self, interaction: discord.Interaction[Maraude]) -> None:
        """Keep it."""
        bot = interaction.client
        await acknowledge(interaction, privately=True)
        async with bot.db.transaction() as session:
            words = Private(self.words("words"))
            await service.note(
                session,
                bot.vault,
                actor_of(interaction),
                self.number("ticket"),
                words,
                now=bot.now(),
            )
        await whisper(interaction, "tickets-note-kept")
