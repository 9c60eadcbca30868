# Permanences: announced hours in which mentors are around, in a community.

# Read by who coordinates, before it is announced. $place is a channel, by its name.
permanences-draft =
    {""}**This is what will be announced.** Nobody sees it yet.
    {""}**{ $title }** · { $community } · { $place }
# Read by who coordinates, after a change.
permanences-changed =
    {""}**Changed.** Discord follows within the minute.
    {""}**{ $title }** · { $community } · { $place }
permanences-no-dates = ⚠️ No date in the next two weeks: check the hours, the public holidays, and the first and last day.
permanences-outside = ⚠️ These hours lie outside of the team's opening hours. That is fine: just make sure that somebody will be there.
permanences-missing = ⚠️ In that server I lack: { $permissions }. Ask its moderators to grant them to the Maraude role; I try again by myself.
permanences-closed = ⚠️ The intake is not open in that server: nothing is announced while it is closed.
permanences-button-publish = Announce it
permanences-button-drop = Let it be
permanences-published = **{ $title }** is announced. The events arrive within the minute, for the next two weeks, then day by day. To look: /hangout list.
permanences-dropped = All right, nothing is announced.
# The list of a team's permanences.
permanences-title = Announced hours
permanences-none = Nothing is announced. To begin: /hangout plan.
permanences-line = **{ $title }** · { $community } · { $place } · { $dates }
permanences-line-no-date = no date for now
# Read by who coordinates, after /hangout cancel.
permanences-ended = **{ $title }** has ended: its events and its card disappear within the minute. To begin again: /hangout plan.
permanences-day-off = Called off on that day for **{ $title }**: the event disappears within the minute. The other dates stay.
# What is wrong, read by who coordinates.
permanences-which-community = I do not know which community you mean. Pick it from the list of the option "community". If there is none: /team link.
permanences-bad-hours = I cannot read "{ $given }". Write days and hours, for example: wed 18:00-20:00; sat 14:00-16:00. Nothing has changed.
permanences-bad-day = I cannot read "{ $given }", or the end is before the beginning. Write a date, for example 2026-12-01 or 1/12/2026. Nothing has changed.
permanences-no-title = A title is missing: a few words that everybody will read. Nothing has changed.
permanences-no-date = There is nothing on { $given }. Pick a day from the list. Nothing has changed.
permanences-too-many = This community has { $most } announced hours already. End one of them first: /hangout cancel.
permanences-no-such-place = I cannot find that channel in this community, or not everybody sees it. Pick it from the list.
# What who coordinates reads without having asked. $at is a date, $link leads to an event, or nothing.
permanences-deleted = 📅 Somebody deleted the event **{ $title }** of { $at } in Discord, in { $community }. It is called off on that day; I do not make it again. The other dates stay. If that was not meant, talk to the moderators.
permanences-place-gone = 📅 The channel of **{ $title }**, in { $community }, is gone. I called everything off. To begin again elsewhere: /hangout plan.
permanences-card-gone = 📅 The card of **{ $title }**, in { $community }, was deleted. I do not put it back. The events stay. To have another one: /hangout change, option "card".
permanences-refused = 📅 Discord refuses the event **{ $title }** of { $at }, in { $community }. Change the title or the channel with /hangout change, or have fewer dates: a server has 100 at most.
permanences-still-stands = 📅 Discord does not let me take down an event of **{ $title }**, in { $community }: { $link }. It is out of date: youths might come for nothing. Delete it in Discord, or ask the moderators there.

# The card, in a public channel, and the text of the event. $channel is a channel, $team the team's name.
permanences-card-where = It is in { $channel }:
permanences-card-no-date = No date for now. It will come back.
permanences-event = People of the team { $team } are around. Come if you like, leave when you like. Nothing to ask, nothing to prepare.
# What a youth says yes to, beside the button. Another sentence is another version: bot/consents.py.
permanences-remind-words = {""}**Remind me**: a direct message half an hour before, never at night. Nothing else. You say stop whenever you like.
button-remind-me = Remind me
# Read by the youth who has just said yes, or taken it back.
permanences-will-remind = Noted: a direct message, half an hour before. You can change your mind whenever you like.
permanences-asks-again = {""}**The wording has changed.** Read it again, and say yes again if you like.
permanences-no-more = All right, I will not remind you any more. Nothing else changes.
# The direct message, half an hour before. Nothing in it tells who glances at it what it is about.
permanences-reminder = Around { $time }, there are people in the channel. Come by if you like.
permanences-button-open = Open the channel
permanences-button-no-more = No more reminders
