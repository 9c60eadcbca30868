"""What can happen to a reusable answer: add, edit, remove, find, fill, send."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot import access, placeholders
from bot.access import Actor
from bot.db import ReadSession, WriteSession, hold
from bot.errors import BadInput, Conflict, SnippetGone
from bot.redaction import Private
from bot.texts import LOCALES
from bot.vault import Vault
from cogs.relay.service import ready_to_reply, reply
from cogs.snippets import queries, rules
from cogs.tickets import service as tickets
from models import Mentor, Message, Snippet, Team, Ticket

OFFERED = 25
"""Titles that Discord takes while somebody types."""


class NoTitle(BadInput):
    """An answer without a title."""

    key = "snippets-no-title"


class UnknownPlaceholder(BadInput):
    """Something between braces that stands for nothing."""

    key = "snippets-unknown-placeholder"


class TooLong(BadInput):
    """With the longest names in it, it could not leave."""

    key = "snippets-too-long"


class TitleTaken(Conflict):
    """Another answer in the same language has this title."""

    key = "snippets-title-taken"


class TooMany(Conflict):
    """The team has as many as there can be."""

    key = "snippets-too-many"


class ChangedMeanwhile(Conflict):
    """Somebody changed it after it was shown."""

    key = "snippets-changed"


@dataclass(frozen=True)
class Draft:
    """What a mentor typed into the form."""

    title: str
    words: Private
    locale: str


@dataclass(frozen=True)
class Filled:
    """A reusable answer as the youth of a request would read it."""

    snippet: Snippet
    ticket: Ticket
    mentor: Mentor
    words: Private


async def add(
    session: WriteSession, vault: Vault, actor: Actor, draft: Draft, *, now: datetime
) -> Snippet:
    """Keep an answer for the whole team.

    Raises:
        NotAMentor: for anybody but the team's mentors.
        NoTitle, BlankWords, UnknownPlaceholder, TooLong: when it could not serve.
        TitleTaken, TooMany: when there is no room for it.
    """
    team = await access.team_as_mentor(session, actor)
    await access.take_in_once(session, actor)
    known = await _held(session, team.id)
    if len(known) >= rules.MOST:
        raise TooMany(most=rules.MOST)
    snippet = Snippet(team_id=team.id)
    _write(vault, snippet, draft, known, now=now)
    session.add(snippet)
    await session.flush()
    return snippet


async def edit(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    snippet_id: int,
    draft: Draft,
    *,
    version: int,
    now: datetime,
) -> Snippet:
    """Change an answer, unless a colleague changed it since the form was opened.

    Raises:
        NotAMentor, SnippetGone: when it is missing or another team's.
        Conflict: when a colleague was faster.
        NoTitle, BlankWords, UnknownPlaceholder, TooLong, TitleTaken: when it could not serve.
    """
    snippet = await access.snippet_for(session, actor, snippet_id)
    known = await _held(session, snippet.team_id)
    await session.refresh(snippet)
    if snippet.version != version:
        raise Conflict
    _write(vault, snippet, draft, [one for one in known if one.id != snippet.id], now=now)
    return snippet


async def remove(session: WriteSession, actor: Actor, snippet_id: int) -> str:
    """Delete an answer; return its title.

    Raises:
        NotAMentor, SnippetGone: when it is missing or another team's.
    """
    snippet = await access.snippet_for(session, actor, snippet_id)
    await session.delete(snippet)
    return snippet.title


async def all_of(session: ReadSession, actor: Actor) -> Sequence[Snippet]:
    """Return the answers of the mentor's team, by title.

    Raises:
        NotAMentor: for anybody but the team's mentors.
    """
    team = await access.team_as_mentor(session, actor)
    return await queries.of_team(session, team.id)


async def suggested(
    session: ReadSession, actor: Actor, typed: str, *, thread_id: int | None, locale: str
) -> list[Snippet]:
    """Return the answers whose title fits what was typed; those in the language of the request
    whose thread this is first, elsewhere those in the reader's.

    Raises:
        NotAMentor: for anybody but the team's mentors.
    """
    team = await access.team_as_mentor(session, actor)
    wished = await queries.language_in(session, team.id, thread_id) or locale
    ranked = [
        (place, one.id, one)
        for one in await queries.of_team(session, team.id)
        if (place := rules.rank(one.title, one.locale, typed, wished=wished)) is not None
    ]
    return [one for *_, one in sorted(ranked, key=lambda entry: entry[:2])][:OFFERED]


async def find(
    session: ReadSession, actor: Actor, typed: str, *, thread_id: int | None, locale: str
) -> Snippet:
    """Return the answer that was picked from the list, or whose whole title was typed.

    Raises:
        NotAMentor: for anybody but the team's mentors.
        SnippetGone: when there is none.
    """
    offered = await suggested(session, actor, "", thread_id=thread_id, locale=locale)
    everything = {one.id: one for one in [*offered, *await all_of(session, actor)]}
    picked = [one for one in everything.values() if str(one.id) == typed]
    named = [
        one
        for one in everything.values()
        if placeholders.fold(one.title) == placeholders.fold(typed)
    ]
    found = next(iter([*picked, *named]), None)
    if found is None:
        raise SnippetGone
    return found


async def fill(
    session: ReadSession,
    vault: Vault,
    actor: Actor,
    snippet_id: int,
    ticket_id: int,
    *,
    now: datetime,
) -> Filled:
    """Return an answer as the youth of a request would read it from the mentor who acts.

    Raises:
        NotYours, NotIntroduced, Gone, ClaimFirst, NotHolder, NotVetted, SecondFirst: when the
        mentor may not answer at this moment.
        SnippetGone: when it is missing or another team's.
    """
    ticket, mentor = await ready_to_reply(session, actor, ticket_id, now=now)
    snippet = await access.snippet_for(session, actor, snippet_id)
    values = {
        "alias": ticket.alias.name,
        "mentor": mentor.first_name,
        "team": ticket.community.team.name,
        "community": ticket.community.name,
    }
    words = placeholders.filled(vault.open_words(snippet.words).reveal(), values, rules.MEANING)
    return Filled(snippet, ticket, mentor, Private(words))


async def send(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    snippet_id: int,
    ticket_id: int,
    *,
    version: int,
    now: datetime,
) -> tuple[Ticket, Message]:
    """Owe an answer to the youth as any other reply, unless it changed since it was shown.

    Raises:
        ChangedMeanwhile: when it did.
        NotYours, NotIntroduced, Gone, ClaimFirst, NotHolder, NotVetted, SecondFirst, SnippetGone:
        as for :func:`fill`.
    """
    whole = await fill(session, vault, actor, snippet_id, ticket_id, now=now)
    if whole.snippet.version != version:
        raise ChangedMeanwhile(alias=whole.ticket.alias.name)
    return await reply(session, vault, actor, ticket_id, whole.words, now=now)


async def _held(session: WriteSession, team_id: int) -> Sequence[Snippet]:
    """Return a team's answers; who decides about them comes after whoever does so already."""
    one_by_one = select(Team.id).where(Team.id == team_id)
    await hold(session, one_by_one)
    return await queries.of_team(session, team_id)


def _write(
    vault: Vault, snippet: Snippet, draft: Draft, others: Sequence[Snippet], *, now: datetime
) -> None:
    title, words = " ".join(draft.title.split()), draft.words.reveal()
    locale = draft.locale if draft.locale in LOCALES else LOCALES[0]
    if not title:
        raise NoTitle
    if draft.words.is_blank:
        raise tickets.BlankWords
    if (unknown := placeholders.unknown_in(words, rules.MEANING)) is not None:
        raise UnknownPlaceholder(unknown=unknown)
    if placeholders.longest(words, rules.LONGEST, rules.MEANING) > tickets.LONGEST_WORDS:
        raise TooLong(most=tickets.LONGEST_WORDS)
    alike = (one for one in others if one.locale == locale)
    if any(placeholders.fold(one.title) == placeholders.fold(title) for one in alike):
        raise TitleTaken(title=title)
    snippet.title, snippet.locale, snippet.changed_at = title, locale, now
    snippet.words = vault.seal_words(draft.words)
