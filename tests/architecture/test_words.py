"""Every sentence exists in both languages, gets the values it needs, and is fit to be read."""

import ast
import re
from collections.abc import Iterator

import pytest
from fluent.syntax import ast as ftl

from bot.helplines import COUNTRIES
from bot.permissions import EVENTS, PANEL, STAFF_FORUM, STAFF_TEXT, STAGE
from bot.texts import LOCALES, Locale
from cogs.directory.rules import COLUMNS, Lack
from cogs.referrals.rules import FOR_TEAM, TICKED, TYPED
from models import (
    Answer,
    Arrival,
    CampaignKind,
    Outcome,
    Reach,
    ServiceKind,
    TicketState,
    Topic,
    WordingKind,
)
from tests.architecture.house import (
    calls,
    code,
    entries_of,
    messages,
    name_of,
    variables_in,
    word_files,
)

WHERE_THE_KEY_STANDS = {
    "say": 0,
    "voice_for()": 0,
    "voice()": 0,
    "_team_voice()": 0,
    "_youth_voice()": 0,
    "whisper": 1,
    "owe_news": 1,
    "Finding": 1,
    "_to_thread": 3,
}
"""Which argument of these is a text's key."""
TOLD_WITH_MORE = {"_to_thread": {"alias"}, "owe_news": {"alias"}, "Finding": {"any"}}
"""What these add to a sentence by themselves; Finding gets its values elsewhere."""
NOT_A_VALUE = {"part", "once", "now"}

BANNED_IN_FRENCH = (
    "décroch", "neet", "invisible", "cas", "public cible", "inactif", "inactive", "en échec",
    "dispositif", "bénéficiaire", "usager", "usagère", "prise en charge", "insertion", "éligible",
    "convocation", "obligation", "il suffit de", "tu dois", "calme-toi", "t'inquiète", "ticket",
    "je te promets",
)  # fmt: skip
BANNED_IN_ENGLISH = (
    "dropout", "neet", "invisible", "case", "target group", "inactive", "beneficiary", "client",
    "service user", "eligible", "summons", "you must", "calm down", "i promise",
)  # fmt: skip


def literals(node: ast.expr) -> Iterator[str]:
    """Return what an expression can be, as patterns: both sides of a choice, any value in a
    hole."""
    match node:
        case ast.Constant(value=str(words)):
            yield re.escape(words)
        case ast.IfExp(body=one, orelse=other):
            yield from literals(one)
            yield from literals(other)
        case ast.JoinedStr(values=pieces):
            yield "".join(
                re.escape(str(piece.value)) if isinstance(piece, ast.Constant) else r"[\w-]+"
                for piece in pieces
            )
        case _:
            return


def said_in_code() -> Iterator[tuple[str, str, ast.Call | None]]:
    """Return (where, pattern of a key, the call that says it) for every sentence the code asks
    for."""
    for file, tree in code("bot", "cogs"):
        if file == "bot/commands.py":
            continue  # its keys are those of the commands
        for call in calls(tree):
            place = WHERE_THE_KEY_STANDS.get(name_of(call.func))
            if place is not None and len(call.args) > place:
                for pattern in literals(call.args[place]):
                    yield f"{file}:{call.lineno}", pattern, call
        yield from said_by_name(file, tree)


def said_by_name(file: str, tree: ast.AST) -> Iterator[tuple[str, str, ast.Call | None]]:
    """Return the same for every sentence that an error names as its ``key``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id == "key":
                for pattern in literals(node.value):
                    yield f"{file}:{node.lineno}", pattern, None


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_the_code_asks_for_exists(locale: Locale) -> None:
    known = messages(locale)
    asked = [(where, pattern) for where, pattern, _ in said_in_code()]

    missing = [
        f"{where} {pattern}"
        for where, pattern in asked
        if not any(re.fullmatch(pattern, key) for key in known)
    ]

    assert len(asked) > 100
    assert missing == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_gets_the_values_it_waits_for(locale: Locale) -> None:
    hungry: list[str] = []
    for where, pattern, call in said_in_code():
        if call is None or any(keyword.arg is None for keyword in call.keywords):
            continue
        name = name_of(call.func)
        given = {str(keyword.arg) for keyword in call.keywords} | TOLD_WITH_MORE.get(name, set())
        sentence = messages(locale).get(pattern.replace("\\", ""))
        waited_for = variables_in(sentence.value) if sentence is not None else set[str]()
        if "any" not in given and not waited_for <= given:
            hungry.append(f"{where} {pattern}: {sorted(waited_for - given)}")

    assert hungry == []


def expected_errors() -> dict[str, str]:
    """Return the key of every expected error by the name of its class."""
    found: dict[str, str] = {}
    for _, tree in code("bot", "cogs"):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                for line in node.body:
                    if isinstance(line, ast.Assign) and name_of(line.targets[0]) == "key":
                        found[node.name] = ast.literal_eval(line.value)
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_every_error_brings_the_values_its_sentence_waits_for(locale: Locale) -> None:
    known, hungry = expected_errors(), list[str]()
    for file, tree in code("bot", "cogs"):
        for call in calls(tree):
            key = known.get(name_of(call.func))
            if key is None:
                continue
            given = {str(keyword.arg) for keyword in call.keywords}
            missing = variables_in(messages(locale)[key].value) - given
            hungry += [f"{file}:{call.lineno} {key}: {sorted(missing)}"] if missing else []
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name):
                key = known.get(node.exc.id)
                if key is not None and variables_in(messages(locale)[key].value):
                    hungry.append(f"{file}:{node.lineno} {key}")

    assert len(known) > 10
    assert hungry == []


@pytest.mark.parametrize(
    ("prefix", "members"),
    [
        ("topic", Topic),
        ("tag", Topic),
        ("state", TicketState),
        ("outcome", Outcome),
        ("reach", Reach),
        ("followups-said", Answer),
        ("directory-kind", ServiceKind),
        ("campaigns-kind", CampaignKind),
        ("campaigns-state", ["runs", "coming", "over"]),
        ("campaigns-read-aloud", LOCALES),
        ("campaign-form-words", LOCALES),
        ("referrals-button", Arrival),
        ("referrals-said", Arrival),
        ("referrals-thanks", Arrival),
        ("referral-field", [*TICKED, *TYPED, FOR_TEAM]),
        ("sheet", [*TICKED, *TYPED]),
        ("referral-form", TYPED),
        ("directory-column", [name.replace("_", "-") for name in COLUMNS]),
        ("directory-lack", Lack),
        ("country", COUNTRIES),
        ("language", LOCALES),
        ("button-words", WordingKind),
        ("greeting", [f"{kind}-form-title" for kind in WordingKind]),
        (
            "permission",
            [
                name.replace("_", "-")
                for name in (*STAFF_TEXT, *STAFF_FORUM, *PANEL, *EVENTS, *STAGE, "attach_files")
            ],
        ),
    ],
    ids=str,
)
def test_whatever_can_be_chosen_has_a_name_in_both_languages(
    prefix: str, members: list[str]
) -> None:
    wanted = {f"{prefix}-{member}" for member in members}

    assert {locale: wanted - messages(locale).keys() for locale in LOCALES} == {
        "en": set(),
        "fr": set(),
    }


def test_french_and_english_say_the_same_things() -> None:
    shapes = {
        locale: {
            key: (
                message.value is not None,
                {attribute.id.name for attribute in message.attributes},
                variables_in(message),
            )
            for key, message in messages(locale).items()
        }
        for locale in LOCALES
    }

    assert shapes["en"] == shapes["fr"]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_line_of_words_can_be_read_and_stands_once(locale: Locale) -> None:
    entries = [entry for file in word_files(locale) for entry in entries_of(file)]
    keys = [entry.id.name for entry in entries if isinstance(entry, ftl.Message)]

    assert [entry.content for entry in entries if isinstance(entry, ftl.Junk)] == []
    assert [key for key in set(keys) if keys.count(key) > 1] == []


def pieces(message: ftl.Message) -> Iterator[str]:
    """Return the fixed words of a sentence and of its parts."""
    todo: list[object] = [message]
    while todo:
        node = todo.pop()
        if isinstance(node, ftl.TextElement):
            yield node.value
        elif isinstance(node, list):
            todo += node
        elif isinstance(node, ftl.BaseNode):
            todo += list(vars(node).values())


@pytest.mark.parametrize(
    ("locale", "banned"), [("fr", BANNED_IN_FRENCH), ("en", BANNED_IN_ENGLISH)], ids=["fr", "en"]
)
def test_nobody_reads_a_word_that_makes_a_case_of_a_person(
    locale: Locale, banned: tuple[str, ...]
) -> None:
    hurtful = re.compile(rf"\b({'|'.join(map(re.escape, banned))})s?\b", re.IGNORECASE)
    found = [
        f"{key}: {match[0]}"
        for key, message in messages(locale).items()
        if not key.startswith("cmd-ticket")
        for words in pieces(message)
        if (match := hurtful.search(words))
    ]

    assert found == []
