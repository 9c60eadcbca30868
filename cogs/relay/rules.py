"""Which words ask to go on elsewhere, which are read once more before they leave, for how long they
can be taken back, and how many pictures pass. Pure."""

import re
from datetime import timedelta

from bot.redaction import Private, tells_who

PICTURES, PICTURES_WITHIN = 40, timedelta(hours=1)
"""How many pictures of one youth pass within that time."""

LEFT_AT_LEAST, LEFT_BY_LOT = timedelta(hours=2), timedelta(hours=6)
"""After how long, and how much longer by lot, the team hears that a youth left the server."""

UNDO_FOR = timedelta(seconds=30)
"""For how long a reply that was sent can be taken back at one press."""

FOR_THE_TEAM = re.compile(
    r"^\W{0,3}(?:notes?|internes?|internal|[ée]quipe|team|collègues?|colleagues?|nb)"
    r"(?:\s+(?:internes?|équipe|perso|to self))?\s*(?:[:=\])]|[-–—]\s)"
    r"|\b(?:note interne|internal note|entre collègues|pour l'[ée]quipe|for the team"
    r"|ne pas envoyer|do not send|don'?t send|not for the (?:youth|kid))\b"
    r"|\b(?:ce|cette|le|la|the|this) (?:jeune|ado|gamine?|youth|teen|kid)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What a mentor writes to colleagues: a line that begins so, words that say so, or a youth spoken
of as somebody else."""

ELSEWHERE = re.compile(
    r"\b(?:ajoute|rajoute|add|dm|mp|écris|ecris|appelle|rejoins|hmu)[ -]?(?:-?moi|me|sur|on)?\b"
    r".{0,25}"
    r"\b(?:insta|instagram|snap|snapchat|whatsapp|telegram|signal|tiktok|facebook|messenger|fb|tel|num)"
    r"|\b(?:mon|my|ton|your|ta|ma|le)\s+(?:insta|snap|whatsapp|telegram|numéro|numero|num|number|tel"
    r"|téléphone|telephone|phone|facebook|06|07|adresse|address|vrai compte)\b"
    r"|\b(?:on se (?:voit|capte|retrouve)|let'?s meet|meet me|viens chez moi|come to my place)\b"
    r"|\b(?:ajoute-?moi|add me|rajoute-?moi)\b"
    r"|(?<![\d.])(?:\+\d{1,3}[ .-]?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)",
    re.IGNORECASE,
)


def asks_to_move(words: str) -> bool:
    """Tell whether words ask to go on in another app, by telephone or in person."""
    return ELSEWHERE.search(words) is not None


def second_look(words: Private) -> str | None:
    """Return in one word why a mentor should see a reply before it leaves: it ``tells`` a number, a
    link, a name on an app or calls somebody, or is a remark for the team (``internal``)."""
    if FOR_THE_TEAM.search(words.reveal().replace("’", "'")) is not None:
        return "internal"
    return "tells" if tells_who(words) else None
