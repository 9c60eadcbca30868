# Asking how things are. Nothing here tells a stranger's glance what it is about.
# A youth reads, in a DM or on a lock screen:
followups-question = Hi. We talked a while ago. How is it now?
followups-last-question = Hi. This is the last question planned. How is it now?
followups-door =
    Hi. I won't write any more to ask. There is nothing to do, and nothing to explain.
    The door stays open: /talk, whenever you like, no reason needed.
followups-button-better = Better
followups-button-same = Same
followups-button-talk = I'd like to talk
followups-button-later = Later (tomorrow)
followups-button-in-a-week = In a week
followups-button-not-now = Not now
followups-button-stop = Stop asking
# The youth who answered reads, in the place of the question:
followups-thanks-better = Thanks for saying so. Glad for you. /talk stays here if needed.
followups-thanks-same = Thanks for saying so. If you want to talk about it, someone is there:
# $at is a moment that Discord shows in the reader's own time zone.
followups-thanks-later = All right. I'll ask again later: { $at }.
followups-thanks-in-a-week = All right. I'll ask again in a week: { $at }.
followups-thanks-not-now = All right, not now. Thanks for saying so. /talk stays here.
followups-thanks-stop = OK, I won't ask any more. Thanks for saying so. /talk stays here.
followups-asks-again = The text has changed since. Read again, and say yes again if you want.
followups-accepted = Thanks. I'll ask you in a few days how it goes. You can say stop whenever you like.
# The team reads in the thread:
followups-answered = **{ $alias }**, after { $days ->
    [0] a few hours
    [one] one day
   *[other] { $days } days
}: { $said }
followups-silent = **{ $alias }** left two questions unanswered. I respect that silence: one last open door, then nothing.
# What a youth answered, in the thread and in the calendar:
followups-said-better = "better"
followups-said-same = "same"
followups-said-talk = "I'd like to talk" (a new request is open)
followups-said-later = "later" (I ask again tomorrow)
followups-said-in-a-week = "in a week" (I ask again)
followups-said-not-now = "not now" (the rest stays planned)
followups-said-stop = "stop asking"
# Whoever looks after a youth reads in /ticket calendar:
followups-calendar-title = { $alias }: how things are
followups-calendar-line = • { $at } · { $state }
followups-calendar-empty = Nothing is planned.
followups-calendar-not-agreed = This youth did not say yes, or said stop: they are asked nothing.
followups-calendar-open = The request is open: the next questions are planned at its goodbye.
followups-calendar-silent = Two questions stayed unanswered: that is an answer. Nothing can be added.
followups-state-planned = to come
followups-state-sent = asked, no answer
followups-state-answered = answered
followups-state-skipped = not asked
followups-postponed = { $count ->
    [one] (put off once)
   *[other] (put off { $count } times)
}
followups-button-move = Move { $day }
followups-button-cancel = Cancel { $day }
followups-button-add = Add a question
followups-form-title = When to ask?
followups-form-day = Which day
followups-form-day-hint = For example: 24/01/2026 (day/month/year). Within 180 days.
followups-form-clock = What time
followups-form-clock-hint = By the team's clock, outside the quiet hours. For example: 14:00.
# Refusals, for whoever looks after a youth:
followups-bad-moment = "{ $given }" does not work. Write a day to come, within { $most } days, and a time, for example: 24/01/2026 and 14:00. Nothing was changed.
followups-rests-then = I don't write then: quiet hours, or skipped days. The first moment possible after it: { $first }. Nothing was changed.
followups-too-many = { $most } questions are planned already, which is the most. Move or cancel one.
followups-same-day = A question is planned for that day after the goodbye already. Choose another day, or move that one.
followups-still-talking = The request is open. Write to the youth; questions are planned at the goodbye.
followups-not-agreed = { $alias } did not agree to be asked, or said stop. Nothing is planned. Their own door stays /talk.
followups-was-silent = { $alias } left two questions unanswered. I add none: the door stays open on their side.
followups-not-their-mentor = This is for { $mentor }, who looks after this request, or for the lead to change. Nothing was changed.
# Whoever coordinates reads in /followups:
followups-plans-title = Asking how things are
followups-plans-usual = After the goodbye, in days: **{ $days }**
followups-plans-topic = • { $topic }: **{ $days }**
followups-plans-skipped = Skipped days (what falls there comes on the first morning after):
followups-plans-none = No days are skipped.
followups-plans-how = One topic: `/followups days`. Holidays, an exam week: `/followups skip`. The days of all other topics: `/settings set`. What is planned already moves for skipped days only.
followups-bad-topic = I don't know that topic. Pick it from the list, or write one of these names: { $known }. Nothing was changed.
followups-bad-period = "{ $given }" does not work. Write two days, the first one first, for example 19/12/2026 and 04/01/2027: { $longest } days at most, not over yet, within two years. Nothing was changed.
followups-too-many-periods = { $most } periods are to come already. Take one out with /followups unskip. Nothing was changed.
