"""What can happen to an outing: written, posted, changed, ended; its panels, its code word."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot import access, outbox, placeholders
from bot.access import Actor
from bot.db import ReadSession, WriteSession, hold
from bot.errors import BadInput, CampaignGone, Conflict, Gone
from bot.redaction import plain
from cogs.campaigns import queries, rules
from models import Campaign, CampaignKind, CampaignPanel, Community, Team


class CampaignOver(Gone):
    """It was posted, taken back or ended before."""

    key = "campaigns-over"


class NoSuchCommunity(BadInput):
    """None of the team's communities."""

    key = "campaigns-no-such-community"


class BadCode(BadInput):
    """A word that cannot be typed as a code."""

    key = "campaigns-bad-code"


class CodeTaken(Conflict):
    """Another outing of the team that is not over has this word."""

    key = "campaigns-code-taken"


class BadLink(BadInput):
    """What is no link that can be shown."""

    key = "campaigns-bad-link"


class NoName(BadInput):
    """An outing without a name."""

    key = "campaigns-no-name"


class NoWords(BadInput):
    """A panel without words."""

    key = "campaigns-no-words"


class UnknownPlaceholder(BadInput):
    """Something between braces that stands for nothing."""

    key = "campaigns-unknown-placeholder"


class WordsTooLong(BadInput):
    """With the longest names in it, it would not fit."""

    key = "campaigns-words-too-long"


class UnreadableDays(BadInput):
    """Days that nobody can read."""

    key = "campaigns-days-unreadable"


class BackwardDays(BadInput):
    """The last day is before the first."""

    key = "campaigns-days-backward"


class PastDays(BadInput):
    """All of it is over already."""

    key = "campaigns-days-past"


class BegunAlready(BadInput):
    """What is under way cannot begin later."""

    key = "campaigns-days-begun"


class TooManyDays(BadInput):
    """An outing of more than a year."""

    key = "campaigns-days-too-long"


OF_DAYS: dict[str, type[BadInput]] = {
    "unreadable": UnreadableDays,
    "backward": BackwardDays,
    "past": PastDays,
    "too-long": TooManyDays,
}


@dataclass(frozen=True)
class Wish:
    """What stands behind the command that begins an outing, or changes it: then ``without`` says
    what goes."""

    community: str = ""
    code: str = ""
    link: str = ""
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Written:
    """What somebody typed into the form of an outing."""

    name: str
    kind: str
    days: str
    words_fr: str
    words_en: str


async def draft(session: WriteSession, actor: Actor, wish: Wish, *, now: datetime) -> Campaign:
    """Begin an outing that nobody sees yet.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        NoSuchCommunity, BadCode, CodeTaken, BadLink: when a wish cannot be fulfilled.
    """
    team = await access.team_as_coordinator(session, actor)
    campaign = Campaign(team=team, name="", kind=CampaignKind.STREAM, created_at=now)
    campaign.starts_on = campaign.ends_on = campaign.today(now)
    campaign.everywhere = not wish.community.strip()
    if not campaign.everywhere:
        campaign.community = await _community_named(session, team.id, wish.community)
    campaign.code, campaign.link = _code_in(wish), _link_in(wish)
    await _require_free_code(session, campaign, now=now)
    session.add(campaign)
    await session.flush()
    return campaign


async def change(
    session: WriteSession,
    actor: Actor,
    campaign_id: int,
    wish: Wish,
    picture: bytes | None,
    *,
    now: datetime,
) -> Campaign:
    """Change the word, the link or the picture of an outing; its panels show it at once. A word
    that may stand on flyers goes on to count, unless it is to go.

    Raises:
        CampaignGone: when it is missing or another team's.
        CampaignOver: when it is over.
        BadCode, CodeTaken, BadLink: when a wish cannot be fulfilled; nothing is changed.
    """
    campaign = await access.campaign_for(session, actor, campaign_id)
    if campaign.posted_at is not None and campaign.is_over(now):
        raise CampaignOver
    code, link = _code_in(wish), _link_in(wish)
    if "code" in wish.without:
        campaign.code, campaign.earlier_codes = None, []
    if code is not None:
        known = campaign.codes if campaign.posted_at is not None else []
        earlier = [one for one in known if one != code]
        campaign.code, campaign.earlier_codes = code, earlier[: rules.MOST_EARLIER_CODES]
        await _require_free_code(session, campaign, now=now)
    if link is not None or "link" in wish.without:
        campaign.link = link
    if picture is not None or "picture" in wish.without:
        campaign.picture = picture
    if campaign.posted_at is not None:
        await _show(session, campaign, now=now)
    return campaign


async def fill(
    session: WriteSession, actor: Actor, campaign_id: int, written: Written, *, now: datetime
) -> Campaign:
    """Keep what the form says; a posted outing shows it at once, also where its panel was taken
    away.

    Raises:
        CampaignGone: when it is missing or another team's.
        CampaignOver: when it is over.
        NoName, NoWords, UnknownPlaceholder, WordsTooLong, UnreadableDays, BackwardDays, PastDays,
        TooManyDays, BegunAlready: when it could not serve; nothing is changed.
    """
    campaign = await access.campaign_for(session, actor, campaign_id)
    if campaign.posted_at is not None and campaign.is_over(now):
        raise CampaignOver
    name = " ".join(written.name.split())
    if not name:
        raise NoName
    campaign.name = name
    campaign.kind = next((one for one in CampaignKind if one == written.kind), CampaignKind.OTHER)
    try:
        days = rules.days_in(written.days, campaign.today(now))
    except rules.Undated as undated:
        raise OF_DAYS[undated.problem] from undated
    if campaign.runs(now) and days[0] > campaign.today(now):
        raise BegunAlready
    campaign.starts_on, campaign.ends_on = days
    campaign.words_fr, campaign.words_en = _fit(written.words_fr), _fit(written.words_en)
    if not campaign.words_fr and not campaign.words_en:
        raise NoWords
    if campaign.posted_at is not None:
        await _show(session, campaign, now=now)
    return campaign


async def keep_picture(
    session: WriteSession, actor: Actor, campaign_id: int, picture: bytes
) -> None:
    """Keep the picture of an outing that is not posted yet, made anew.

    Raises:
        CampaignGone, CampaignOver: when it was taken back or posted meanwhile.
    """
    (await _unposted(session, actor, campaign_id)).picture = picture


async def post(session: WriteSession, actor: Actor, campaign_id: int, *, now: datetime) -> Campaign:
    """Let an outing begin: its panels stand from its first day.

    Raises:
        CampaignGone, CampaignOver: when it is missing or another team's; when it was posted before.
        NoName: when the form was never sent in.
        PastDays: when it waited for so long that its last day is over.
        CodeTaken: when another outing took the word meanwhile.
    """
    campaign = await _unposted(session, actor, campaign_id)
    if not campaign.name:
        raise NoName
    if campaign.is_over(now):
        raise PastDays
    await _require_free_code(session, campaign, now=now)
    campaign.posted_at = now
    await _show(session, campaign, now=now)
    return campaign


async def cancel(session: WriteSession, actor: Actor, campaign_id: int) -> None:
    """Throw a draft away.

    Raises:
        CampaignGone, CampaignOver: when it is missing or another team's; when it was posted.
    """
    await session.delete(await _unposted(session, actor, campaign_id))


async def end(session: WriteSession, actor: Actor, campaign_id: int, *, now: datetime) -> Campaign:
    """End an outing now: its panels say so, its word is free again.

    Raises:
        CampaignGone, CampaignOver: when it is missing, another team's, not posted or over.
    """
    campaign = await access.campaign_for(session, actor, campaign_id)
    if campaign.posted_at is None or campaign.is_over(now):
        raise CampaignOver
    await _end(session, campaign, now=now)
    return campaign


async def all_of(session: ReadSession, actor: Actor) -> Sequence[Campaign]:
    """Return the outings of the coordinator's team, the newest first.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
    """
    team = await access.team_as_coordinator(session, actor)
    return await queries.of_team(session, team.id)


async def all_to_change(session: ReadSession, actor: Actor) -> Sequence[Campaign]:
    """Return the same, and before them the drafts whose form was sent in.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
    """
    team = await access.team_as_coordinator(session, actor)
    return [*await queries.drafts_of(session, team.id), *await queries.of_team(session, team.id)]


def picked(known: Sequence[Campaign], typed: str) -> Campaign:
    """Return the outing that was picked from a list, or whose whole name was typed.

    Raises:
        CampaignGone: when there is none.
    """
    numbered = [one for one in known if str(one.id) == typed]
    named = [one for one in known if placeholders.fold(one.name) == placeholders.fold(typed)]
    found = next(iter([*numbered, *named]), None)
    if found is None:
        raise CampaignGone
    return found


async def places_of(session: ReadSession, campaign: Campaign) -> Sequence[Community]:
    """Return the communities that an outing is in, as they are served now."""
    served = await access.communities_of(session, campaign.team_id)
    return [community for community in served if campaign.is_in(community)]


async def with_code(
    session: ReadSession, community: Community, typed: str, *, now: datetime
) -> Campaign | None:
    """Return the outing under way in a community whose word was typed; None for any other word."""
    code = rules.code_in(typed)
    if code is None:
        return None
    known = await queries.not_over(session, community.team_id)
    running = (one for one in known if code in one.codes and one.runs(now))
    return next((one for one in running if one.is_in(community)), None)


def words_for(campaign: Campaign, community: Community, locale: str) -> str:
    """Return an outing's own words, as they are read in a community."""
    names = {"team": community.team.name, "community": community.name}
    return rules.read_in(campaign.words(locale), **names)


async def look(session: WriteSession, *, now: datetime) -> None:
    """Post the panels of what begins, also where a community opened meanwhile; end what is over;
    throw away what was begun and never posted."""
    for campaign in await queries.not_over(session):
        if campaign.is_over(now):
            await _end(session, campaign, now=now)
        elif campaign.runs(now):
            await _stand(session, campaign, now=now)
    for forgotten in await queries.old_drafts(session, before=now - rules.DRAFTS_KEPT):
        await session.delete(forgotten)


async def leave(session: WriteSession, community: Community, *, now: datetime) -> None:
    """A community's link ends: the panels of every outing go, and an outing there alone is over."""
    for panel in await queries.panels_in(session, community.id):
        if panel.message_id is not None and community.away_since is None:
            await take_down(
                session,
                panel.campaign_id,
                community.id,
                panel.channel_id,
                panel.message_id,
                now=now,
            )
        await session.delete(panel)
    for campaign in await queries.not_over(session, community.team_id):
        if campaign.community_id == community.id:
            campaign.ended_at = now
    await session.flush()


async def take_down(
    session: WriteSession,
    campaign_id: int,
    community_id: int,
    channel_id: int | None,
    message_id: int,
    *,
    now: datetime,
) -> None:
    """Owe the end of a panel's message."""
    outbox.promise(
        session,
        "greeting.remove_panel",
        once=f"outing-removal:{message_id}",
        now=now,
        community_id=community_id,
        campaign_id=campaign_id,
        args={"channel": channel_id, "message": message_id},
    )


async def come_back(session: WriteSession, community: Community, *, now: datetime) -> None:
    """Maraude is in a community's server again: what is owed to its panels may leave at once."""
    lanes = [
        outbox.lane_of(community_id=community.id, campaign_id=panel.campaign_id)
        for panel in await queries.panels_in(session, community.id)
    ]
    await outbox.due_now(session, lanes, now=now)


async def deleted(session: WriteSession, message_ids: Collection[int]) -> None:
    """Somebody deleted panels of outings: they stay away until a coordinator changes the outing."""
    for panel in await queries.by_message(session, message_ids):
        panel.channel_id = panel.message_id = None


async def channel_gone(session: WriteSession, channel_id: int, *, now: datetime) -> None:
    """A channel is gone: the panels of outings that run go where the moderator chooses next."""
    for panel in await queries.by_channel(session, channel_id):
        panel.channel_id = panel.message_id = None
        if panel.campaign.runs(now):
            await _owe(session, panel, now=now)


async def _unposted(session: WriteSession, actor: Actor, campaign_id: int) -> Campaign:
    campaign = await access.campaign_for(session, actor, campaign_id)
    if campaign.posted_at is not None:
        raise CampaignOver
    return campaign


async def _end(session: WriteSession, campaign: Campaign, *, now: datetime) -> None:
    campaign.ended_at = now
    for panel in await queries.panels_of(session, campaign.id):
        await _owe(session, panel, now=now)


async def _show(session: WriteSession, campaign: Campaign, *, now: datetime) -> None:
    """Owe the present look of every panel, and those that do not stand."""
    for panel in await queries.panels_of(session, campaign.id):
        await _owe(session, panel, now=now)
    if campaign.runs(now):
        await _stand(session, campaign, now=now)


async def _stand(session: WriteSession, campaign: Campaign, *, now: datetime) -> None:
    """Owe a panel in each open community that never had one."""
    known = {panel.community_id for panel in await queries.panels_of(session, campaign.id)}
    for community in await places_of(session, campaign):
        if community.id in known or not community.is_open or community.panel_channel_id is None:
            continue
        panel = CampaignPanel(campaign=campaign, community=community)
        session.add(panel)
        await session.flush()
        await _owe(session, panel, now=now)


async def _owe(session: WriteSession, panel: CampaignPanel, *, now: datetime) -> None:
    await outbox.promise_redraw(
        session,
        "campaigns.panel",
        once=f"outing:{panel.campaign_id}:{panel.community_id}:{secrets.token_hex(6)}",
        now=now,
        community_id=panel.community_id,
        campaign_id=panel.campaign_id,
    )


async def _community_named(session: ReadSession, team_id: int, typed: str) -> Community:
    served = await access.communities_of(session, team_id)
    picked = [one for one in served if str(one.id) == typed.strip()]
    named = [one for one in served if placeholders.fold(one.name) == placeholders.fold(typed)]
    found = next(iter([*picked, *named]), None)
    if found is None:
        raise NoSuchCommunity(typed=plain(typed))
    return found


def _code_in(wish: Wish) -> str | None:
    """Return the word that was typed, None for none."""
    code = rules.code_in(wish.code)
    if code is None and wish.code.strip():
        raise BadCode(typed=plain(wish.code))
    return code


def _link_in(wish: Wish) -> str | None:
    """Return the link that was typed, None for none."""
    link = wish.link.strip()
    if link and not rules.is_link(link):
        raise BadLink(typed=plain(link))
    return link or None


async def _require_free_code(session: WriteSession, campaign: Campaign, *, now: datetime) -> None:
    """Let a word serve one outing at a time; who decides comes after whoever does so already."""
    if campaign.code is None:
        return
    one_by_one = select(Team.id).where(Team.id == campaign.team.id)
    await hold(session, one_by_one)
    for other in await queries.not_over(session, campaign.team.id):
        is_another = other.id != campaign.id and not other.is_over(now)
        if is_another and campaign.code in other.codes:
            raise CodeTaken(code=campaign.code, name=plain(other.name))


def _fit(words: str) -> str:
    """Return words that fit, also with the longest names in them."""
    if (unknown := placeholders.unknown_in(words)) is not None:
        raise UnknownPlaceholder(unknown=unknown)
    if placeholders.longest(words, rules.LONGEST) > rules.LONGEST_WORDS:
        raise WordsTooLong(most=rules.LONGEST_WORDS)
    return words
