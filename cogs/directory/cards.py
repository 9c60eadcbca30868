"""How the directory looks, to those who look after it and to who needs something near."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import discord
from discord import ui

from bot.places import noon, plain, told
from bot.texts import LOCALES, Texts, Voice
from bot.ui import Attached, Card, button, moment, near_button, sos_button, talk_button
from cogs.directory import rules
from cogs.directory.rules import (
    COLUMNS,
    Fault,
    Found,
    Imported,
    Lack,
    Place,
    Words,
    folded,
    lacks,
)
from models import Community, Service, ServiceKind, Topic

COLOUR = 0x2E8B8B
ROOM = 1500
"""Characters for a list in a message; all of it stands in a file beside it."""
A_CELL = 40
ANY, NOWHERE = "any", "all"
"""What stands in an address for no topic and for no département."""
LONGEST_PLACE = 40
MOST_NAMED = 6


def words_of(texts: Texts) -> Words:
    """Return what columns, kinds and topics may be called: in either language, or by our own short
    words."""

    def names(codes: Iterable[str], *prefixes: str) -> dict[str, str]:
        found = {folded(code): code for code in codes}
        for code in dict(found).values():
            for locale in LOCALES:
                for prefix in prefixes:
                    found[folded(texts.say(locale, f"{prefix}-{_dashed(code)}"))] = code
        return found

    return Words(
        columns=names(COLUMNS, "directory-column"),
        kinds=names(ServiceKind, "directory-kind"),
        topics=names(Topic, "tag", "topic"),
    )


def _dashed(code: str) -> str:
    return code.replace("_", "-")


def column_of(say: Voice, column: str) -> str:
    """Return what a column is called."""
    return say(f"directory-column-{_dashed(column)}")


def file_of_services(say: Voice, services: Iterable[Service]) -> Attached:
    """Return the directory as a file that can be imported again."""
    rows = [[column_of(say, column) for column in COLUMNS]]
    rows += [[_cell(say, one, column) for column in COLUMNS] for one in services]
    delimiter = ";" if say.locale == "fr" else ","
    return Attached(say("directory-file"), rules.written(rows, delimiter=delimiter))


def _cell(say: Voice, service: Service, column: str) -> str:
    if column == "kind":
        return say(f"directory-kind-{service.kind}")
    if column == "topics":
        return " | ".join(say(f"tag-{topic}") for topic in service.topics)
    if column == "languages":
        return " | ".join(service.languages)
    value = getattr(service, column)
    return "" if value is None else str(value)


def how_to_card(say: Voice) -> tuple[Card, list[Attached]]:
    """Return how a file must look, with an empty one, and the way to begin."""
    kinds = ", ".join(say(f"directory-kind-{kind}") for kind in ServiceKind)
    topics = ", ".join(say(f"tag-{topic}") for topic in Topic)
    words = say("directory-how-to", kinds=kinds, topics=topics)
    return Card(words, rows=[[starter_button(say)]]), [file_of_services(say, [])]


def starter_button(say: Voice) -> ui.Button[Any]:
    """Return the way to begin with national numbers."""
    return button(say("directory-button-starter"), "directory:starter")


def imported_card(say: Voice, done: Imported) -> Card:
    """Return what became of a file."""
    words = [say("directory-imported", added=done.added, changed=done.changed, same=done.same)]
    words += [say("directory-newer-here", count=done.newer)] if done.newer else []
    return Card("\n".join(words))


def faults_card(say: Voice, reading: rules.Reading, original: bytes) -> tuple[Card, list[Attached]]:
    """Return every faulty line and what is wrong with it. The file goes along: the button that
    keeps the good lines reads it again, also after a restart."""
    lines = [fault_of(say, fault) for fault in reading.faults]
    shown, left = _as_many_as_fit(lines)
    good = len(reading.entries)
    words = [say("directory-faulty", count=len(lines)), *shown]
    words += [say("directory-more-faults", count=left)] if left else []
    words.append(say("directory-nothing-imported"))
    rows = [[button(say("directory-button-good-ones", count=good), "directory:good")]]
    files = [Attached(say("directory-file"), original)] if good else []
    if left:
        files.append(Attached(say("directory-faults-file"), "\n".join(lines).encode()))
    return Card("\n".join(words), rows=rows if good else ()), files


def fault_of(say: Voice, fault: Fault) -> str:
    """Return what is wrong in a line, and what would be right."""
    column = column_of(say, fault.column) if fault.column else ""
    cell = discord.utils.escape_markdown(fault.cell[:A_CELL])
    about = say(f"directory-fault-{fault.what}", column=column, cell=cell)
    return say("directory-fault", line=fault.line, about=about)


def _as_many_as_fit(lines: Sequence[str]) -> tuple[list[str], int]:
    """Return the first lines that a message has room for, and how many are left."""
    shown, room = list[str](), ROOM
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
    return shown, len(lines) - len(shown)


def exported_card(say: Voice, services: Sequence[Service]) -> tuple[Card, list[Attached]]:
    """Return the whole directory as a file."""
    return Card(say("directory-exported", count=len(services))), [file_of_services(say, services)]


def check_card(
    say: Voice, services: Sequence[Service], *, today: date
) -> tuple[Card, list[Attached]]:
    """Return what should be looked at again, each line with the reason."""
    if not services:
        return Card(say("directory-empty"), rows=[[starter_button(say)]]), []
    found = [(one, why) for one in services if (why := lacks(one, today=today))]
    if not found:
        return Card(say("directory-in-order", count=len(services))), []
    lines = [f"• {_named(one)} : {_reasons(say, one, why)}" for one, why in found]
    shown, left = _as_many_as_fit(lines)
    words = [say("directory-to-check", count=len(found), of=len(services)), *shown]
    words += [say("directory-more-to-check", count=left)] if left else []
    words.append(say("directory-after-check"))
    files = [file_of_services(say, [one for one, _ in found])]
    return Card("\n".join(words), rows=()), files


def _reasons(say: Voice, service: Service, why: Sequence[Lack]) -> str:
    about = {"date": moment(noon(service.verified_on), "D")}
    return ", ".join(say(f"directory-lack-{lack}", **about) for lack in why)


def _named(service: Service) -> str:
    place = service.departement or service.country
    return f"**{plain(service.name)}** ({place})"


# -- for who needs something near ---------------------------------------------------------------


def near_form_fields(say: Voice, country: str) -> list[ui.Item[Any]]:
    """Return the two questions, or one where there are no départements."""
    topics = [
        discord.SelectOption(label=say(f"topic-{topic}"), value=topic.value) for topic in Topic
    ]
    where = ui.TextInput[ui.View](
        custom_id="place", required=False, max_length=LONGEST_PLACE, placeholder="33, 2A, Gironde…"
    )
    what = ui.Select[ui.View](custom_id="topic", options=topics, required=False)
    fields: list[ui.Item[Any]] = [
        ui.TextDisplay(say("near-form-notice")),
        ui.Label(
            text=say("near-form-place"), description=say("near-form-place-hint"), component=where
        ),
        ui.Label(text=say("near-form-topic"), component=what),
    ]
    return fields if country == rules.FRANCE else [fields[0], fields[2]]


def which_place_card(say: Voice, like: Sequence[Place]) -> Card:
    """Return what it could be, or that it is not known; and the ways on."""
    if like:
        named = ", ".join(f"**{place.number}** {place.name}" for place in like[:MOST_NAMED])
        words = say("near-which-place", places=named)
    else:
        words = say("near-unknown-place")
    everywhere = button(say("near-button-everywhere"), f"directory:near:{NOWHERE}:{ANY}:1")
    return Card(words, rows=[[near_button(say), everywhere, sos_button(say)]])


def near_card(
    say: Voice,
    community: Community,
    found: Found,
    *,
    departement: str | None,
    topic: Topic | None,
    page: int,
    today: date,
) -> Card:
    """Return a page of what may help, what is near first, and always a way on."""
    page = max(1, min(page, found.pages))
    place = rules.PLACES.get(departement or "")
    embed = discord.Embed(
        title=_title(say, place),
        description="\n".join(_near_words(say, found, place=place)),
        colour=COLOUR,
    )
    for service in found.page(page):
        about = told(say, service, today=today)
        embed.add_field(name=plain(service.name), value=about, inline=False)
    if found.pages > 1:
        embed.set_footer(text=say("queue-page", page=page, pages=found.pages))
    ways = [*([talk_button(say)] if community.is_open else []), sos_button(say)]
    address = f"directory:near:{departement or NOWHERE}:{topic or ANY}"
    turns: list[ui.Item[Any]] = []
    if page > 1:
        turns.append(button(say("near-button-back"), f"{address}:{page - 1}"))
    if page < found.pages:
        turns.append(button(say("near-button-more"), f"{address}:{page + 1}"))
    return Card(embed=embed, rows=[[*turns, *ways, near_button(say)]])


def _title(say: Voice, place: Place | None) -> str:
    return say("near-title", place=f"{place.name} ({place.number})") if place else say("near")


def _near_words(say: Voice, found: Found, *, place: Place | None) -> list[str]:
    if not found.services:
        return [say("near-nothing-yet")]
    words = [] if found.is_exact else [say("near-nothing-exact")]
    if place is not None and not found.is_near:
        words.append(say("near-nothing-here"))
    return [*words, say("near-words")]
