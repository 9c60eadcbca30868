"""Three servers: a team's own, and two communities that it serves, with Maraude set up in each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from discord import PermissionOverwrite, Permissions
from simcord.builders import ChannelHandle, GuildHandle, RoleHandle
from sqlalchemy import insert

from bot.access import Actor
from bot.app import Maraude
from bot.db import Database
from bot.installation import migrate, open_vault
from bot.permissions import INVITED_WITH, PANEL, STAFF_TEXT
from bot.settings import Settings
from cogs.campaigns import service as campaigns
from cogs.protection import service as protection
from demo import history
from demo.simulator import OnRequest, Person, Refused, Simulator, options_of
from models import Community, Fact, Mentor, Service, ServiceKind, Team
from models.hours import Hours

TEAM, LA_PLACE, ARENAS = "La Maraude", "La Place", "Les Arènes"
COMMUNITIES = {LA_PLACE: "max", ARENAS: "tess"}
"""Who posts the panel in each."""
OPEN = Hours.parse("mon-sun 9:00-21:00")
MEMBERS_MAY = (
    "view_channel",
    "send_messages",
    "read_message_history",
    "add_reactions",
    "attach_files",
    "embed_links",
    "use_application_commands",
    "send_messages_in_threads",
)
CHANNEL_OPTION = 7
NAMES = {
    "fr": {
        "welcome": (
            "accueil",
            "Bienvenue ! Ici, on peut parler à quelqu’un, sans dire qui on est.",
        ),
        "general": ("général", "Parties, memes et vie de la communauté."),
        "staff": ("équipe-maraude", "L’équipe et Maraude, personne d’autre."),
    },
    "en": {
        "welcome": (
            "welcome",
            "Hi there! You can talk to someone here, without saying who you are.",
        ),
        "general": ("general", "Games, memes and everyday life."),
        "staff": ("outreach-team", "The team and Maraude, nobody else."),
    },
}
ROLES = {
    "fr": {"Mentor": "Mentor", "Lead": "Référent·e", "Moderator": "Modo"},
    "en": {"Mentor": "Mentor", "Lead": "Lead", "Moderator": "Mod"},
}
EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "fr": [
        {
            "name": "Mission Locale (exemple)",
            "kind": ServiceKind.MISSION_LOCALE,
            "topics": [],
            "departement": "33",
            "phone": "05 00 00 00 01",
            "address": "1 rue du Port, Bordeaux",
            "hours": "Du lundi au vendredi, 9 h–17 h",
            "age_from": 16,
            "age_to": 25,
        },
        {
            "name": "Droits des jeunes, par téléphone (exemple)",
            "kind": ServiceKind.LEGAL,
            "topics": ["money", "work", "housing"],
            "phone": "01 00 00 00 02",
        },
    ],
    "en": [
        {
            "name": "Mission Locale (example)",
            "kind": ServiceKind.MISSION_LOCALE,
            "topics": [],
            "departement": "33",
            "phone": "05 00 00 00 01",
            "address": "1 rue du Port, Bordeaux",
            "hours": "Monday to Friday, 9:00–17:00",
            "age_from": 16,
            "age_to": 25,
        },
        {
            "name": "Rights of young people, by phone (example)",
            "kind": ServiceKind.LEGAL,
            "topics": ["money", "work", "housing"],
            "phone": "01 00 00 00 02",
        },
    ],
}
"""What the team's directory holds."""
CHATTER = {
    "fr": [
        ("max", "Tournoi samedi 20 h, inscriptions ouvertes 🎮"),
        ("noe", "présent !!"),
        ("lina", "je regarde en stream 👀"),
        ("tess", "La ligue reprend dimanche ⚔️ Qui est chaud ?"),
        ("yanis", "moi, si quelqu’un me prend en duo"),
    ],
    "en": [
        ("max", "Tournament on Saturday, 8 pm. Sign up here 🎮"),
        ("noe", "count me in!!"),
        ("lina", "I’ll watch the stream 👀"),
        ("tess", "The league is back on Sunday ⚔️ Who’s in?"),
        ("yanis", "me, if somebody duos with me"),
    ],
}


STREAM = {
    "fr": "Ce soir, on est avec vous sur le stream."
    " Une question, un coup de mou ? Écris, sans ton nom.",
    "en": "Tonight we are with you on the stream."
    " A question, a low moment? Write, without your name.",
}
STREAM_NAME = {"fr": "Stream du mercredi", "en": "Wednesday stream"}


@dataclass(frozen=True)
class Persona:
    """Somebody to play, who belongs to one server."""

    key: str
    name: str
    home: str
    part: str
    colour: str
    roles: tuple[str, ...] = ()


CAST = (
    Persona("lina", "Lina", LA_PLACE, "youth", "#ff8fab"),
    Persona("noe", "Noé", LA_PLACE, "youth", "#7cc4ff"),
    Persona("max", "Max", LA_PLACE, "moderator", "#ffb74d", ("Moderator",)),
    Persona("yanis", "Yanis", ARENAS, "youth", "#5fd4d0"),
    Persona("tess", "Tess", ARENAS, "moderator", "#f0997d", ("Moderator",)),
    Persona("sam", "Sam", TEAM, "mentor", "#7ddf9b", ("Mentor",)),
    Persona("ines", "Inès", TEAM, "lead", "#c6a5ff", ("Mentor", "Lead")),
)
TINTS = {"Mentor": 0x7DDF9B, "Lead": 0xC6A5FF, "Moderator": 0xFFB74D}


@dataclass
class World:
    """Everything that stands in the three servers, which are found by their names."""

    simulator: Simulator
    bot: Maraude
    guilds: dict[str, GuildHandle]
    people: dict[str, Person]
    places: dict[str, dict[str, ChannelHandle]]
    language: str
    closed: set[str] = field(default_factory=set[str])
    read: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])
    dismissed: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])

    def speak(self, language: str) -> None:
        """Let everybody's Discord be in this language."""
        self.language = language
        self.simulator.locales = {
            person.id: "fr" if language == "fr" else "en-GB" for person in self.people.values()
        }
        self.simulator.changed()

    def person(self, key: str) -> Person:
        """Return somebody by key.

        Raises:
            Refused: when nobody has that key.
        """
        try:
            return self.people[key]
        except KeyError:
            raise Refused("Nobody of that name lives here") from None

    def close_dms(self, key: str, *, closed: bool) -> None:
        """Let somebody refuse, or accept again, the bot's DMs."""
        self.simulator.close_dms(self.person(key), closed=closed)
        (self.closed.add if closed else self.closed.discard)(key)

    def is_unread(self, key: str, channel_id: int) -> int:
        """Return how many messages of others somebody has not seen in a channel."""
        last = self.read.get((key, channel_id), 0)
        return sum(
            number > last for number in self.simulator.last_ids(self.person(key), channel_id)
        )

    def has_read(self, key: str, channel_id: int) -> None:
        """Remember that somebody saw all there is."""
        newest = max(self.simulator.last_ids(self.person(key), channel_id), default=0)
        if newest > self.read.get((key, channel_id), 0):
            self.read[key, channel_id] = newest
            self.simulator.changed()


def playground_settings(folder: Path) -> Settings:
    """Return settings that touch nothing outside of one temporary folder."""
    return Settings.model_validate(
        {
            "database": {"url": f"sqlite+aiosqlite:///{folder / 'playground.db'}"},
            "keys": {"file": folder / "playground.keys"},
            "delivery": {"open_dm_every": 0},
        }
    )


async def installed(folder: Path, now: Callable[[], datetime]) -> Maraude:
    """Return the real bot on a new database."""
    settings = playground_settings(folder)
    await migrate(settings.database.url.get_secret_value())
    db = Database(
        settings.database.url.get_secret_value(),
        read_patience=settings.database.read_patience,
        write_patience=settings.database.write_patience,
    )
    vault = await open_vault(db, settings, now=now())
    return Maraude(settings, db, vault, now=now, scheduler=OnRequest(), shard_count=1)


async def open_world(folder: Path, language: str) -> World:
    """Build the servers, with Maraude set up and its panel posted in both communities."""
    simulator = Simulator()
    bot = await installed(folder, simulator.now)
    await simulator.start(bot)
    simulator.guild_locale = language
    with simulator.building() as env:
        names = (TEAM, *COMMUNITIES)
        guilds = {name: env.create_guild(name, preferred_locale=language) for name in names}
        roles = {name: _roles(simulator, guilds[name], name, language) for name in names}
        places = {name: _places(guilds[name], roles[name], language) for name in names}
        people = {who.key: _arrives(env, guilds[who.home], who, roles[who.home]) for who in CAST}
    world = World(simulator, bot, guilds, people, places, language)
    world.speak(language)
    await simulator.inside(_set_up(world, roles[TEAM]))
    for who, words in CHATTER[language]:
        await simulator.say(people[who], places[people[who].guild.name]["general"].id, words, [])
    for name, moderator in COMMUNITIES.items():
        await _post_panel(world, moderator, places[name]["welcome"])
    await simulator.inside(_goes_out(world, roles[TEAM]["Lead"]))
    await simulator.look()
    for who in people:
        for channel in simulator.channels():
            world.has_read(who, channel.id)
    return world


def _roles(
    simulator: Simulator, guild: GuildHandle, home: str, language: str
) -> dict[str, RoleHandle]:
    of_the_team = {
        "Mentor": Permissions(manage_threads=True),
        "Lead": Permissions(manage_threads=True, manage_guild=True),
    }
    may = of_the_team if home == TEAM else {"Moderator": Permissions(manage_guild=True)}
    simulator.everyone_may(guild, Permissions(**dict.fromkeys(MEMBERS_MAY, True)))
    roles = {"bot": simulator.least_privilege(guild, INVITED_WITH)}
    for name, permissions in may.items():
        roles[name] = guild.create_role(
            ROLES[language][name],
            permissions=permissions,
            color=TINTS[name],
            hoist=True,
            mentionable=home == TEAM,
        )
    return roles


def _places(
    guild: GuildHandle, roles: dict[str, RoleHandle], language: str
) -> dict[str, ChannelHandle]:
    """Return the channels: the staff's in the team's server, two for everybody elsewhere."""
    everybody, bot = guild.default_role, roles["bot"]
    wanted: dict[str, Any]
    if "Mentor" in roles:
        staff = {
            everybody: PermissionOverwrite(view_channel=False),
            roles["Mentor"]: _explicitly(("view_channel",)),
            roles["Lead"]: _explicitly(("view_channel",)),
            bot: _explicitly(STAFF_TEXT),
        }
        wanted = {"staff": staff}
    else:
        welcome = {
            everybody: PermissionOverwrite(send_messages=False),
            roles["Moderator"]: _explicitly(("view_channel", "send_messages")),
            bot: _explicitly(PANEL),
        }
        wanted = {"welcome": welcome, "general": {}}
    names = NAMES[language]
    return {
        key: guild.create_text_channel(names[key][0], topic=names[key][1], overwrites=overwrites)
        for key, overwrites in wanted.items()
    }


def _explicitly(permissions: tuple[str, ...]) -> PermissionOverwrite:
    return PermissionOverwrite(**dict.fromkeys(permissions, True))


def _arrives(env: Any, guild: GuildHandle, who: Persona, roles: dict[str, RoleHandle]) -> Person:
    person = guild.add_member(
        env.create_user(who.key, global_name=who.name), roles=[roles[name] for name in who.roles]
    )
    person.user.dm_channel  # noqa: B018 - the first look opens the DM, as the app's button would
    return person


async def _set_up(world: World, roles: dict[str, RoleHandle]) -> None:
    """Write down what the guided set-up would have asked a moderator and two mentors."""
    now = world.bot.now()
    async with world.bot.db.transaction() as session:
        team = Team(
            guild_id=world.guilds[TEAM].id, name=TEAM, locale=world.language, created_at=now
        )
        team.choose(
            staff_channel_id=world.places[TEAM]["staff"].id,
            mentor_role_id=roles["Mentor"].id,
            lead_role_id=roles["Lead"].id,
            hours=OPEN.dump(),
            quiet_from=time(21),
            quiet_until=time(9),
            intake_open=True,
        )
        session.add(team)
        await session.flush()
        protection.begin_journal(world.bot.vault, team)
        served: list[Community] = []
        for name in COMMUNITIES:
            community = Community(
                team_id=team.id,
                guild_id=world.guilds[name].id,
                name=name,
                locale=world.language,
                created_at=now,
            )
            community.panel_channel_id = world.places[name]["welcome"].id
            session.add(community)
            served.append(community)
        before = history.outing(team, now.date(), world.language)
        session.add(before)
        await session.flush()
        facts = history.half_a_year(served, before, now.date())
        await session.execute(insert(Fact), list(facts))
        session.add_all(_services(team.id, world.language, now))
        for key, name in (("sam", "Sam"), ("ines", "Inès")):
            who = world.people[key].id
            session.add(
                Mentor(
                    team_id=team.id,
                    discord_id=who,
                    first_name=name,
                    organisation=TEAM,
                    vetted_until=now + timedelta(days=365),
                    created_at=now,
                )
            )


async def _goes_out(world: World, lead: RoleHandle) -> None:
    """Let the lead take the team to a stream of one community, as /campaign does."""
    now, language = world.bot.now(), world.language
    guild, who = world.guilds[TEAM].id, world.people["ines"].id
    actor = Actor(who, guild, frozenset({lead.id}), manages_guild=True)
    words = {"words_fr": STREAM["fr"], "words_en": STREAM["en"]}
    days = f"{now:%d/%m/%Y} - {now + timedelta(days=6):%d/%m/%Y}"
    written = campaigns.Written(STREAM_NAME[language], "stream", days, **words)
    async with world.bot.db.transaction() as session:
        wish = campaigns.Wish(community=LA_PLACE, code="LOBBY23")
        outing = await campaigns.draft(session, actor, wish, now=now)
        await session.flush()
        await campaigns.fill(session, actor, outing.id, written, now=now)
        await campaigns.post(session, actor, outing.id, now=now)


def _services(team_id: int, language: str, now: datetime) -> list[Service]:
    """Return what the team knows of places that help: examples, whose numbers nobody answers."""
    checked = {"verified_on": now.date(), "verified_by": TEAM}
    usual = {"team_id": team_id, "country": "FR", "languages": ["fr"], **checked}
    return [
        Service(**usual, **known, created_at=now, changed_at=now) for known in EXAMPLES[language]
    ]


async def _post_panel(world: World, key: str, welcome: ChannelHandle) -> None:
    """Let a moderator post the panel with the very command that moderators type."""
    moderator = world.people[key]
    for way, leaf in world.simulator.commands(moderator, welcome.id):
        path = " ".join(step["name"] for step in way)
        if path in {"panel", "panel post"}:
            wanted = [option for option in options_of(leaf) if option["type"] == CHANNEL_OPTION]
            options = {option["name"]: welcome for option in wanted}
            await world.simulator.type(moderator, welcome.id, path, options)
    for message in world.simulator.messages(moderator, welcome.id):
        if message["flags"]:
            world.dismissed.add((key, int(message["id"])))
