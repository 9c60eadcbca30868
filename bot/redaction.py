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

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing, with which words can be made to look like others."""
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
    "|(?<=[\x21-\x7e])\u200d|\u200d(?=[\x21-\x7e])"
)
"""Signs that nobody sees, with which what tells who wrote can be hidden from a mask; the one that
joins faces to a family stays between them."""

APPS = (
    r"insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|twitter|discord|dsc|telegram|whats ?app|signal"
    r"|twitch|facebook|fb|messenger|steam|psn|xbox|epic|roblox|riot|fortnite|be ?real|youtube"
    r"|threads|skype"
)
TELLING = re.compile(
    # mentions, links, addresses
    r"<@[!&]?\d{15,20}>"
    r"|\b[a-z][a-z0-9+.-]{1,20}://\S+"
    r"|\bwww\.\S+"
    r"|(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}/\S+"
    r"|(?<![\w@.-])(?:[\w-]+\.)+(?:com|fr|net|org|gg|tv|io|app|xyz|eu|uk)(?![\w.-])"
    r"|(?<![\w.+-])[\w.+-]+(?:@| ?[(\[]at[)\]] ?)[\w-]+\.[\w.]{2,}"
    # handles: after an @, with four digits, after the name of an app
    r"|(?<![\w@])@[\w.]{2,32}"
    r"|(?<![\w.-])[\w.-]{2,32}#\d{4}(?!\d)"
    rf"|(?P<app>\b(?:{APPS})\s*(?:c'?\s?est|is|it'?s)?\s*(?:[:=→]|[-=]+>)\s*)(?![\s\d])[\w.-]{{3,}}"
    rf"|(?P<mine>\b(?:mon|my)\s+(?:{APPS})\s+(?:c'?\s?est|is)\s+)(?!\d)[\w.-]{{3,}}"
    rf"|(?P<near>\b(?:{APPS})\s+(?:c'?\s?est\s+|is\s+)?)(?=[\w.-]*[^\W\d_])(?=[\w.-]*[\d_.])"
    r"(?!\d)\w[\w.-]+\w"
    # ids and telephone numbers, but for those that call a service
    r"|(?<!\d)\d{15,20}(?!\d)"
    r"|(?<![\d+])(?:\+|00 ?)[1-9]\d{0,2}(?:[ .()/-]{0,2}\d){7,12}(?!\d)"
    r"|(?<![\d.])0(?![ .-]?80\d)[1-9](?:[ .-]?\d){7,9}(?!\d)"
    r"|(?<![\d.])(?![(]?8(?:00|33|44|55|66|77|88))[(]?[2-9]\d{2}[)]?[ .-]?[2-9]\d{2}[ .-]?\d{4}"
    r"(?!\d)",
    re.IGNORECASE,
)
"""What tells who wrote it: mentions, links, addresses, handles, ids, telephone numbers of persons
in the countries whose helplines are known. What follows the name of an app is masked, not the
name."""
HELPLINES = {"0972394050"}
"""Those with an everyday number."""
MARKS = re.compile(r"([\\*_~`|<>\[\]()#:])")
"""What Discord reads as more than a sign; behind a backslash it is only a sign."""
LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\s]*)\)")
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

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing to read."""
        return is_blank(self._words)

    def reveal(self) -> str:
        """Return the words. Reviewers search for this name."""
        return self._words


def veiled(words: str) -> str:
    """Mask what may tell who wrote something, also where signs that nobody sees cut it in pieces;
    the number of a helpline is nobody's."""
    return TELLING.sub(_mask, UNSEEN.sub("", words))


def _mask(found: re.Match[str]) -> str:
    if re.sub(r"\D", "", found[0]) in HELPLINES:
        return found[0]
    return (found["app"] or found["mine"] or found["near"] or "") + VEIL


def tells_who(words: Private) -> bool:
    """Tell whether words hold what may tell who wrote them."""
    return VEIL in veiled(words.reveal())


def upright(words: str) -> str:
    """Show words as they are: without signs that turn the direction of writing, Arabic and Hebrew
    read on as they do; and with links that say where they lead."""
    return LINK.sub(r"\1 (\2)", TURNS.sub("", words)).replace("](", "] ")


def plain(name: str, longest: int = 60) -> str:
    """Return the name of a server or a team, which others chose, as words that do nothing: no
    marks, no mentions, no links, one line, not too long."""
    one_line = " ".join(upright(name).split())
    short = one_line if len(one_line) <= longest else f"{one_line[: longest - 1]}…"
    return MARKS.sub(r"\\\1", short).replace("@", "@\u200b")


def is_blank(words: str) -> bool:
    """Tell whether there is nothing to read in words."""
    return not UNSEEN.sub("", words).replace("\u200d", "").strip()


def redact(text: str) -> str:
    """Mask what looks like a Discord id, or like something that opens a door, in a line meant for a
    log."""
    for door, mask in DOORS.items():
        text = door.sub(mask, text)
    return SNOWFLAKE.sub("<id>", text)
