# The form, then all that happens to a request.
form-title = Talk to someone
# Must tell the truth: who reads, what is kept, for how long, the one case in which anonymity is lifted.
form-notice =
    {""}**Before you write**
    • The team isn't shown your Discord name.
    • The mentors of { $team } and their safeguarding lead read your words. Nobody else in this server.
    • Your words are kept encrypted, and erased { $days } days after the end of the conversation.
    • We keep it to ourselves. Unless you or someone is in danger: then we tell people who protect. We try to tell you first.
form-topic = What's it mostly about?
form-words = Your words
form-words-hint = A few words will do. No names, addresses or health details.
form-age = Your age (if you like)
form-age-hint = It helps us give the right answer.
form-wishes = How we answer you
form-by-dm = By DM
form-by-dm-hint = Otherwise: in the server, in private, with /messages.
form-check-ins = Ask me later how it goes
form-check-ins-hint = A few days later. You can say stop.
form-check-ins-from-hint = From { $age } on, a few days later. You can say stop.
age-under = Under { $age }
age-over = { $age } and over

tickets-under-age = Thanks for telling your age. Here we can't keep messages before { $age }: I kept nothing. But others are there for you, for free:
tickets-receipt = It arrived. Thanks for writing. Here the team knows you as **{ $alias }**.
tickets-receipt-dm = The answer comes by DM. If your DMs are closed, it waits in /messages.
tickets-receipt-mailbox = The answer will wait here, in private: type /messages to read and answer.
tickets-received =
    It arrived, **{ $alias }**. Thanks for writing.
    This is where we answer you. You can add words whenever you like, just write.
tickets-expect-open = Usually, an answer within { $hours } h.
tickets-expect-busy = It's busy. Expect rather more than { $hours } h. Your request is kept.
tickets-expect-closed = The team is away at the moment. Back { $back }. Your message is kept. If it can't wait: /sos.
tickets-expect-here = Somebody of the team is there right now. Usually, an answer within { $hours } h.
tickets-expect-closing = The team is there until { $until }. Perhaps you get an answer by then. If not, it is back { $back }. Your message is kept. If it can't wait: /sos.
tickets-expect-here-outside = Somebody of the team is there right now, outside of its hours. Perhaps you get an answer soon. If not, the team is back { $back }. Your message is kept. If it can't wait: /sos.
tickets-expect-here-only = Somebody of the team is there right now. Perhaps you get an answer soon. If not, your message is kept. If it can't wait: /sos.
tickets-expect-holiday = The team is away at the moment, because of a public holiday. Back { $back }. Your message is kept. If it can't wait: /sos.
tickets-expect-unknown = The team hasn't said yet when it is back. Your message is kept. If it can't wait: /sos.
tickets-already-open = I already have a request of yours, **{ $alias }**. We go on there:
tickets-claimed =
    {""}**{ $name }**, from { $organisation }, read your message and will answer you.
    This is a real person. You can write to them right away.
tickets-released = **{ $alias }**, your request is waiting for someone of the team again. We haven't forgotten you. If it can't wait: /sos.
# To who would like to talk again: who will answer. $mentor and $other are first names.
tickets-again-known = I'm telling { $mentor }, who knows you.
tickets-again-other = { $mentor }, who knows you, is not there at the moment. { $other } or somebody else of the team will answer you.
tickets-again-somebody = { $mentor }, who knows you, is not there at the moment. Somebody else of the team will answer you.
tickets-goodbye =
    We're closing this chat. Come back anytime, no reason needed: /talk.
    Your words are erased in { $days } days.
# To the youth, below the goodbye; the five buttons that follow answer the question.
tickets-goodbye-mark = Was it useful? One click is enough. Who answered you does not see your mark.
tickets-mark-1 = Not at all
tickets-mark-2 = Not much
tickets-mark-3 = So-so
tickets-mark-4 = Rather
tickets-mark-5 = Yes
tickets-goodbye-may-we = May we ask you later how it goes? Only if you say yes.
tickets-goodbye-we-will = As you chose, I'll ask you later how it goes. You can say stop.
tickets-withdraw-sure = Take your request back? The team will know, and nobody will ask you why.
tickets-withdrawn = Done: your request is taken back. Come back whenever you like: /talk.

# For the team.
tickets-card-waiting = Received { $since }, waiting for someone
tickets-card-offered = Back again. Offered first to { $mentor }, until { $until }.
tickets-card-active = With { $mentor } ({ $since })
tickets-card-closed = Closed: { $outcome } ({ $since })
tickets-card-age = Age
tickets-card-community = Community
tickets-card-language = Language
tickets-card-reach = Answer by
tickets-card-earlier = Earlier requests
tickets-card-earlier-more = { $count ->
    [one] and one more before
   *[other] and { $count } more before
}
tickets-claimed-mentor = You look after **{ $alias }** now. The youth knows your first name and organisation. Without a reply of yours before { $until }, the request goes back to the queue.
tickets-already-claimed = { $mentor } is already looking after this one. Type /queue to see what waits.
tickets-already-mine = You already look after this one. To write: the Reply button.
tickets-offered-first = This one is offered first to { $mentor }, who knows this youth, until { $until }. After that you can claim it.
tickets-not-holder = { $mentor } looks after this one. Talk about it in the thread.
tickets-claim-first = Nobody looks after this one yet. Claim it first: the Claim button.
tickets-released-mentor = The request of **{ $alias }** is back in the queue. The youth is told.
tickets-closed-mentor = The request of **{ $alias }** is closed. The goodbye is on its way, and check-ins are planned if the youth wanted them.
tickets-claim-lapsed = { $mentor }, the request of **{ $alias }** went back to the queue: no reply left in time. It happens. You can claim it again.
tickets-withdrawn-team = **{ $alias }** took their request back. Please don't insist.
tickets-back-again = **{ $alias }** would like to talk again, after hearing from us. Offered first to { $mentor }. No words yet: it's for us to begin.
tickets-note-title = Note by { $mentor } (team only)
tickets-note-kept = The note stands in the thread. The youth doesn't see it.
note-form-title = Internal note
note-form-words = Your note
note-form-hint = For the team only. Facts, few words.
# To a mentor: the word chosen was just taken off the team's list.
tickets-outcome-gone = This outcome is no longer on the team's list. Open the form again and choose another one: nothing is closed.
outcome-informed = Information given
outcome-listened = Listened
outcome-lead-given = Lead given
outcome-handed-over = Handed over, with consent
outcome-first-meeting = First meeting held
outcome-entered-support = Support started
outcome-entered-training = School or training started
outcome-entered-job = Job started
outcome-entered-other = Other entry (civic service, health, housing)
outcome-on-their-own = Goes on by themselves
outcome-no-news = No news
outcome-declined = Did not wish to go on
outcome-protection = Safeguarding handled
outcome-duplicate = Duplicate
outcome-spam = Unwanted (no goodbye is sent)
outcome-withdrawn = Taken back by the youth

queue-title = { $count ->
    [0] The queue is empty
    [one] One request waits
   *[other] { $count } requests wait
}
queue-late-words = { $count ->
    [one] ⏳ One message has been waiting to be delivered since { $since }: { $why }. I keep trying.
   *[other] ⏳ { $count } messages wait to be delivered, the oldest since { $since }: { $why }. I keep trying.
}
queue-late-panel = { $count ->
    [one] ⏳ The panel of { $places } has been waiting to be posted, updated or removed since { $since }: { $why }. I keep trying.
   *[other] ⏳ The panels of { $places } have been waiting to be posted, updated or removed since { $since }: { $why }. I keep trying.
}
queue-late-leftover = { $count ->
    [one] ⏳ What is left of an erased conversation, in { $places }, has been waiting to be deleted since { $since }: { $why }. I keep trying.
   *[other] ⏳ What is left of { $count } erased conversations, in { $places }, has been waiting to be deleted since { $since }: { $why }. I keep trying.
}
queue-waiting = Waiting
queue-mine = Mine
queue-unanswered = Wait for a word from us
queue-silent = No news from the youth
queue-any-community = All communities
queue-any-topic = All topics
queue-any-language = All languages
queue-urgent-only = 🔴 Urgent only
queue-all-again = Not only what is urgent
queue-nothing-waiting = Nothing waits here.
queue-nothing-mine = You look after none.
queue-page = Page { $page } of { $pages }
button-page-back = Previous page
button-page-onward = Next page
tickets-moved = The former thread was deleted: the conversation with **{ $alias }** goes on here. This is what stood there and is still kept.
tickets-not-arrived = What you wrote to **{ $alias }** has not arrived yet. It is kept and I keep trying, you don't have to do anything again. If it lasts a day, it will wait in /messages and I will say so here.
tickets-forgotten = 🗑️ A request was here. It was erased: the youth wanted it so, or its time was over. There is nothing to do.
tickets-card-urgent = 🔴 **Urgent**: words sound like danger
tickets-card-urgent-seen = 🔴 **Urgent**: words sound like danger. Seen by { $who }
tickets-not-vetted = This request comes from somebody under 18. Leads look after it, and mentors for whom a lead answers: ask yours to type /safeguard vet with your name (it holds for a year), or tell a colleague. Nothing is lost, it waits here.
tickets-same-person = You are the one who answers: the second look is for a colleague.
tickets-second = **{ $name }**, from { $organisation }, reads this conversation too: two adults, for your safety.
tickets-second-kept = Noted: you keep an eye on **{ $alias }** too. The youth knows.
tickets-card-second = Second look
tickets-card-no-second = Nobody yet: a colleague presses 👁️
tickets-receipt-minor = You are under 18: here, two adults of the team read your words. If it is urgent, the first one answers without waiting for the other.
button-second = I keep an eye on it
tickets-second-first = Under 18, nobody answers alone: a second adult looks in first. Ask a colleague to press 👁️ **I keep an eye on it** on the card. Your words were not sent.
tickets-second-no-longer = Under 18, nobody answers alone, and the lead no longer answers for this conversation's second adult. Ask another colleague to press 👁️ **I keep an eye on it** on the card, or the lead to type /safeguard vet. Your words were not sent.
tickets-second-urgent = Under 18 and urgent: answer now. At your reply the lead and your colleagues are called to be the second adult (👁️).
tickets-look-in = **{ $alias } is under 18, it is urgent, and one adult answers alone.** A second one looks in now:
tickets-second-wanted = Under 18, nobody answers alone: before your first reply, ask a colleague to press 👁️ **I keep an eye on it** on the card.
tickets-another-wished = **{ $alias }** would like to talk to somebody else. It is not about you: leave this one to a colleague, or talk with your safeguarding lead.
tickets-colleague-not-vetted = This youth is a minor, and the lead does not (yet) answer for { $mentor }. Pick somebody else, or ask the lead: /safeguard vet.
