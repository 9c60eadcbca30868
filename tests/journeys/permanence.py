"""Une équipe, deux serveurs de jeu, trente jeunes : les gestes d'une permanence, et ce que chacun
en a vu."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import discord
import simcord
from simcord.backend import serializers
from simcord.results import InteractionResult

from models import (
    Community,
    Handoff,
    Mentor,
    Message,
    MessageAuthor,
    Referral,
    Ticket,
    TicketEvent,
)
from models.hours import Hours
from tests.directory.shelf import MISSION, knows
from tests.teams.places import Server, linked
from tests.world import World, answers_of, buttons_of, said, text_of

PARIS = ZoneInfo("Europe/Paris")
THE_14TH = date(2026, 7, 14)
SLOTS = ((time(9), time(12)), (time(14), time(18)))
FIRST_ANSWER, NEXT_ANSWER, ALERT = (timedelta(hours=h) for h in (2, 4, 6))
A_LOOK = timedelta(minutes=30)
"""De combien le temps avance d'un coup pendant que l'équipe est là."""
AT_ONCE = timedelta(minutes=1)
SAID_AGAIN = ("📥", "👀", "ressemblent à un danger", "attend quelqu'un.")
"""Ce qui se redit dans un fil, plus tard : une réponse attend dans la boîte, elle est lue, une
alerte dure, une demande est de nouveau proposée."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Un moment de juillet 2026, à Paris."""
    return datetime(2026, 7, day, hour, minute, tzinfo=PARIS)


def slots_of(day: date) -> Iterator[tuple[datetime, datetime]]:
    """Quand l'équipe est là, ce jour-là."""
    if day.weekday() < 5 and day != THE_14TH:
        for opens, closes in SLOTS:
            yield datetime.combine(day, opens, PARIS), datetime.combine(day, closes, PARIS)


def is_there(moment: datetime) -> bool:
    """Est-ce que l'équipe est là ?"""
    local = moment.astimezone(PARIS)
    return any(opens <= local < closes for opens, closes in slots_of(local.date()))


def waited(since: datetime, until: datetime, *, urgent: bool = False) -> timedelta:
    """Combien de temps a compté : celui où l'équipe était là, et tout le temps si c'est urgent."""
    if urgent:
        return until - since
    first, last = since.astimezone(PARIS).date(), until.astimezone(PARIS).date()
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    spans = (
        min(closes, until) - max(opens, since) for day in days for opens, closes in slots_of(day)
    )
    return sum((span for span in spans if span > timedelta(0)), timedelta(0))


@dataclass
class Youth:
    """Quelqu'un qui écrit, et tout ce qui s'est dit."""

    actor: simcord.MemberActor
    server: Server
    number: int
    by: str
    said: list[str]
    answered: list[str] = field(default_factory=list[str])
    mailbox: str = ""
    """Ce qui était dans sa boîte avant l'au revoir."""

    @property
    def traces(self) -> list[str]:
        """Tout ce qui dirait qui c'est."""
        user = self.actor.user
        return [str(user.id), user.name, user.name.capitalize(), str(user.dm_channel.id)]


@dataclass(frozen=True)
class Call:
    """Ce qui a sonné pour une demande."""

    at: datetime
    kind: str


@dataclass(frozen=True)
class Stretch:
    """De quand à quand quelqu'un a attendu un mot, et le temps que l'équipe se donne pour le
    dire."""

    since: datetime
    until: datetime
    span: timedelta
    urgent: bool

    def waited(self, since: datetime, until: datetime) -> timedelta:
        """Combien de temps a compté entre deux moments."""
        return waited(since, until, urgent=self.urgent)


@dataclass
class Permanence:
    """Tout ce qui se passe pendant trois jours."""

    world: World
    arenes: Server
    donjon: Server
    mentors: dict[str, simcord.MemberActor]
    apart: Any
    youths: dict[str, Youth] = field(default_factory=dict[str, Youth])
    duties: list[tuple[int, datetime, datetime]] = field(
        default_factory=list[tuple[int, datetime, datetime]]
    )

    # -- le temps --------------------------------------------------------------------------------

    async def until(self, moment: datetime) -> None:
        """Le temps passe jusqu'à ce moment, petit à petit."""
        world = self.world
        while (left := moment - world.clock()) > timedelta(0):
            local = world.clock().astimezone(PARIS)
            step = A_LOOK if is_there(local) else timedelta(hours=3)
            step = timedelta(days=2) if local >= at(15, 18) else step
            to_next = step - (local - at(13, 0)) % step
            await world.later(seconds=min(left, to_next).total_seconds())

    # -- l'équipe --------------------------------------------------------------------------------

    async def on_duty(self, *names: str, until: str | None = None) -> None:
        """Des mentors disent qu'ils sont là."""
        now = self.world.clock()
        for name in names:
            options = {"until": until} if until else {}
            told = said(await self.mentors[name].slash(self.world.staff, "duty on", **options))
            assert "tu es de permanence jusqu'à" in told, told
            ends = time.fromisoformat(until) if until else time(18)
            home = datetime.combine(now.astimezone(PARIS).date(), ends, PARIS)
            self.duties.append((self.mentors[name].id, now, home))

    async def off_duty(self, name: str) -> InteractionResult:
        """Quelqu'un rentre avant l'heure."""
        mentor, now = self.mentors[name].id, self.world.clock()
        self.duties = [
            (who, begins, min(ends, now) if who == mentor else ends)
            for who, begins, ends in self.duties
        ]
        return await self.mentors[name].slash(self.world.staff, "duty off")

    async def in_thread(self, mentor: str, name: str) -> Any:
        """Le fil d'une demande, que quelqu'un ouvre."""
        thread = await self.world.thread(self.youths[name].number)
        who = self.mentors[mentor]
        self.world.env.backend.add_thread_member(thread.id, who.id)
        return thread

    async def takes(self, mentor: str, *names: str) -> None:
        """Quelqu'un prend des demandes."""
        for name in names:
            told = said(await self.world.claim(self.mentors[mentor], self.youths[name].number))
            assert "C'est toi qui suis" in told, (name, told)

    async def answers(self, mentor: str, name: str, words: str) -> None:
        """Quelqu'un répond."""
        thread = await self.in_thread(mentor, name)
        told = said(await self.mentors[mentor].slash(thread, "ticket reply", words=words))
        assert "Ta réponse part" in told, (name, told)
        self.youths[name].answered.append(words)

    async def takes_and_answers(self, mentor: str, words: str, *names: str) -> None:
        """Quelqu'un prend des demandes, et répond à chacune."""
        await self.takes(mentor, *names)
        for name in names:
            await self.answers(mentor, name, words)

    async def hands_over(self, mentor: str, name: str, to: str) -> Handoff:
        """Quelqu'un propose à un ou une collègue de continuer."""
        number = self.youths[name].number
        card = await self.world.card(number)
        shown = await self.mentors[mentor].click(card, custom_id=f"ticket:{number}:handoff")
        told = said(
            await self.world.send_form(
                self.mentors[mentor], shown, colleague=[self.mentors[to]], words="On en est là."
            )
        )
        assert "l'apprend maintenant" in told, told
        return (await self.world.stored(Handoff))[-1]

    async def presses_in_thread(self, mentor: str, name: str, address: str) -> InteractionResult:
        """Quelqu'un de l'équipe appuie sur un bouton du fil."""
        thread = await self.in_thread(mentor, name)
        message = [m for m in thread.history() if address in buttons_of(m)][-1]
        return await self.mentors[mentor].click(message, custom_id=address)

    async def presses_alarm_seen(self, mentor: str, name: str) -> None:
        """Quelqu'un dit qu'il s'en occupe."""
        number = self.youths[name].number
        await self.presses_in_thread(mentor, name, f"ticket:{number}:seen")

    async def proposes_goodbye(self, mentor: str, *names: str) -> None:
        """Quelqu'un propose de s'arrêter là."""
        for name in names:
            number = self.youths[name].number
            card = await self.world.card(number)
            shown = await self.mentors[mentor].click(card, custom_id=f"ticket:{number}:close")
            told = said(
                await self.world.send_form(
                    self.mentors[mentor], shown, outcome=["listened"], how="propose", words=""
                )
            )
            assert "reçoit ta proposition" in told, (name, told)

    # -- les jeunes ------------------------------------------------------------------------------

    async def asks(
        self,
        name: str,
        server: Server,
        words: str,
        *,
        by: str = "dm",
        topic: str = "school",
        age: str | None = None,
        speaks: str = "fr",
    ) -> str:
        """Quelqu'un écrit pour la première fois ; rend ce qui lui est dit."""
        world = self.world
        user = world.env.create_user(name, global_name=name.capitalize())
        who = server.guild.add_member(user)
        world.speaks(who, speaks)
        shown = await who.slash(server.welcome, "talk")
        wishes = ["dm"] if by == "dm" else []
        told = await world.send_form(
            who, shown, topic=[topic], words=words, age=[age] if age else [], wishes=wishes
        )
        self.youths[name] = Youth(who, server, len(self.youths) + 1, by, [words])
        return said(told)

    async def writes(self, name: str, words: str) -> None:
        """Quelqu'un écrit encore, là où on lui répond."""
        youth = self.youths[name]
        youth.said.append(words)
        if youth.by == "dm":
            await youth.actor.send_dm(words)
            return
        page = await self.reads(name)
        address = f"relay:write:{youth.number}"
        with_it = [answer for answer in answers_of(page) if address in buttons_of(answer)][-1]
        shown = await youth.actor.click(with_it, custom_id=address)
        await self.world.send_form(youth.actor, shown, words=words)

    async def reads(self, name: str) -> InteractionResult:
        """Quelqu'un ouvre sa boîte."""
        youth = self.youths[name]
        return await youth.actor.slash(youth.server.welcome, "messages")

    async def everybody_opens_their_mailbox(self) -> None:
        """Qui lit dans sa boîte l'ouvre."""
        for name, youth in self.youths.items():
            if youth.by == "mailbox":
                youth.mailbox = said(await self.reads(name))

    async def presses(self, name: str, ending: str) -> InteractionResult:
        """Quelqu'un appuie sur le dernier bouton de ce nom, là où on lui répond."""
        youth = self.youths[name]
        pages: Sequence[Any] = (
            self.world.dm_messages(youth.actor)
            if youth.by == "dm"
            else answers_of(await self.reads(name))
        )
        page, address = [(p, a) for p in pages for a in buttons_of(p) if a.endswith(ending)][-1]
        presser = youth.actor.user if youth.by == "dm" else youth.actor
        return await presser.click(page, custom_id=address)

    async def agrees(self, *names: str) -> None:
        """Des jeunes disent qu'on peut s'arrêter là."""
        for name in names:
            told = said(await self.presses(name, ":agree"))
            assert "open" in told or "La porte reste ouverte" in told, (name, told)

    def reads_of(self, name: str) -> list[str]:
        """Ce que quelqu'un a lu en message privé."""
        return self.world.in_dm(self.youths[name].actor)

    # -- ce qui a sonné --------------------------------------------------------------------------

    async def calls_for(self, name: str) -> list[Call]:
        """Tout ce qui a rappelé une demande : à l'équipe, à la référente, au jeune lui-même."""
        youth, world = self.youths[name], self.world
        ticket = await world.ticket(youth.number)
        thread = (await world.thread(youth.number)).history()
        lead = [m for m in self.apart.history() if f"[{ticket.alias.name}]" in m.content]
        own = world.dm_messages(youth.actor)
        found = {
            "nudge": [m for m in thread if _has(m, "attend toujours", "attend une réponse de toi")],
            "lead": [m for m in lead if _has(m, "plus longtemps que ce que vous annoncez")],
            "alert": [m for m in lead if _has(m, "sans aucune réponse")],
            "honest": [m for m in own if _has(m, "personne n'a encore pu te répondre")],
        }
        calls = [Call(m.created_at, kind) for kind, them in found.items() for m in them]
        return sorted(calls, key=lambda call: (call.at, call.kind))

    async def stretches_of(self, name: str) -> list[Stretch]:
        """Chaque fois que quelqu'un a attendu un mot."""
        number, world = self.youths[name].number, self.world
        ticket = await world.ticket(number)
        messages = [m for m in await world.stored(Message) if m.ticket_id == number]
        theirs = [m.written_at for m in messages if m.author is MessageAuthor.YOUTH]
        ours = [m.written_at for m in messages if m.author is MessageAuthor.MENTOR]
        offers = [r.offered_at for r in await world.stored(Referral) if r.ticket_id == number]
        ends = sorted([*ours, *offers, ticket.closed_at or world.clock()])
        stretches: dict[datetime, Stretch] = {}
        for since in theirs:
            until = next(end for end in ends if end >= since)
            span = NEXT_ANSWER if any(our <= since for our in ours) else FIRST_ANSWER
            stretches.setdefault(until, Stretch(since, until, span, ticket.urgent))
        return list(stretches.values())

    async def given_back(self, name: str) -> list[tuple[datetime, int | None]]:
        """Quand une demande est retournée dans la file, et par qui elle était suivie."""
        number = self.youths[name].number
        back = {"released", "claim-lapsed", "another-wished"}
        steps = [e for e in await self.world.stored(TicketEvent) if e.ticket_id == number]
        return [(step.at, step.mentor_id) for step in steps if step.what in back]

    async def nobody_waited_unnoticed(self) -> dict[str, list[str]]:
        """Chaque attente plus longue que promis a été rappelée à temps, dans l'ordre, une fois, et
        jamais quand personne n'est là ; rend ce qui a sonné."""
        rang: dict[str, list[str]] = {}
        for name in self.youths:
            calls, stretches = await self.calls_for(name), await self.stretches_of(name)
            back = [moment for moment, _ in await self.given_back(name)]
            caused = [call for stretch in stretches for call in _within(calls, stretch)]
            assert caused == calls, (name, calls, stretches)
            for stretch in stretches:
                _was_noticed(name, stretch, calls, back)
            if calls:
                rang[name] = [call.kind for call in calls]
        return rang

    async def offers_for(self, name: str) -> list[tuple[datetime, set[int]]]:
        """À qui une demande a été proposée dans son fil, et quand."""
        thread = await self.world.thread(self.youths[name].number)
        offers = [m for m in thread.history() if _has(m, "attend quelqu'un.")]
        return [(m.created_at, {user.id for user in m.mentions}) for m in offers]

    async def offers_went_to_whom_it_suits(self) -> None:
        """Une demande n'est proposée qu'à qui est là, parle la langue, connaît le sujet, ne vient
        pas de la rendre, et à qui le jeune veut bien parler."""
        known = {mentor.discord_id: mentor for mentor in await self.world.stored(Mentor)}
        for name, youth in self.youths.items():
            ticket = await self.world.ticket(youth.number)
            offers, back = await self.offers_for(name), await self.given_back(name)
            assert all(b - a > AT_ONCE for (a, _), (b, _) in pairwise(offers)), (name, offers)
            for moment, called in offers:
                there = {known[who] for who, a, b in self.duties if a <= moment < b}
                held_just_before = {m for when, m in back if abs(moment - when) < AT_ONCE}
                for mentor in (known[one] for one in called):
                    assert mentor in there, (name, mentor.first_name, moment)
                    assert ticket.alias.youth.locale in mentor.languages, (name, mentor)
                    assert not mentor.topics or ticket.topic in mentor.topics, (name, mentor)
                    assert mentor.id not in held_just_before, (name, mentor.first_name)
                    unwanted = mentor.id in ticket.not_with and moment >= back[0][0]
                    assert not unwanted, (name, mentor.first_name)

    # -- ce qui s'est dit ------------------------------------------------------------------------

    async def every_story_was_told_once(self) -> None:
        """Chaque mot est arrivé une fois de chaque côté, aucune phrase n'a été dite deux fois."""
        for name, youth in self.youths.items():
            thread = await self.world.in_thread(youth.number)
            for words in [*youth.said, *youth.answered]:
                assert sum(words in line for line in thread) == 1, (name, words)
            own = self.reads_of(name)
            assert len(own) == len(set(own)), (name, own)
            assert youth.by == "dm" or own == [], (name, own)
            read = "\n".join(own) + youth.mailbox
            for words in youth.answered:
                assert read.count(words) == 1, (name, words, read)
            ours = [line for line in thread if not any(again in line for again in SAID_AGAIN)]
            assert len(ours) == len(set(ours)), (name, ours)

    # -- qui voit quoi ---------------------------------------------------------------------------

    def seen_by_team(self) -> str:
        """Tout ce qui est dans le serveur de l'équipe et chez ses gens, à l'état brut."""
        people = [*self.mentors.values(), self.world.lea, self.world.max]
        return self._seen_in(self.world.guild.id, people, everything=True)

    def seen_by_moderators(self, server: Server) -> str:
        """Tout ce que peuvent voir les deux personnes qui gèrent un serveur de jeu."""
        return self._seen_in(server.guild.id, [server.chief, server.modo], everything=False)

    def _seen_in(
        self, guild_id: int, people: Collection[simcord.MemberActor], *, everything: bool
    ) -> str:
        backend = self.world.env.backend
        dms = {person.user.dm_channel.id for person in people}
        places = [c for c in backend.channels.values() if c.guild_id == guild_id or c.id in dms]
        messages = [
            message
            for place in places
            for message in backend.messages.get(place.id, {}).values()
            if everything or any(message.visible_to(person.id) for person in people)
        ]
        payloads = [repr(dict(serializers.message_payload(backend, m))) for m in messages]
        return "\n".join([*(c.name or "" for c in places), *payloads]).lower()

    async def the_team_knows_nobody(self) -> None:
        """Rien ne dit à l'équipe qui écrit, ni rien d'un serveur de jeu que son nom."""
        seen = self.seen_by_team()
        for name, youth in self.youths.items():
            assert all(words.lower() in seen for words in youth.said[:1]), name
            assert not any(trace.lower() in seen for trace in youth.traces), name
        for server in (self.arenes, self.donjon):
            people, places = (server.chief, server.modo), (server.welcome, server.backstage)
            traces = [str(one.id) for one in (server.guild, *people, *places)]
            traces += [one.user.name for one in people] + [server.backstage.name or ""]
            assert not any(trace.lower() in seen for trace in traces), server

    async def each_request_tells_from_where(self) -> None:
        """La carte et le fil disent le nom du serveur, toujours avec la même couleur."""
        colours: dict[str, set[str]] = {}
        for name, youth in self.youths.items():
            card, thread = (
                await self.world.card(youth.number),
                await self.world.thread(youth.number),
            )
            (field_,) = [f for f in card.embeds[0].fields if f.name == "Communauté"]
            colour, _, place = str(field_.value).partition(" ")
            assert place == youth.server.guild.name, name
            title = thread.name or ""
            assert title.startswith(f"{colour} "), (name, title)
            assert title.endswith(place), (name, title)
            colours.setdefault(place, set()).add(colour)
        assert [len(found) for found in colours.values()] == [1, 1], colours
        assert len({colour for found in colours.values() for colour in found}) == 2, colours

    async def moderators_saw_nothing(self) -> None:
        """Qui gère un serveur de jeu n'a rien vu d'aucune demande, même en demandant."""
        tickets = await self.world.stored(Ticket)
        for server in (self.arenes, self.donjon):
            for command in ("doctor", "settings show", "team list", "queue", "messages"):
                await server.chief.slash(server.backstage, command)
            seen = self.seen_by_moderators(server)
            assert "les ponts" in seen
            told = [word for youth in self.youths.values() for word in youth.said + youth.answered]
            whose = [trace for youth in self.youths.values() for trace in youth.traces]
            ours = [t.alias.name for t in tickets] + [str(t.thread_id) for t in tickets]
            ours += [str(mentor.id) for mentor in self.mentors.values()]
            for trace in (*told, *whose, *ours, str(self.world.staff.id)):
                assert trace.lower() not in seen, trace


def _has(message: discord.Message, *words: str) -> bool:
    return any(each in text_of(message) for each in words)


def _within(calls: Sequence[Call], stretch: Stretch) -> list[Call]:
    return [call for call in calls if stretch.since <= call.at < stretch.until]


def _was_noticed(
    name: str, stretch: Stretch, calls: Sequence[Call], back: Sequence[datetime]
) -> None:
    """Une attente : à chaque fois que le temps promis passe, quelqu'un de plus l'apprend."""
    since, until, span = stretch.since, stretch.until, stretch.span
    theirs = _within(calls, stretch)
    about = (name, stretch, theirs)
    climbed = [call for call in theirs if call.kind != "alert"]
    assert [call.kind for call in climbed] == ["nudge", "lead", "honest"][: len(climbed)], about
    assert stretch.urgent or all(is_there(call.at) for call in theirs), about
    alerts = [call.at for call in theirs if call.kind == "alert"]
    assert len(alerts) <= 1, about
    assert alerts or stretch.waited(since, until) <= ALERT + A_LOOK, about
    assert all(ALERT <= stretch.waited(since, alert) <= ALERT + A_LOOK for alert in alerts), about
    steps = [call.at for call in climbed]
    marks = sorted([since, *steps, *(moment for moment in back if since <= moment < until)])
    for before, after in pairwise([*marks, until]):
        gap = stretch.waited(before, after)
        assert gap <= span + A_LOOK or len(climbed) == 3, (before, after, *about)
        assert after not in steps or gap >= span - AT_ONCE - A_LOOK, (before, after, *about)


async def begins(world: World) -> Permanence:
    """L'équipe se réunit lundi à huit heures, et relie deux serveurs de jeu."""
    await world.later(seconds=(at(13, 8) - world.clock()).total_seconds())
    hide = discord.PermissionOverwrite(view_channel=False)
    show = discord.PermissionOverwrite(view_channel=True, send_messages=True)
    may_see: dict[Any, discord.PermissionOverwrite] = {
        world.guild.default_role: hide,
        world.guild.roles["TestBot"]: show,
    }
    may_see |= {world.lead_role: show}
    apart = world.guild.create_text_channel("référente", overwrites=may_see)
    hours = Hours.parse("lun-ven 9-12 14-18").dump()
    await world.is_set_up(hours=hours, alert_hours=6, lead_channel_id=apart.id)
    await knows(world, MISSION)
    mentors = {"Sam": world.sam, "Inès": world.ines}
    for name in ("Tom", "Amel", "Jade", "Owen"):
        user = world.env.create_user(f"mentor_{name.lower()}", global_name=name)
        mentors[name] = world.guild.add_member(user, roles=[world.mentor_role])
    await world.env.settle()
    for name, (languages, topics, room) in PROFILES.items():
        shown = await mentors[name].slash(world.staff, "profile")
        told = await world.send_form(
            mentors[name],
            shown,
            first_name=name,
            organisation="Les Ponts",
            languages=languages,
            topics=topics,
            room=room,
        )
        assert f"**{name}**, de Les Ponts" in said(told)
    shown = await world.lea.slash(world.staff, "profile")
    await world.send_form(world.lea, shown, first_name="Léa", organisation="Les Ponts")
    for name in ("Inès", "Amel"):
        await world.lea.slash(world.staff, "safeguard vet", mentor=mentors[name])
    arenes, donjon = await linked(world, "Les Arènes"), await linked(world, "Le Donjon")
    assert len(await world.stored(Community)) == 3
    return Permanence(world, arenes, donjon, mentors, apart)


PROFILES: dict[str, tuple[list[str], list[str], str]] = {
    "Sam": (["fr"], ["school", "training", "work", "money", "housing"], "12"),
    "Inès": (["fr", "en"], [], "20"),
    "Tom": (["fr"], [], "2"),
    "Amel": (["fr"], [], "20"),
    "Jade": (["en"], [], ""),
    "Owen": (["en"], ["school", "work"], ""),
}
"""Ce que chacun parle, connaît, et pour combien de demandes il a de la place."""
