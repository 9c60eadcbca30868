# The panel, in a public channel. $team is the team's name.
panel-title = Hi, I'm Maraude
panel-words =
    I'm a bot. Behind me there's a team: **{ $team }**.
    We help with school, work, paperwork, or just a chat.

    {""}**Talk to someone**: a real person answers you. They are not shown your Discord name.
    {""}**Keep in touch**: I may write to you first, one hello and then now and then. You say stop whenever you like.
    {""}**Helplines**: right now, day and night.

    Nobody else sees what you do here. If it's not for you, enjoy your game.
hello =
    Hi, I'm Maraude. I'm a bot. Behind me there's a team: **{ $team }**.
    We help with school, work, paperwork, or just a chat.
    {""}**Keep in touch**: I may write to you first, one hello and then now and then. You say stop whenever you like.
    Click if you want. Nobody else sees this message.
keep-asks-again =
    {""}**The text has changed.** You had said yes to the old one: I no longer write to you first. Read again, and say yes again if you want.
keep-thanks = Noted: I may write to you first. A hello comes soon by DM, never at night. If your DMs are closed, it waits in /messages. You can change your mind anytime.
keep-already = Noted: we keep in touch. You can change your mind anytime.
welcome =
    Hi, it's Maraude, from { $community }. Thanks for keeping in touch.
    The team { $team } is around if you feel like talking, about nothing or everything.
    No need to answer.
not-for-me = No problem. I won't write to you, and I noted nothing. If you change your mind one day: /hello.
greeting-no-panel-channel = No channel is chosen for the panel. Type /setup and pick one.
panel-posted = The panel is on its way to { $channel }.
panel-removed = The panel is gone. To put it back: /panel post. The intake itself opens and closes with /setup.
panel-not-there = There is no panel to take away. To post one: /panel post.
