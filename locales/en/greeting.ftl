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
# A youth typed a word that /hello does not know; the usual card follows.
hello-code-unknown = I don't know this word, or it's over. You're in the right place all the same:
keep-asks-again =
    {""}**The text has changed.** You had said yes to the old one: I no longer write to you first. Read again, and say yes again if you want.
keep-thanks = Noted: I may write to you first. A hello comes soon by DM, never at night. If your DMs are closed, it waits in /messages. You can change your mind anytime.
keep-already = Noted: we keep in touch. You can change your mind anytime.
# Read by who has just said yes, where hours are announced; "Remind me" follows.
keep-hangouts = People of the team are around here at announced hours.
welcome =
    Hi. Thanks for keeping in touch, as you chose. There is no need to answer this.
    It's Maraude, from { $community }. The team { $team } is around if you feel like talking, about nothing or everything.
not-for-me = No problem. I won't write to you, and I noted nothing. If you change your mind one day: /hello.
greeting-no-panel-channel = No channel is chosen for the panel. Type /setup and pick one.
panel-posted = The panel is on its way to { $channel }.
panel-removed = The panel is gone. To put it back: /panel post. The intake itself opens and closes with /setup.
panel-not-there = There is no panel to take away. To post one: /panel post.
# Who said yes to being written to reads these two lines around the community's words: who writes, and how to stop it.
welcome-hello = Hi. Thanks for keeping in touch, as you chose. There is no need to answer this.
welcome-who = It's Maraude, a bot, from { $community }. Behind me there's the team { $team }.
welcome-way-out = To stop me writing first: the button, or /stop.
# A moderator chooses which text to write; a pencil marks those that are theirs already.
greeting-words-which =
    Which text would you like to put in your own words? ✏️: it is yours already.
    {""}**Panel**: your title and introduction stand above our sentences. Ours stay: who is behind it, what one says yes to, what nobody sees.
    {""}**Greeting**: what somebody who keeps in touch reads once, by DM.
# The buttons of that choice and of the preview, and the form's title. $language is a language.
button-words-panel = Panel · { $language }
button-words-welcome = Greeting · { $language }
button-words-keep = Keep
button-words-change = Change
button-words-ours = Back to Maraude's words
greeting-panel-form-title = The panel, in your words
greeting-welcome-form-title = The greeting, in your words
greeting-form-heading = Title
greeting-form-heading-hint = Empty: "Hi, I'm Maraude".
greeting-form-words-hint = Short, no question. { "{team}" } and { "{community}" } become their names.
# A moderator sees their words as youths will read them, then decides.
greeting-words-preview = This is what youths will read, buttons included. Nothing changes until you press **Keep**.
greeting-words-changed = ✏️ Somebody changed this text meanwhile. This is how it stands. Nothing is kept.
greeting-words-kept-panel = Kept. The panel changes in a moment. To see it again: /panel preview.
greeting-words-kept-unposted = Kept. The panel is not posted: /panel post.
greeting-words-kept-language = Kept for the day on which the panel speaks that language ({ $language }). The language is chosen with /setup.
greeting-words-kept-welcome = Kept. The next people who keep in touch will read it.
greeting-words-ours = Done: Maraude says it in its own words again.
# What is wrong with a moderator's text; it is given back below.
greeting-words-blank = Your words are missing: nothing has changed. To go back to Maraude's text: /panel words, then "Back to Maraude's words".
greeting-words-unknown = I don't know what { $unknown } stands for. I know { "{team}" } and { "{community}" }. Nothing has changed: mend it, and send it again.
greeting-words-too-long = That is too long: with the names, it can go beyond { $most } characters, and nobody would read it. Shorten it. Nothing has changed.
greeting-title-too-long = The title is too long: with the names, it can go beyond { $most } characters. Shorten it. Nothing has changed.
greeting-words-link = No links in the greeting: a DM with a link looks like a scam. Take it out. Nothing has changed.
greeting-words-gone = I can't find this text: it is no longer there. To begin again: /panel words.
# The picture above the panel, for a moderator.
greeting-picture-missing = The picture is missing. Type /panel picture with a file and a description, or with "remove" to take it away.
greeting-picture-undescribed = The description is missing: a sentence that says what is seen, for who cannot see it. Nothing has changed.
greeting-picture-too-large = This picture is too large. Try one below 8 MB. Nothing has changed.
greeting-picture-unreadable = I can't read this file as a picture. Try a PNG or a JPEG. Nothing has changed.
greeting-picture-kept = Kept. The picture comes above the panel in a moment.
greeting-picture-kept-unposted = Kept. The picture will stand above the panel: /panel post.
greeting-picture-still = It moved: only its first image is left, and it stands still.
greeting-picture-removed = The picture is gone.
greeting-picture-not-there = There is no picture above the panel. To hang one: /panel picture.
# A moderator asks for something in a channel where Maraude has no right to it. $rights are Discord's names.
greeting-may-not-post = In { $channel }, I lack: { $rights }. Give me that right in the channel's settings, then try again.
# The panel for newcomers, for a moderator.
greeting-newcomers-on = The panel is posted in { $channel }, and again when somebody joins the server, every 6 hours at most. The old one goes. Nobody is named or pinged. To stop: /panel newcomers, with "off".
greeting-newcomers-off = Nothing is posted for newcomers. To begin: /panel newcomers, with a channel.
greeting-newcomers-stopped = Stopped. What was posted for newcomers goes away.
greeting-newcomers-unheard =
    I cannot know that somebody joins: on this installation Discord does not tell me, and that is a choice.
    Discord can show the panel by itself: Server Settings, then Onboarding. Make the panel's channel a default one, and put it into the server guide. Step by step: the page "onboarding" of Maraude's handbook.
# Who manages the server reads it when the chosen channel was deleted. $team is the team's name.
greeting-newcomers-gone = The channel in which the panel of the team { $team } was posted for newcomers no longer exists: I post nothing there any more. To choose another one: /panel newcomers.
