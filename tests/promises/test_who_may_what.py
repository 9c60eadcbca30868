"""Who may do what: every command, button and form has a row here; who is in it is let in, and
whoever is not is refused in words and changes nothing.

A new command, button or form without a row fails, so that somebody decides.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands
from simcord import interactions
from simcord.backend import serializers
from simcord.enums import InteractionType
from simcord.results import InteractionResult
from sqlalchemy import select, text

from bot.limits import Limiter
from bot.ui import pattern_of
from models import (
    Alias,
    Base,
    Block,
    Campaign,
    CampaignKind,
    CampaignMessage,
    CheckIn,
    CheckInState,
    Community,
    Concern,
    Consent,
    Farewell,
    Handoff,
    Lifting,
    Mentor,
    MentorReport,
    Message,
    MessageAuthor,
    MessageVia,
    Outcome,
    Permanence,
    Poll,
    Purpose,
    Referral,
    Room,
    Service,
    ServiceKind,
    SkipPeriod,
    Snippet,
    Suggestion,
    Team,
    Ticket,
    VoiceAnswer,
    Wording,
    WordingKind,
    Youth,
)
from tests.world import World, said

EVERYBODY = "owner stranger blocked mentor holder moderator administrator lead"
"""Owner: the youth of request 1. Blocked: a youth whom the team no longer answers. Holder: the
mentor who has request 1, and asked to lift its anonymity. Moderator: manages the server.
Administrator: of the server, not of the team. Elsewhere, a mentor and lead of another team, is in
no row: what they may do they may do with their own team's records."""
WELCOME = EVERYBODY.replace("blocked ", "")
TEAM = "mentor holder lead"
SERVER = "moderator administrator"
COORDINATORS = f"{SERVER} lead"

COMMANDS: Mapping[str, str] = {
    "hello": EVERYBODY,
    "talk": WELCOME,
    "messages": EVERYBODY,
    "nearby": EVERYBODY,
    "sos": EVERYBODY,
    "stop": EVERYBODY,
    "privacy": EVERYBODY,
    "voice": EVERYBODY,
    "poll": COORDINATORS,
    "published": COORDINATORS,
    "queue": TEAM,
    "profile": TEAM,
    "duty on": TEAM,
    "duty off": TEAM,
    "duty who": TEAM,
    "ticket claim": TEAM,
    "ticket release": TEAM,
    "ticket reply": TEAM,
    "ticket handoff": TEAM,
    "ticket note": TEAM,
    "ticket close": TEAM,
    "ticket refer": TEAM,
    "ticket calendar": TEAM,
    "ticket escalate": TEAM,
    "ticket block": TEAM,
    "team link": f"{SERVER} lead",
    "team accept": SERVER,
    "team end": f"{SERVER} lead",
    "team list": f"{SERVER} lead",
    "snippet add": TEAM,
    "snippet edit": TEAM,
    "snippet use": TEAM,
    "snippet remove": TEAM,
    "snippet list": TEAM,
    "setup": SERVER,
    "doctor": SERVER,
    "settings show": SERVER,
    "settings set": SERVER,
    "settings export": SERVER,
    "settings import": SERVER,
    "panel post": SERVER,
    "panel preview": SERVER,
    "panel remove": SERVER,
    "panel words": SERVER,
    "panel picture": SERVER,
    "panel newcomers": SERVER,
    "followups show": COORDINATORS,
    "followups days": COORDINATORS,
    "followups skip": COORDINATORS,
    "followups unskip": COORDINATORS,
    "hangout plan": COORDINATORS,
    "hangout change": COORDINATORS,
    "hangout list": COORDINATORS,
    "hangout cancel": COORDINATORS,
    "directory import": COORDINATORS,
    "directory export": COORDINATORS,
    "directory check": COORDINATORS,
    "directory remove": COORDINATORS,
    "impact": COORDINATORS,
    "campaign start": COORDINATORS,
    "campaign list": COORDINATORS,
    "campaign show": COORDINATORS,
    "campaign edit": COORDINATORS,
    "campaign end": COORDINATORS,
    "invite write": COORDINATORS,
    "invite list": COORDINATORS,
    "safeguard concerns": "lead",
    "safeguard lift": TEAM,
    "safeguard journal": "lead",
    "safeguard reports": "lead",
    "safeguard vet": "lead",
    "safeguard alerts": "lead",
    "safeguard unblock": "lead",
    "safeguard delay": "lead",
}
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "ticket reply": {"words": "Bonjour"},
    "team accept": {"code": "AAAA-BBBB-CCCC"},
    "snippet edit": {"title": "Accueil"},
    "snippet use": {"title": "Accueil"},
    "snippet remove": {"title": "Accueil"},
    "hangout change": {"plan": "1", "title": "Ici"},
    "hangout cancel": {"plan": "1", "day": "2026-01-07"},
    "directory remove": {"service": "1"},
    "panel picture": {"remove": True},
    "panel newcomers": {"off": True},
    "followups days": {"topic": "work", "days": "3, 9"},
    "followups skip": {"first": "19/12/2026", "last": "04/01/2027", "name": "Noël"},
    "followups unskip": {"period": "1"},
    "campaign show": {"campaign": "1"},
    "campaign edit": {"campaign": "1"},
    "campaign end": {"campaign": "1"},
    "poll": {"question": "Quand ?", "first": "Le soir", "second": "Le samedi"},
    "published": {"said": "Ouvrez le samedi.", "did": "C'est fait."},
    "safeguard alerts": {"on": True},
    "safeguard delay": {"seconds": 60},
    "settings set": {"what": "caseload", "value": "9"},
    "settings import": {"file": ("maraude.toml", b"caseload = 9")},
}

PRESSES: Mapping[str, str] = {
    "tickets:talk": WELCOME,
    "tickets:talk:{outing}": WELCOME,
    "sos:show": EVERYBODY,
    "sos:show:{outing}": EVERYBODY,
    "sos:more:{country}": EVERYBODY,
    "greeting:keep": WELCOME,
    "greeting:keep:{version}": WELCOME,
    "greeting:keep:{outing}:{version}": WELCOME,
    "greeting:no": EVERYBODY,
    "greeting:write:{kind}:{locale}": SERVER,
    "greeting:words:{wording}:keep:{version}": SERVER,
    "greeting:words:{wording}:change": SERVER,
    "greeting:words:{wording}:ours": SERVER,
    "directory:near": EVERYBODY,
    "directory:near:{outing}": EVERYBODY,
    "directory:near:{place}:{topic}:{page}": EVERYBODY,
    "directory:good": COORDINATORS,
    "directory:starter": COORDINATORS,
    "impact:show:{period}:{place}": COORDINATORS,
    "impact:table:{period}:{place}": COORDINATORS,
    "impact:charts:{period}:{place}": COORDINATORS,
    "impact:sheet:{period}:{place}": COORDINATORS,
    "permanences:publish:{permanence}": COORDINATORS,
    "permanences:drop:{permanence}": COORDINATORS,
    "permanences:remind": WELCOME,
    "permanences:remind:{version}": WELCOME,
    "permanences:no-more": EVERYBODY,
    "campaigns:post:{campaign}": COORDINATORS,
    "campaigns:change:{campaign}": COORDINATORS,
    "campaigns:cancel:{campaign}": COORDINATORS,
    "campaigns:ask:{campaign}": COORDINATORS,
    "campaigns:end:{campaign}": COORDINATORS,
    "privacy:stop": EVERYBODY,
    "privacy:export": EVERYBODY,
    "privacy:forget": EVERYBODY,
    "privacy:forget-sure": EVERYBODY,
    "privacy:agreements": EVERYBODY,
    "privacy:withdraw:{purpose}": EVERYBODY,
    "privacy:language:{locale}": EVERYBODY,
    "ticket:{ticket}:withdraw": EVERYBODY,
    "ticket:{ticket}:withdraw-sure": "owner",
    "tickets:again:{check_in}": "owner",
    "check-in:{check_in}:{answer}": "owner",
    "check-in:{check_in}:{answer}:{round}": "owner",
    "followups:move:{check_in}": "holder lead",
    "followups:cancel:{check_in}": "holder lead",
    "followups:add:{ticket}": "holder lead",
    "followups:accept:{ticket}": "owner",
    "followups:accept:{ticket}:{version}": "owner",
    "relay:meant:{ticket}": "owner",
    "relay:write:{ticket}": "owner",
    "relay:unveil:{message}": "owner",
    "waits:debrief:{ticket}:{which}": "holder",
    "handoff:{handoff}:says:{wish}": "owner",
    "handoffs:another:{ticket}": "owner",
    "handoffs:another-sure:{ticket}": "owner",
    "farewell:{farewell}:stay": "owner",
    "farewell:{farewell}:agree": "owner",
    "protection:report:{ticket}": EVERYBODY,
    "rating:{ticket}:{mark}": "owner",
    "rated:{ticket}:word": "owner",
    "rated:{ticket}:lead": "owner",
    "voice:suggest": WELCOME,
    "voice:ask-me": WELCOME,
    "voice:ask-me:{version}": WELCOME,
    "poll:{poll}:vote:{choice}": "owner",
    "poll:{poll}:send": COORDINATORS,
    "poll:{poll}:ask": COORDINATORS,
    "poll:{poll}:end": COORDINATORS,
    "voice:publish:{said}": COORDINATORS,
    "suggestion:{suggestion}:noted": COORDINATORS,
    "suggestion:{suggestion}:hide": COORDINATORS,
    "referral:{referral}:fill": "owner",
    "referral:{referral}:address": "owner",
    "referral:{referral}:no": "owner",
    "referral:{referral}:mine": "owner",
    "referral:{referral}:revoke": "owner",
    "referral:{referral}:said:{answer}": "owner",
    "referral:{referral}:look": TEAM,
    "referrals:ask:{ticket}": TEAM,
    "ticket:{ticket}:claim": TEAM,
    "ticket:{ticket}:release": TEAM,
    "ticket:{ticket}:second": TEAM,
    "ticket:{ticket}:handoff": TEAM,
    "handoff:{handoff}:accept": "mentor",
    "handoff:{handoff}:decline": "mentor",
    "ticket:{ticket}:note": TEAM,
    "ticket:{ticket}:close": TEAM,
    "ticket:{ticket}:seen": TEAM,
    "tickets:queue:{page}": TEAM,
    "tickets:queue:{page}:{wanted}": TEAM,
    "tickets:queue-by:{which}:{wanted}": TEAM,
    "tickets:queue-urgent:{wanted}": TEAM,
    "relay:reply:{ticket}": TEAM,
    "relay:reply:{ticket}:anyway": TEAM,
    "relay:preview:{ticket}:send": "holder",
    "relay:preview:{ticket}:change": TEAM,
    "relay:preview:cancel": EVERYBODY,
    "relay:undo:{message}": "holder",
    "snippets:send:{snippet}:{ticket}:{version}": "holder",
    "snippets:remove:{snippet}": TEAM,
    "relay:edit:{message}": "holder",
    "relay:erase:{message}": "holder",
    "mentors:introduce": TEAM,
    "protection:block:{ticket}": TEAM,
    "protection:concerns": "lead",
    "protection:unblock:{block}": "lead",
    "protection:concern:{concern}:close": "lead",
    "protection:lift:{lifting}:see": "lead",
    "protection:lift:{lifting}:grant": "lead",
    "protection:lift:{lifting}:refuse": "lead",
    "protection:lift:{lifting}:look": "holder",
    "protection:report:{report}:seen": "lead",
    "protection:report:{report}:take": "lead",
    "invitations:{invitation}:see": COORDINATORS,
    "invitations:{invitation}:change": COORDINATORS,
    "invitations:{invitation}:approve:{edition}": COORDINATORS,
    "invitations:{invitation}:pause": COORDINATORS,
    "invitations:{invitation}:go-on": COORDINATORS,
    "invitations:{invitation}:stop": COORDINATORS,
    "invitations:{invitation}:stop-sure": COORDINATORS,
    "setup:page:{page}": SERVER,
    "setup:place:{which}": SERVER,
    "setup:rhythm:{which}": SERVER,
    "setup:hours": SERVER,
    "setup:pace": SERVER,
    "setup:team": SERVER,
    "setup:intake:{what}": SERVER,
    "setup:serve": SERVER,
    "setup:here:{which}": SERVER,
    "setup:gate:{what}": SERVER,
    "teams:accept:{code}": SERVER,
    "teams:page:{page}": f"{SERVER} lead",
    "teams:pick": f"{SERVER} lead",
    "teams:ask:{community}": f"{SERVER} lead",
    "teams:end:{community}": f"{SERVER} lead",
}
FORMS: Mapping[str, str] = {
    "tickets:request:{guild}": WELCOME,
    "tickets:request:{guild}:{version}": WELCOME,
    "greeting:write:{kind}:{locale}:form": SERVER,
    "directory:near:form": EVERYBODY,
    "rated:{ticket}:word": "owner",
    "voice:suggest": WELCOME,
    "relay:write:{ticket}:form": "owner",
    "protection:report:{ticket}": "owner",
    "ticket:{ticket}:note-form": TEAM,
    "ticket:{ticket}:handoff-form": "holder",
    "ticket:{ticket}:close-form": TEAM,
    "referral:{referral}:sheet": "owner",
    "referral:{referral}:sheet:{version}": "owner",
    "referrals:offer:{ticket}": "holder",
    "followups:move:{check_in}:form": "holder lead",
    "followups:add:{ticket}:form": "holder lead",
    "relay:reply:{ticket}:form": "holder",
    "relay:preview:{ticket}:form": "holder",
    "campaigns:form:{campaign}": COORDINATORS,
    "snippets:add": TEAM,
    "snippets:edit:{snippet}:{version}": TEAM,
    "relay:edit:{message}:form": "holder",
    "mentors:introduction": TEAM,
    "protection:concern:{ticket}": TEAM,
    "protection:lift:{ticket}": TEAM,
    "invitations:write:{community}:{campaign}:{at}": COORDINATORS,
    "invitations:{invitation}:change:{edition}": COORDINATORS,
    "setup:hours:form": SERVER,
    "setup:pace:form": SERVER,
    "setup:team:form": SERVER,
}
PARTS = {
    "country": "FR", "purpose": "check-ins", "locale": "fr", "answer": "better", "page": "2",
    "wish": "fine",
    "what": "close", "version": "1", "edition": "1", "at": "0", "code": "AAAABBBBCCCC",
    "wanted": "0-0-0-1",
    "place": "33", "topic": "work", "period": "2025-12", "kind": "panel", "round": "0",
    "outing": "c1",
    "mark": "3", "choice": "1",
}  # fmt: skip
WHICH = {
    "setup:place:{which}": "panel", "setup:rhythm:{which}": "country",
    "setup:here:{which}": "country", "tickets:queue-by:{which}:{wanted}": "topic",
    "waits:debrief:{ticket}:{which}": "fine",
}  # fmt: skip
RECORDS = {
    "ticket", "message", "concern", "lifting", "report", "check_in", "block", "handoff", "farewell",
    "community", "snippet", "referral", "wording", "permanence", "campaign",
    "poll", "said", "suggestion", "invitation",
}  # fmt: skip
PICKED = {
    "setup:rhythm:country": "FR",
    "setup:here:country": "FR",
    "teams:pick": "1",
    "tickets:queue-by:topic:0-0-0-1": "school",
}
"""Menus, and what is picked in them."""
MISSING = dict.fromkeys((*RECORDS, "words"), 999)
ABSURD = dict.fromkeys(MISSING, 10**30)
LAST = (
    "teams:end", "campaigns:end", "}:end", "seen", ":agree", "release", "close", "block",
    "another-sure", ":accept", "withdraw-sure", "forget-sure",
)  # fmt: skip
"""What ends something is tried last; ``forget-sure`` after all others."""
REFUSED = re.compile(
    "réservé|Je ne trouve pas|C'est déjà fait|Prends-la d'abord|qui suit cette demande|"
    "ne marche pas ici|dis qui tu es|que c'est demandé|ne plus répondre à tes messages"
)
NOT_FOR_YOU = re.compile(
    "réservé|Je ne trouve pas|ne marche pas ici|ne plus répondre à tes messages|"
    "Quelque chose a coincé"
)
"""What nobody in a row is told; that somebody was faster, or that it is over, is no refusal."""


@dataclass(frozen=True)
class Scene:
    """Everybody who could try, where they stand, and the numbers of what they would touch."""

    world: World
    people: Mapping[str, simcord.MemberActor]
    ids: Mapping[str, int]
    foreign: Mapping[str, int]
    away: Any
    """A channel of the other team's server."""

    def address(self, pattern: str, ids: Mapping[str, int | str] | None = None) -> str:
        """Return an address as a card would carry it."""
        known: dict[str, int | str] = {**PARTS, "which": WHICH.get(pattern, "")}
        known |= {"guild": self.world.guild.id, **(self.ids if ids is None else ids)}
        if "unveil" in pattern:
            known["message"] = known.get("words", known["message"])
        return re.sub(r"\{(\w+)\}", lambda found: str(known[found[1]]), pattern)

    async def finds_again(self) -> None:
        """What somebody took out a moment ago stands again for the next one."""
        async with self.world.bot.db.transaction() as session:
            if await session.get(Snippet, self.ids["snippet"]) is None:
                again = Snippet(id=self.ids["snippet"], team_id=1, locale="fr", title="Accueil")
                again.words, again.changed_at = b"", self.world.clock()
                session.add(again)
            if await session.get(Wording, self.ids["wording"]) is None:
                words = Wording(id=self.ids["wording"], community_id=1, kind=WordingKind.WELCOME)
                words.locale, words.draft, words.changed_at = "fr", "Bonjour", self.world.clock()
                session.add(words)
            idea = await session.get_one(Suggestion, self.ids["suggestion"])
            idea.words = self.world.bot.vault.seal("i")
            own = await session.get(Ticket, self.ids["ticket"])
            known = await session.get(Farewell, self.ids["farewell"])
            if own is not None and own.is_open and known is None:
                parting = Farewell(id=self.ids["farewell"], ticket=own, mentor_id=own.mentor_id)
                parting.outcome, parting.proposed_at = Outcome.LISTENED, self.world.clock()
                session.add(parting)

    async def skips_again(self) -> None:
        """The days that somebody skips no more are skipped again."""
        async with self.world.bot.db.transaction() as session:
            if await session.get(SkipPeriod, 1) is None:
                today = self.world.clock().date()
                again = SkipPeriod(id=1, team_id=1, first_day=today, last_day=today, name="X")
                session.add(again)
                if not self.world.bot.db.is_sqlite:
                    await session.execute(text("SELECT setval('skip_period_id_seq', 1000)"))

    def place_of(self, name: str) -> Any:
        """Return where somebody acts from."""
        return self.away if name == "elsewhere" else self.world.welcome

    async def tries(self, kind: str, name: str, address: str) -> InteractionResult:
        """Somebody presses or sends what nobody opened for them."""
        act = presses if kind == "press" else sends
        return await act(self.world, self.people[name], address, self.place_of(name))


def rows_of(kind: str) -> Mapping[str, str]:
    """Return the table of one kind."""
    return PRESSES if kind == "press" else FORMS


def in_order(rows: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return rows, what ends something last."""

    def rank(pattern: str) -> int:
        return next((n for n, word in enumerate(LAST, start=1) if word in pattern), 0)

    yield from sorted(rows.items(), key=lambda row: rank(row[0]))


def records_in(pattern: str) -> set[str]:
    """Return the kinds of records that an address names."""
    return set(re.findall(r"\{(\w+)\}", pattern)) & RECORDS


def commands_of(world: World) -> set[str]:
    """Return every command that can be typed, in full."""
    return {
        command.qualified_name
        for command in world.bot.tree.walk_commands()
        if not isinstance(command, app_commands.Group)
    }


async def has_talked(world: World) -> Scene:
    """Everybody has a part in request 1, and Discord's own permissions keep nobody out."""
    await world.is_set_up()
    introduced = await world.lea.slash(world.staff, "profile")
    await world.send_form(world.lea, introduced, first_name="Léa", organisation="Les Ponts")
    await world.ask(world.lina, "Mon numéro : 06 12 34 56 78", wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonjour !")
    guild = world.env.backend.get_guild(world.guild.id)
    everyone = guild.roles[world.guild.id]
    everyone.permissions |= 1 << 34
    manages = discord.Permissions(manage_guild=True)
    role = world.guild.create_role("Gère le serveur", permissions=manages)
    newcomers = {
        name: world.guild.add_member(world.env.create_user(name), roles=roles)
        for name, roles in (("rayan", []), ("mila", [role]))
    }
    away = world.env.create_guild("Ailleurs")
    their_role = away.create_role("Équipe")
    channel = away.create_text_channel("ailleurs")
    rival = away.add_member(world.env.create_user("ilan"), roles=[their_role])
    await world.env.settle()
    await world.ask(newcomers["rayan"], "Encore moi.")
    await world.press(world.sam, await world.card(2), "ticket:2:claim")
    await world.forge(world.sam, await world.card(2), "protection:block:2")
    people = {
        "owner": world.lina,
        "stranger": world.noe,
        "blocked": newcomers["rayan"],
        "mentor": world.ines,
        "holder": world.sam,
        "moderator": newcomers["mila"],
        "administrator": world.max,
        "lead": world.lea,
        "elsewhere": rival,
    }
    for person in people.values():
        world.speaks(person, "fr")
    ids, foreign = await _records(world, away.id, their_role.id, people)
    return Scene(world, people, ids, foreign, channel)


async def _records(
    world: World, guild_id: int, role_id: int, people: Mapping[str, simcord.MemberActor]
) -> tuple[dict[str, int], dict[str, int]]:
    """Store one record of each kind about request 1, and one of another team's about a request of
    somebody else; Sam works for both teams."""
    now, vault = world.clock(), world.bot.vault
    async with world.bot.db.transaction() as session:
        own = await session.get_one(Ticket, 1)
        theirs = Team(guild_id=guild_id, name="Ailleurs", created_at=now)
        theirs.mentor_role_id = theirs.lead_role_id = role_id
        session.add(theirs)
        await session.flush()
        place = Community(team_id=theirs.id, guild_id=guild_id, name="X", created_at=now)
        youth = Youth(lookup=b"?", discord_id=vault.seal("1"), locale="fr")
        youth.created_at = youth.last_seen_at = now
        session.add_all([place, youth])
        await session.flush()
        alias = Alias(youth_id=youth.id, community_id=place.id, team_id=theirs.id, name="Lynx 7")
        alias.created_at = now
        mentors = [
            Mentor(team_id=theirs.id, discord_id=who.id, first_name="X", organisation="Y")
            for who in (people["holder"], people["elsewhere"])
        ]
        for mentor in mentors:
            mentor.created_at = now
        session.add_all([alias, *mentors])
        await session.flush()
        other = Ticket(team_id=theirs.id, community_id=place.id, alias_id=alias.id, topic=own.topic)
        other.reach, other.state, other.mentor_id = own.reach, own.state, mentors[0].id
        other.opened_at = other.changed_at = now
        session.add(other)
        await session.flush()
        found: list[dict[str, int]] = []
        for ticket in (own, other):
            written = Message(ticket_id=ticket.id, author=MessageAuthor.MENTOR, via=MessageVia.DESK)
            written.mentor_id, written.words, written.written_at = (
                ticket.mentor_id,
                vault.seal("m"),
                now,
            )
            said = Message(ticket_id=ticket.id, author=MessageAuthor.YOUTH, via=MessageVia.DM)
            said.words, said.veiled, said.written_at = vault.seal("y"), True, now
            concern = Concern(team_id=ticket.team_id, ticket=ticket.id, opened_by=1, opened_at=now)
            lifting = Lifting(ticket_id=ticket.id, asked_by=people["holder"].id, tell_youth=False)
            lifting.why, lifting.asked_at, lifting.was_granted = vault.seal("w"), now, True
            lifting.decided_by, lifting.decided_at = people["lead"].id, now
            report = MentorReport(team_id=ticket.team_id, ticket=ticket.id, written_at=now)
            report.mentor_id, report.words = ticket.mentor_id, vault.seal("r")
            asked = CheckIn(ticket_id=ticket.id, days=2, due_at=now, state=CheckInState.SENT)
            block = Block(team_id=ticket.team_id, lookup=b"?", ticket=ticket.id, since=now)
            block.until = now + timedelta(days=1)
            colleague = people["mentor"].id if ticket is own else people["elsewhere"].id
            taker = select(Mentor).where(Mentor.discord_id == colleague)
            handoff = Handoff(ticket=ticket, from_id=ticket.mentor_id, asked_at=now)
            handoff.taker = (await session.scalars(taker)).one()
            handoff.until = now + timedelta(hours=12)
            parting = Farewell(ticket=ticket, mentor_id=ticket.mentor_id, proposed_at=now)
            parting.outcome = Outcome.LISTENED
            snippet = Snippet(team_id=ticket.team_id, locale="fr", title="Accueil")
            snippet.words, snippet.changed_at = vault.seal("Bonjour {pseudo}"), now
            known = Service(team_id=ticket.team_id, name="X", kind=ServiceKind.OTHER, topics=[])
            known.country, known.languages, known.verified_by = "FR", [], "X"
            known.verified_on, known.created_at, known.changed_at = now.date(), now, now
            proposed = Referral(ticket_id=ticket.id, service=known, offered_at=now)
            own_words = Wording(community_id=ticket.community_id, kind=WordingKind.WELCOME)
            own_words.locale, own_words.draft, own_words.changed_at = "fr", "Bonjour", now
            plan = Permanence(community_id=ticket.community_id, room=Room.TEXT, title="Ici")
            plan.channel_id, plan.created_at = world.welcome.id, now
            outing = Campaign(team_id=ticket.team_id, everywhere=True, name="Stream")
            outing.kind, outing.words_fr = CampaignKind.STREAM, "Bonjour"
            outing.starts_on = outing.ends_on = now.date()
            outing.created_at = outing.posted_at = now
            agreed = Consent(youth_id=ticket.alias.youth_id, community_id=ticket.community_id)
            agreed.purpose, agreed.version, agreed.given_at = Purpose.VOICE, 1, now
            session.add(agreed)
            poll = Poll(team_id=ticket.team_id, question="?", choices=["A", "B"], days=7)
            poll.created_at = poll.opened_at = now
            poll.closes_at = now + timedelta(days=7)
            told = VoiceAnswer(team_id=ticket.team_id, said="A", did="B", created_at=now)
            idea = Suggestion(team_id=ticket.team_id, community_id=ticket.community_id)
            idea.words, idea.day = vault.seal("i"), now.date()
            call = CampaignMessage(team_id=ticket.team_id, is_everywhere=True, written_by=1)
            call.words_fr, call.written_at, call.changed_at = vault.seal("i"), now, now
            rows = (
                written, said, concern, lifting, report, asked, block, handoff, parting, snippet,
                proposed, own_words, plan, outing, poll, told, idea, call,
            )  # fmt: skip
            session.add_all(rows)
            await session.flush()
            names = (
                "message", "words", "concern", "lifting", "report", "check_in", "block", "handoff",
                "farewell", "snippet", "referral", "wording", "permanence", "campaign",
                "poll", "said", "suggestion", "invitation",
            )  # fmt: skip
            found.append(
                {
                    "ticket": ticket.id,
                    "community": ticket.community_id,
                    **{n: r.id for n, r in zip(names, rows, strict=True)},
                }
            )
    return found[0], found[1]


async def everything(world: World) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that is stored, but for notes of what was pressed."""
    async with world.bot.db.reading() as session:
        return {
            table.name: [tuple(row) for row in await session.execute(select(table))]
            for table in Base.metadata.sorted_tables
            if table.name not in {"taken_press", "installation"}
        }


async def sends(
    world: World, who: simcord.MemberActor, address: str, place: Any = None
) -> InteractionResult:
    """Somebody sends a form in that nobody opened for them."""
    words = ("words", "why", "first_name", "organisation", "name", "hours", "title")
    fields = [
        {"type": 18, "component": {"type": 4, "custom_id": name, "value": "Bonjour"}}
        for name in words
    ]
    picks = {"outcome": "listened", "reason": "danger-now", "tell": "yes", "topic": "school"}
    picks |= {"service": "1", "ticked": "alias"}
    fields += [
        {"type": 18, "component": {"type": 3, "custom_id": name, "values": [value]}}
        for name, value in picks.items()
    ]
    data = {"custom_id": address, "components": fields}
    return await _acts(world, who, InteractionType.MODAL_SUBMIT, data, place=place)


async def presses(
    world: World, who: simcord.MemberActor, address: str, place: Any = None
) -> InteractionResult:
    """Somebody presses a button that no message of theirs ever had."""
    place = place or world.welcome
    backend = world.env.backend
    stored = backend.create_message(place.id, backend.bot_user.id, "…")
    shown: dict[str, Any] = dict(serializers.message_payload(backend, stored))
    item: dict[str, Any] = {"type": 2, "style": 2, "label": "…", "custom_id": address}
    data: dict[str, Any] = {"custom_id": address, "component_type": 2}
    if address in PICKED:
        value = PICKED[address]
        item = {"type": 3, "custom_id": address, "options": [{"label": value, "value": value}]}
        data |= {"component_type": 3, "values": [value]}
    shown["components"] = [{"type": 1, "components": [item]}]
    return await _acts(
        world, who, InteractionType.MESSAGE_COMPONENT, data, place=place, shown=shown
    )


async def _acts(
    world: World,
    who: simcord.MemberActor,
    kind: InteractionType,
    data: dict[str, Any],
    *,
    place: Any,
    shown: dict[str, Any] | None = None,
) -> InteractionResult:
    place = place or world.welcome
    world.bot.limits = Limiter()  # who tries every door within a minute is no flood here
    record, payload = interactions.base_payload(
        world.env.backend,
        type=kind,
        channel_id=place.id,
        guild_id=world.env.backend.get_channel(place.id).guild_id,
        user_id=who.id,
        data=data,
    )
    if shown is not None:
        payload["message"], record.source_message_id = shown, int(shown["id"])
    world.env._notify_dispatch_observers(record)
    world.env.backend.emit("INTERACTION_CREATE", payload)
    await world.env.settle(timeout=60)
    return InteractionResult(world.env, record)


async def test_everything_that_can_be_typed_pressed_or_sent_has_a_row(world: World) -> None:
    assert commands_of(world) == set(COMMANDS), "add a row, and decide who may"
    pressed = {pattern.pattern for pattern in world.bot.addresses}
    assert pressed == {pattern_of(address) for address in PRESSES}, "add a row, and decide who may"
    sent = {kind.pattern.pattern for kind in world.bot.forms}
    assert sent == {pattern_of(address) for address in FORMS}, "add a row, and decide who may"


async def typed(scene: Scene, command: str, name: str) -> str | None:
    """Somebody types a command where it would mean something; None when Discord hides it."""
    world, person = scene.world, scene.people[name]
    thread = await world.thread()
    world.env.backend.add_thread_member(thread.id, person.id)
    place = thread if name in TEAM.split() else world.welcome
    here = {"title": "Ici", "where": str(world.welcome.id)}
    known = {"safeguard vet": {"mentor": world.ines}, "hangout plan": here, **OPTIONS}
    options = known.get(command, {})
    try:
        answer = await person.slash(place, command, **options)
    except simcord.SetupError:
        return None
    return said(answer) or ("a form" if answer.modal is not None else "")


async def test_a_command_refuses_who_is_not_in_its_row(world: World) -> None:
    scene = await has_talked(world)
    before, wrong = await everything(world), list[str]()

    for command, welcome in COMMANDS.items():
        for name in EVERYBODY.split():
            if name not in welcome.split():
                answer = await typed(scene, command, name)
                if answer is not None and not REFUSED.search(answer):
                    wrong.append(f"/{command} by {name}: {answer[:80]}")

    assert wrong == []
    assert await everything(world) == before


@pytest.mark.parametrize("kind", ["press", "form"])
async def test_a_button_or_a_form_refuses_who_is_not_in_its_row(world: World, kind: str) -> None:
    scene = await has_talked(world)
    before, wrong = await everything(world), list[str]()

    for pattern, welcome in rows_of(kind).items():
        for name in EVERYBODY.split():
            if name not in welcome.split():
                answer = said(await scene.tries(kind, name, scene.address(pattern)))
                if not REFUSED.search(answer):
                    wrong.append(f"{pattern} by {name}: {answer[:80]}")

    assert wrong == []
    assert await everything(world) == before


async def test_a_command_lets_in_who_is_in_its_row(world: World) -> None:
    scene, wrong = await has_talked(world), list[str]()

    for command, welcome in in_order(COMMANDS):
        for name in welcome.split():
            await scene.skips_again()
            answer = await typed(scene, command, name)
            if not answer or NOT_FOR_YOU.search(answer):
                wrong.append(f"/{command} by {name}: {answer}")

    assert wrong == []


@pytest.mark.parametrize("kind", ["press", "form"])
async def test_a_button_or_a_form_lets_in_who_is_in_its_row(world: World, kind: str) -> None:
    scene, wrong = await has_talked(world), list[str]()

    for pattern, welcome in in_order(rows_of(kind)):
        for name in welcome.split():
            await scene.finds_again()
            result = await scene.tries(kind, name, scene.address(pattern))
            answer = said(result) or ("a form" if result.modal is not None else "")
            if not answer or NOT_FOR_YOU.search(answer):
                wrong.append(f"{pattern} by {name}: {answer[:80]}")

    assert wrong == [], wrong


@pytest.mark.parametrize("kind", ["press", "form"])
async def test_somebody_elses_record_sounds_like_a_missing_one(world: World, kind: str) -> None:
    """Whoever is in a row is so with their own records: those of another team, or of another youth,
    sound like what never was, and stay as they are."""
    scene = await has_talked(world)
    before, wrong = await everything(world), list[str]()

    for pattern, welcome in rows_of(kind).items():
        if not records_in(pattern):
            continue
        for name in welcome.split():
            theirs, missing, absurd = [
                said(await scene.tries(kind, name, scene.address(pattern, ids)))
                for ids in (
                    scene.foreign,
                    MISSING,
                    ABSURD,
                )
            ]
            if theirs != missing or "Je ne trouve pas" not in absurd:
                wrong.append(f"{pattern} by {name}: {theirs} / {missing} / {absurd}")

    assert wrong == []
    assert await everything(world) == before


@pytest.mark.parametrize("kind", ["press", "form"])
async def test_a_lead_of_another_team_touches_nothing_here(world: World, kind: str) -> None:
    scene = await has_talked(world)
    before, wrong = await everything(world), list[str]()

    for pattern, welcome in rows_of(kind).items():
        if records_in(pattern) and welcome not in {EVERYBODY, WELCOME}:
            answer = said(await scene.tries(kind, "elsewhere", scene.address(pattern)))
            if "Je ne trouve pas" not in answer:
                wrong.append(f"{pattern}: {answer[:80]}")

    assert wrong == []
    assert await everything(world) == before
