# The set-up and the doctor.
setup-places =
    {""}**Set Maraude up (1/3)** · Where and who
    Pick a **private** staff channel (text or forum), the two roles, and the public channel of the panel. Each choice is kept at once.
setup-serves-here = { $count ->
    [one] Youths write in this server.
   *[other] Youths write in this server and in others: { $count } in all (/team list).
}
setup-serves-elsewhere = { $count ->
    [0] No youth writes yet: link a community (/team link), or let them write here too.
    [one] Youths write in another community (/team list), not in this server.
   *[other] Youths write in { $count } communities (/team list), not in this server.
}
setup-also-here = Youths write here too
setup-not-here = Nobody writes here
setup-here =
    {""}**Your server and the team { $team }**
    Choose the public channel of the panel, the language and the country of the helplines. The rest is the team's.
setup-here-open = ✅ **Open**: youths can write to the team. You see nothing of their requests.
setup-here-paused = ⏸️ **Paused**: no new requests. Open conversations go on.
setup-here-team-closed = ⏸️ **Open on your side**, but the team takes no new requests right now. Ask them.
setup-open-here = Open here
setup-pause-here = Pause
setup-own-team = My own team
setup-just-paused = ⚠️ I have just paused: something turned red here.
setup-teams-own = The team { $team } sets this, in its own server: ask them. Here you choose the panel's channel, the language and the country with /setup. Nothing was changed.
setup-pick-staff = Staff channel (private, text or forum)
setup-pick-mentor = Mentor role
setup-pick-lead = Safeguarding lead role
setup-pick-panel = Channel of the panel (public)
setup-pick-figures = Channel of who coordinates: Monday's word (otherwise: lead, team)
setup-pick-alarms = The lead's channel for alerts (else: the team's)
setup-next = Next
setup-back = Back
setup-check = Check
setup-check-again = Check again
setup-rhythm =
    {""}**Set Maraude up (2/3)** · Your rhythm
    Team: **{ $team }**
    Hours: { $hours }
    Check-ins after (days): { $days } · never between { $quiet }
    Words kept: { $retention } days · people: { $identity } days · age floor: { $floor }
    Announced answer: { $answer } h · claimed but not answered, it goes back to the queue after { $claim } h
setup-never-open = none
setup-no-check-ins = never
setup-pick-language = Language
setup-pick-country = Country (helplines)
setup-pick-timezone = Time zone
setup-button-hours = Hours
setup-button-pace = Follow-up and delays
setup-button-team = Name and quiet hours
setup-open-intake = Open the intake
setup-close-intake = Close the intake
setup-intake-open = ✅ **The intake is open**: youths can write.
setup-intake-closed = ⏸️ **The intake is closed**: nobody can write yet.
setup-just-closed = ⚠️ I have just closed the intake: something turned red.
setup-still-red = The intake can't open while something red stands. Mend it as shown, then "Check again".
setup-bad-hours = I don't understand "{ $part }". Write for example: mon-fri 9:00-12:30 14:00-18:00; sat 10:00-12:00. Nothing changed.
setup-bad-days = "{ $given }" won't do. Write at most five numbers of days between 1 and 365, for example: 2, 7, 30. Nothing changed.
setup-bad-number = "{ $given }" won't do: it takes a number between { $low } and { $high }. Nothing changed.
setup-bad-floor = "{ $given }" won't do: the age floor is 13, 15, 16 or 18. Nothing changed.
setup-bad-quiet = I don't understand "{ $given }". Write for example: 21:00-9:00. Nothing changed.
setup-no-team-name = The team's name is missing. Nothing changed.
hours-form-title = The team's hours
hours-form-label = One week
hours-form-hint = For example: mon-fri 9:00-12:30 14:00-18:00; sat 10:00-12:00
pace-form-title = Follow-up and delays
pace-form-check-in-days = Check in after (days)
pace-form-check-in-days-hint = For example: 2, 7, 30. Empty: never.
pace-form-retention-days = Keep words (days)
pace-form-retention-days-hint = After the end, from 30 to 365. The youth's form says so.
pace-form-age-floor = Age floor
pace-form-age-floor-hint = 13, 15, 16 or 18. In France: 15.
pace-form-claim-hours = Give back without a reply (hours)
pace-form-claim-hours-hint = From 1 to 72, after a mentor claimed it.
pace-form-answer-within-hours = Answer announced to the youth (hours)
pace-form-answer-within-hours-hint = From 1 to 72, within your opening hours.
team-form-title = Name and quiet hours
team-form-name = The team's name
team-form-name-hint = Youths read it: your organisation.
team-form-quiet = Quiet hours
team-form-quiet-hint = Maraude never writes first then. For example: 21:00-9:00
team-form-identity = Forget people after (days)
team-form-identity-hint = After their last visit, from 30 to 365.

doctor-all-well = 🟢 All is well.
doctor-no-staff = No staff channel is chosen. Pick it on page 1 of /setup.
doctor-staff-gone = The chosen staff channel no longer exists. Pick another on page 1 of /setup.
doctor-no-panel = No channel is chosen for the panel. Pick it in /setup.
doctor-panel-gone = The panel's channel no longer exists. Pick another in /setup.
doctor-no-mentor-role = No mentor role is chosen. Pick it on page 1 of /setup.
doctor-mentor-role-gone = The chosen mentor role no longer exists. Pick another on page 1 of /setup.
doctor-no-lead-role = No lead role is chosen. Pick it on page 1 of /setup.
doctor-lead-role-gone = The chosen lead role no longer exists. Pick another on page 1 of /setup.
doctor-missing-permission = In { $channel } I lack "{ $permission }". Edit Channel › Permissions › Maraude › tick it.
doctor-staff-public = Everybody sees { $channel }. Edit Channel › Permissions › @everyone › deny "View Channel".
doctor-mentors-blind = Mentors can't read or write in the threads of { $channel }. Edit Channel › Permissions › mentor role › allow "View Channel" and "Send Messages in Threads".
doctor-lead-blind = The safeguarding lead can't read or write in the threads of { $channel }. Edit Channel › Permissions › lead role › allow "View Channel" and "Send Messages in Threads".
doctor-role-of-everybody = The role "{ $role }" is not given by hand: everybody, or a program, carries it. Pick another role on page 1 of /setup.
doctor-mentors-commands = Mentors don't see their commands (/queue, /ticket, /profile) in { $channel }. Edit Channel › Permissions › mentor role › allow "Manage Threads", or Server Settings › Integrations › Maraude.
doctor-others-see = Other roles see { $channel }: { $roles }. If that isn't meant, take "View Channel" from them.
doctor-tags = { $channel } lacks tags: { $tags }. Edit Forum › Tags. Without them all works, but the list doesn't show the state.
doctor-panel-deleted = Somebody deleted the panel. To put it back: /panel post. If it was meant to go: /panel remove.
doctor-alarms-gone = The channel for alerts is gone: I write them in the team's channel. Choose another one on page 3 of /setup.
doctor-panel-hidden = Not everybody sees the panel's channel. Edit Channel › Permissions › @everyone › allow "View Channel", if that is meant.
doctor-ask-team = The team isn't ready. Ask the team: only they can mend it, in their server.
doctor-never-open = No hours are given: youths won't know when someone answers. Page 2, Hours button.
doctor-role-not-called = I cannot call the role “{ $role }”: in danger, nobody's phone rings. Server Settings › Roles › { $role } › switch on “Allow anyone to @mention this role”.
# Read by who manages the server of a community in which hours are announced.
doctor-hangout-permission = To announce when mentors are around, in { $channel }, I lack "{ $permission }". Server settings › Roles › Maraude, or the permissions of that channel › tick it. If that is not wanted, ask the team to stop.
doctor-minors-wait = The lead answers for no mentor yet: under 18, only leads can reply, and it takes two. The lead types /safeguard vet with each mentor they answer for.

# Where there are several programs. No youth reads these; "maraude status" is typed in a shell.
doctor-programs-well = 🟢 I run as { $count } programs at once; in each server, one of them answers.
doctor-programs-missing =
    { $dms ->
        [yes] 🔴 A part of me is down: DMs are not read, and in some servers nobody gets an answer.
       *[no] 🔴 A part of me is down: in some servers, nobody gets an answer.
    } Tell whoever runs Maraude: "maraude status" says what to start.
doctor-programs-cut-off =
    { $dms ->
        [yes] 🟡 A part of me has not heard Discord since { $since }: in some servers nobody gets an answer, and DMs will be read once it is back.
       *[no] 🟡 A part of me has not heard Discord since { $since }: in some servers nobody gets an answer.
    } It tries again by itself. If it lasts, tell whoever runs Maraude: discordstatus.com says how Discord is.
doctor-programs-twice = 🟡 Two of my programs do the same work: an answer may be late or wrong. Tell whoever runs Maraude: "maraude status" says which.
doctor-programs-silent = 🟡 One of my programs has given no sign of life since { $since }. The others do its work. Tell whoever runs Maraude: "maraude status" says what to start.
permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-embed-links = Embed Links
permission-read-message-history = Read Message History
permission-create-public-threads = Create Public Threads
permission-send-messages-in-threads = Send Messages in Threads
permission-manage-threads = Manage Threads
permission-attach-files = Attach Files
permission-create-events = Create Events
permission-connect = Connect
permission-manage-channels = Manage Channel
permission-mute-members = Mute Members
permission-move-members = Move Members
setup-lead-decides = Only somebody with the lead role changes this now: it decides who reads what youths confided. Ask your lead to open /setup (they need "Manage server" for that). Nothing was changed.
