# Linking communities to a team. { $team } and { $community } are names that others chose.
teams-code =
    {""}**Your code: `{ $code }`**
    It works once, until { $until }. Give it to somebody who manages the other server, and to nobody else.
    There, they invite Maraude, then type **/team accept** with this code. Capitals and hyphens don't matter.
teams-asking =
    The team **{ $team }** asks to be there for the youths of this server. If you say yes:
    • the team sees the **name of this server**, nothing else;
    • you and your moderators see **nothing of any request**: not who writes, nor how many, nor what;
    • you choose the panel's channel, the language and the country here. Nothing opens before you say so;
    • you can stop whenever you like: /team end.
teams-asking-own = ⚠️ This server has a team of its own already, **{ $own }**. It will take no new requests here, and its panel goes. Its open conversations go on to their goodbye.
button-link = Yes, link this server
teams-linked = Done. Two minutes are left: type **/setup**, choose the panel's channel, then open.
teams-bad-code = This code doesn't work. Check it, or ask the team for a new one: it works once, for 48 hours.
teams-too-many-guesses = That's a lot of tries. Ask the team for a new code, and try again in { $minutes } min.
teams-own-server = This is the team's own server: it needs no code. The code is typed in the other server, the community's.
teams-already-linked = This server is linked to the team { $team } already. Nothing is left to do; to change what is set: /setup.
teams-linked-elsewhere = This server is linked to the team { $team } already. To change teams, end that link first: /team end.
teams-none = Your team has no community yet. To link one: /team link. To let youths write in this server too: /setup.
teams-list = { $count ->
    [one] One community
   *[other] { $count } communities
}
teams-line = • { $name }, since { $since }
teams-pick = End a link…
teams-ending-team =
    End the link with **{ $community }**? Nobody makes a new request there any more, and the panel goes.
    Open conversations go on to their goodbye. Each "keep in touch" that was given there no longer counts. Linking again takes a new code.
teams-ending-server =
    End the link with the team **{ $team }**? Nobody makes a new request here any more, and the panel goes.
    Open conversations go on without this server, to their goodbye. Linking again takes a new code.
button-end-link = Yes, end it
teams-ended = It is ended. The panel of { $community } goes; open conversations go on to their goodbye.

# What each side learns.
teams-linked-team = 🔗 **{ $community }** is linked to your team now. Youths can write there once its moderators open.
teams-ended-team-team = **{ $community }** is no longer linked: somebody ended it from your server. Open conversations go on to their goodbye.
teams-ended-team-server = The team **{ $team }** takes no new requests in your server any more. Its panel goes. Thank you for having had it. If youths ask where to turn: /sos still works.
teams-ended-community-team = The moderators of **{ $community }** ended the link with your team. Open conversations go on to their goodbye, by DM or in the private mailbox.
teams-ended-community-server = Noted: the link with the team **{ $team }** is ended. Its panel goes. To link it again, ask it for a new code.
teams-ended-own-team = **{ $community }**, your own server, chose another team for new requests. Your open conversations go on here, to their goodbye.
teams-ended-absence-team = Maraude has not been back in **{ $community }** for a week: this link is ended. Open conversations go on to their goodbye.
teams-ended-absence-server = The link with the team **{ $team }** is ended: Maraude had not been in this server for a week. To link it again, ask it for a new code.
teams-away-team = Somebody took Maraude out of **{ $community }**. Nobody writes there any more. Open conversations go on by DM, as long as Discord lets them. Unless it is brought back within 7 days, the link ends.
teams-away-mailbox = **{ $alias }** wanted no DMs, and the server with their private mailbox took Maraude out. What you write waits in /messages, but nothing says that your words will reach them. Talk to your lead if you worry.
teams-back-team = Maraude is in **{ $community }** again. The link goes on; its moderators must put the panel back (/panel post).
teams-team-away = You deserve the truth: right now I can't reach the team **{ $team }**. What you write is kept, but nobody reads it. If they come back, it goes on by itself. Until then you don't have to wait: these people listen, for free.
