# Nobody waits in silence: to who can answer, to the lead, then to the youth.
waits-holder = { $mentor }, **{ $alias }** has been waiting for an answer from you since { $since }. Even two words help: "I read you, I'll answer tonight". If you can't: /ticket release, and a colleague will answer.
waits-nudge = { $who }, **{ $alias }** still waits for somebody, since { $since }. Who can claim it?
waits-lead = ⏳ { $ticket } has been waiting for an answer since { $since }, longer than what you tell youths. Held by: { $mentor }. The team was reminded in the thread already.
waits-alert = ⏳ { $ticket } has had no answer at all since { $since }. Held by: { $mentor }. Can somebody write at least two words?
waits-nobody = nobody
# Nothing that promises what is not sure.
waits-honest = **{ $alias }**, nobody has been able to answer you yet. It takes longer than we told you, and it isn't your fault. I reminded the team of your request, but I don't know when somebody will answer. Your words are kept. If it can't wait, people are listening right now: /sos.
# To who was answered before, and waits for what comes next.
waits-honest-again = **{ $alias }**, nobody has been able to write to you again yet. It takes longer than it should, and it isn't your fault. I reminded the team of your request, but I don't know when somebody will answer. Your words are kept. If it can't wait, people are listening right now: /sos.
waits-absent = **{ $mentor }** has done nothing in their requests for a long time, and youths wait. I give these requests back to the queue and offer them to who is on duty. Can you ask whether all is well?
waits-debrief = { $mentor }, the request of **{ $alias }** was urgent. That can be heavy to carry, also when all goes well. Would you like to talk about it?
button-debrief-talk = I'd like to talk
button-debrief-fine = I'm fine
waits-debrief-talk-noted = Noted. The lead hears of it now, and will come to you. Thank you for saying so.
waits-debrief-fine-noted = Noted. If that changes, you can write to the lead at any time. Thank you for what you did.
waits-debrief-said-talk = **{ $mentor }** looked after an urgent request that has just ended, and would like to talk with you.
waits-debrief-said-fine = **{ $mentor }** looked after an urgent request that has just ended, and says that they are fine.
