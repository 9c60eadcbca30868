"""How outings look, to whoever passes by and to who runs them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import discord
from discord import ui

from bot.helplines import Helpline
from bot.redaction import plain
from bot.texts import LOCALES, Voice
from bot.ui import (
    Attached,
    Card,
    button,
    field_of,
    keep_button,
    near_button,
    sos_button,
    talk_button,
)
from cogs.campaigns import rules
from models import Campaign, CampaignKind, CampaignPanel, Community

COLOUR = 0x2E8B8B
PNG = b"\x89PNG"
MOST_LINES, MOST_PLACES = 15, 5
QR_SCALE, QR_BORDER = 8, 4


@dataclass(frozen=True)
class Place:
    """A community that an outing is in, and its panel there, if it ever had one."""

    community: Community
    panel: CampaignPanel | None

    @property
    def stands(self) -> bool:
        """Tell whether the panel stands."""
        return self.panel is not None and self.panel.message_id is not None


def picture_of(image: bytes | None) -> tuple[Attached, ...]:
    """Return an outing's picture under a name that says nothing."""
    if image is None:
        return ()
    return (Attached("outing.png" if image.startswith(PNG) else "outing.jpg", image),)


def panel_card(
    say: Voice, campaign: Campaign, community: Community, pictures: Sequence[Attached] = ()
) -> Card:
    """Return the standing message of an outing: its own words, and below them what the buttons do,
    in the words to which somebody says yes."""
    names = {"team": community.team.name, "community": community.name}
    own = rules.read_in(campaign.words(say.locale), **names)
    always = say("panel-words", team=community.team.name)
    embed = discord.Embed(
        title=plain(campaign.name), description=f"{own}\n\n{always}", colour=COLOUR
    )
    for picture in pictures:
        embed.set_image(url=f"attachment://{picture.name}")
    number = campaign.id
    ways = (talk_button, keep_button, near_button, sos_button)
    return Card(embed=embed, rows=[[way(say, number) for way in ways]])


def over_card(say: Voice, campaign: Campaign, community: Community) -> Card:
    """Return what stands in a panel's place when the outing is over."""
    words = say("campaigns-panel-over", team=plain(community.team.name))
    embed = discord.Embed(title=plain(campaign.name), description=words, colour=COLOUR)
    return Card(embed=embed, rows=[[talk_button(say), near_button(say), sos_button(say)]])


def preview_card(
    say: Voice,
    theirs: Voice,
    campaign: Campaign,
    places: Sequence[Place],
    pictures: Sequence[Attached],
) -> Card:
    """Return a draft as it would stand, with the way to post it.

    Args:
        theirs: the voice that speaks the community's language.
    """
    lines = [say("campaigns-preview"), *_about(say, campaign), *_where(say, places)]
    rows: list[list[ui.Item[ui.View]]] = []
    look = Card()
    if places:
        look = panel_card(theirs, campaign, places[0].community, pictures)
        rows = [list(row) for row in look.rows]
        for item in rows[0]:
            if isinstance(item, ui.Button):
                item.disabled = True
    number = campaign.id
    ways: list[ui.Item[ui.View]] = [
        button(say("button-post"), f"campaigns:post:{number}", discord.ButtonStyle.success),
        button(say("button-change"), f"campaigns:change:{number}"),
        button(say("button-cancel"), f"campaigns:cancel:{number}"),
    ]
    return Card("\n".join(lines), embed=look.embed, rows=[*rows, ways])


def changed_card(say: Voice, campaign: Campaign) -> Card:
    """Return that an outing is as it was wished, and which words of before go on to count."""
    told = [say("campaigns-changed", name=plain(campaign.name)), *_earlier(say, campaign)]
    return Card("\n".join(told))


def handed_back_card(say: Voice, campaign_id: int, told: str, typed: Sequence[str]) -> Card:
    """Return what is wrong with a form, with the words that were typed and the way back to it."""
    embed = discord.Embed(title=say("error-your-words"), description="\n\n".join(typed))
    again = button(say("button-change"), f"campaigns:change:{campaign_id}")
    return Card(told, embed=embed, rows=[[again]])


def show_card(
    say: Voice,
    voices: Sequence[Voice],
    campaign: Campaign,
    places: Sequence[Place],
    *,
    link: str | None,
    lines: Sequence[Helpline],
    now: datetime,
) -> Card:
    """Return an outing for who runs it: where it stands, its link, and what can be read out.

    Args:
        voices: one for each language in which it is read out.
        link: where the QR code leads.
        lines: the helplines that are named beside it.
    """
    state = "over" if campaign.is_over(now) else "runs" if campaign.runs(now) else "coming"
    told = [say(f"campaigns-state-{state}"), *_about(say, campaign), *_where(say, places)]
    told.append(say("campaigns-link", link=link) if link else say("campaigns-no-link-yet"))
    embed = discord.Embed(title=plain(campaign.name), description="\n".join(told), colour=COLOUR)
    for voice in voices:
        name = say(f"campaigns-read-aloud-{voice.locale}")
        embed.add_field(name=name, value=read_aloud(voice, campaign, lines), inline=False)
    ways = [
        button(say("button-campaign-change"), f"campaigns:change:{campaign.id}"),
        button(
            say("button-campaign-end"), f"campaigns:ask:{campaign.id}", discord.ButtonStyle.danger
        ),
    ]
    return Card(embed=embed, rows=[] if campaign.is_over(now) else [ways])


def read_aloud(say: Voice, campaign: Campaign, lines: Sequence[Helpline]) -> str:
    """Return a safe text to be read out on a stream: who we are, the word, the helplines."""
    told: dict[str, str] = {"team": plain(campaign.team.name)}
    told["numbers"] = ", ".join(line.number for line in lines)
    if campaign.code is not None:
        return say("campaigns-say-code", code=campaign.code, **told)
    return say("campaigns-say", **told)


def qr_of(link: str, about: str) -> Attached:
    """Return a link as a picture to be shown on a stream.

    Args:
        about: what is read out to who does not see it.
    """
    import segno  # nobody needs it but who shows a link on a stream

    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="png", scale=QR_SCALE, border=QR_BORDER)
    return Attached("qr.png", out.getvalue(), about)


def jump_to(places: Sequence[Place]) -> str | None:
    """Return the address of the first panel that stands."""
    for place in places:
        panel = place.panel
        if panel is not None and panel.message_id is not None:
            where = place.community.guild_id, panel.channel_id, panel.message_id
            return "https://discord.com/channels/" + "/".join(str(part) for part in where)
    return None


def list_card(say: Voice, campaigns: Sequence[Campaign], now: datetime) -> Card:
    """Return a team's outings: under way, coming, over."""
    if not campaigns:
        return Card(say("campaigns-none"))
    sections: dict[str, list[str]] = {"runs": [], "coming": [], "over": []}
    for campaign in campaigns[:MOST_LINES]:
        state = "over" if campaign.is_over(now) else "runs" if campaign.runs(now) else "coming"
        sections[state].append(f"• {_line(say, campaign)}")
    parts = [
        "\n".join([f"**{say(f'campaigns-state-{state}')}**", *lines])
        for state, lines in sections.items()
        if lines
    ]
    if len(campaigns) > MOST_LINES:
        parts.append(say("campaigns-more", count=len(campaigns) - MOST_LINES))
    return Card(embed=discord.Embed(title=say("campaigns-list"), description="\n\n".join(parts)))


def ending_card(say: Voice, campaign: Campaign) -> Card:
    """Return the question before an outing ends."""
    sure = button(
        say("button-campaign-end-sure"),
        f"campaigns:end:{campaign.id}",
        discord.ButtonStyle.danger,
    )
    return Card(say("campaigns-ending", name=plain(campaign.name)), rows=[[sure]])


def form_fields(say: Voice, campaign: Campaign) -> list[ui.Item[ui.View]]:
    """Return the form of an outing, with what it says so far."""
    is_new = not campaign.name
    name = ui.TextInput[ui.View](
        custom_id="name", max_length=rules.LONGEST_NAME, default=campaign.name or None
    )
    kinds = [
        discord.SelectOption(
            label=say(f"campaigns-kind-{kind}"), value=kind, default=kind is campaign.kind
        )
        for kind in CampaignKind
    ]
    days = ui.TextInput[ui.View](
        custom_id="days",
        max_length=80,
        default=None if is_new else rules.written(campaign.starts_on, campaign.ends_on, say.locale),
    )
    words = {
        locale: ui.TextInput[ui.View](
            custom_id=f"words_{locale}",
            style=discord.TextStyle.paragraph,
            max_length=rules.LONGEST_WORDS,
            default=(campaign.words_fr if locale == "fr" else campaign.words_en) or None,
            required=False,
        )
        for locale in sorted(LOCALES, key=lambda one: one != "fr")
    }
    return [
        field_of(say("campaign-form-name"), name, description=say("campaign-form-name-hint")),
        field_of(say("campaign-form-kind"), ui.Select[ui.View](custom_id="kind", options=kinds)),
        field_of(say("campaign-form-days"), days, description=say("campaign-form-days-hint")),
        *(
            field_of(
                say(f"campaign-form-words-{locale}"),
                field,
                description=say("campaign-form-words-hint"),
            )
            for locale, field in words.items()
        ),
    ]


def _line(say: Voice, campaign: Campaign) -> str:
    days = rules.written(campaign.starts_on, campaign.ends_on, say.locale)
    kind = say(f"campaigns-kind-{campaign.kind}")
    code = f" · `{campaign.code}`" if campaign.code else ""
    return f"**{plain(campaign.name)}** · {kind} · {days}{code}"


def _about(say: Voice, campaign: Campaign) -> list[str]:
    link = [say("campaigns-own-link", link=campaign.link)] if campaign.link else []
    return [_line(say, campaign), *_earlier(say, campaign), *link]


def _earlier(say: Voice, campaign: Campaign) -> list[str]:
    codes = ", ".join(f"`{code}`" for code in campaign.earlier_codes)
    return [say("campaigns-earlier-codes", codes=codes)] if codes else []


def _where(say: Voice, places: Sequence[Place]) -> list[str]:
    """Return where the panel stands, where it will, and where it cannot, and why."""
    if not places:
        return [say("campaigns-nowhere")]
    lines: list[str] = []
    for place in places[:MOST_PLACES]:
        community = place.community
        named = plain(community.name)
        if place.stands:
            lines.append(say("campaigns-place-stands", community=named))
        elif place.panel is not None:
            lines.append(say("campaigns-place-gone", community=named))
        elif not community.is_open or community.panel_channel_id is None:
            lines.append(say("campaigns-place-closed", community=named))
        else:
            lines.append(say("campaigns-place-ready", community=named))
    return [*lines, *(["…"] if len(places) > MOST_PLACES else [])]
