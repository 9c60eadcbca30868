"""Words and ids that must not slip out."""

import re

SNOWFLAKE = re.compile(r"(?<!\d)\d{15,20}(?!\d)")
DOORS = {
    re.compile(r"(?<![\w-])[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"): "<token>",
    re.compile(r"aW50ZXJhY3Rpb24[\w=%-]+"): "<token>",
    re.compile(r"(/(?:webhooks|interactions)/[^/\s]+/)[\w.%=-]{20,}"): r"\1<token>",
    re.compile(r"(://[^/\s:@]+:)[^\s]+@"): r"\1<password>@",
    re.compile(r"\b(lookup|seal) [\w-]{43}="): r"\1 <key>",
}
"""The bot's token, the token with which one press is answered, a password in an address, a key."""

TELLING = re.compile(
    r"<@[!&]?\d{15,20}>"
    r"|(?:https?://)?(?:www\.)?(?:discord(?:app)?\.(?:gg|com)|instagram\.com|snapchat\.com|tiktok\.com"
    r"|facebook\.com|t\.me|wa\.me|twitch\.tv|x\.com|twitter\.com|youtube\.com|linkedin\.com)/\S+"
    r"|[\w.+-]+@[\w-]+\.[\w.]{2,}"
    r"|(?<![\w@])@[\w.]{3,32}"
    r"|(?<!\d)\d{15,20}(?!\d)"
    r"|(?<![\d.])(?:\+\d{1,3}[ .-]?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)",
    re.IGNORECASE,
)
"""What tells who wrote it: mentions, profiles, addresses, handles, ids, telephone numbers."""
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing, with which words can be made to look like others."""
VEIL = "▒▒▒"


class Private:
    """Words a young person wrote, or words meant for one."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def __repr__(self) -> str:
        return f"<private, {len(self._words)} characters>"

    def __len__(self) -> int:
        return len(self._words)

    def reveal(self) -> str:
        """Return the words. Reviewers search for this name."""
        return self._words


def veiled(words: str) -> str:
    """Mask what may tell who wrote something."""
    return TELLING.sub(VEIL, words)


def tells_who(words: Private) -> bool:
    """Tell whether words hold what may tell who wrote them."""
    return TELLING.search(words.reveal()) is not None


def upright(words: str) -> str:
    """Take out the signs that turn the direction of writing; Arabic and Hebrew read on as they
    do."""
    return TURNS.sub("", words)


def redact(text: str) -> str:
    """Mask what looks like a Discord id, or like something that opens a door, in a line meant for a
    log."""
    for door, mask in DOORS.items():
        text = door.sub(mask, text)
    return SNOWFLAKE.sub("<id>", text)
