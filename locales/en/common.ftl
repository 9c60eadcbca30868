# Buttons and errors that several parts share. Each error says what to do next.
button-talk = Talk to someone
button-keep = Keep in touch
button-not-for-me = Not for me
button-stop = Stop writing to me
button-sos = Helplines
button-near = Help near me
button-more-numbers = Other numbers
button-write = Write
button-reply = Reply
button-send = Send
button-change = Change
button-cancel = Cancel
button-undo = Take it back
button-reply-anyway = Answer anyway
button-edit = Correct
button-erase = Delete
button-claim = Claim
button-note = Note
button-release = Release
button-close = Close
button-withdraw = Take my request back
button-withdraw-sure = Yes, take it back
button-introduce = Introduce myself
button-check-ins = Yes, ask me how it goes

# $code is for the operator, who finds it in the log.
error-unexpected = Oops, that failed. It's me, not you. Try again in a moment. If it happens again, note this code, which says nothing about you: { $code }. Somebody of the team can pass it on to who mends me. If it can't wait:
error-unavailable = Oops, I can't open my files. It's me, not you. It is not noted yet: try again in a few minutes. If it can't wait, don't wait:
error-conflict = Somebody was faster. See where it stands, and try again if needed.
error-not-a-mentor = This is for the team's mentors. If you are one, ask the moderators for the mentor role.
error-too-young-to-agree = Under { $age }, a parent must agree before I may write to you first: I won't, and I noted nothing. To talk to someone you need nobody's leave: /talk.
error-in-team-server = That is done in the team's own server, not here. If you are part of it, go there and type the command.
error-not-a-lead = This is for the team's safeguarding lead. To report a concern: /ticket escalate, in the thread.
error-not-a-coordinator = Only the team's lead and those who manage its server can do this. Ask one of them.
error-blocked = The team has chosen not to answer your messages here any more. Other people can listen to you, now, for free:
error-too-fast = Easy, that's a bit fast for me. What you already sent is kept. You can try again in { $minutes } min. /sos always works:
error-not-a-moderator = This is for people who manage this server. Ask one of them.
error-not-yours = I can't find that request. Type /messages to see your conversations, or /queue if you are a mentor.
error-not-here = This doesn't work here. Request commands are typed in the request's thread; /queue and /profile, in the team's server. If this thread has only just opened, try again in a minute.
error-which-server = I can't tell which server you come from. Go back to where you saw me and type the command there. If it can't wait: /sos.
error-set-up-first = The door isn't open here. Type /setup: its check says what is missing, and opens it.
error-not-set-up = The door isn't open here at the moment. Nobody would read your message, so I don't take it. You can tell this server's moderators. If it can't wait:
error-gone = That is done already, or closed. For a new request: /talk.
error-gone-team = That is done already, or closed. The thread says where it stands; /queue shows what waits.
error-blank-words = Your words are missing: I only got blanks. Try again with a few words; even "I'm not OK" will do.
error-your-words = Your words, so they are not lost

topic-school = School, going back
topic-training = Training, apprenticeship
topic-work = Work, CV
topic-money = Money, rights, papers
topic-housing = Housing, where to sleep
topic-transport = Transport, driving licence
topic-family = Family, home
topic-personal = Not great, need to talk
topic-gaming = Gaming, stream, music, project
topic-other = Other, or rather not say

# Forum tags: 20 characters at most.
tag-school = School
tag-training = Training
tag-work = Work
tag-money = Money and rights
tag-housing = Housing
tag-transport = Transport
tag-family = Family
tag-personal = Talk
tag-gaming = Gaming and making
tag-urgent = Urgent
tag-other = Other
state-waiting = Waiting
state-active = Active
state-closed = Closed

reach-dm = DMs
reach-mailbox = private mailbox in the server

language-fr = Français
language-en = English
country-FR = France
country-BE = Belgium
country-CH = Switzerland
country-CA = Canada
country-UK = United Kingdom
country-DE = Germany
day-names = mon tue wed thu fri sat sun
