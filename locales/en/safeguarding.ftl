# Calm, direct, in the present. Three numbers at most, one question, one easy first step.
sos-question = **Are you in danger now?**
sos-first-step = You don't have to explain it all. You can start with: "I'm not OK."
sos-checked = Numbers checked on { $day }.
alert-words = Words of { $ticket } sound like danger. The youth has already been shown the helplines. Will somebody look now? Grave and immediate danger: the emergency number.
alert-withdrawn = The request was withdrawn by the youth. The calls go on until somebody says "seen".
alert-closed = The request is closed. The calls go on until somebody says "seen".
# Outside the team's channels: nothing that says who, or what.
alert-team-needed = 🔴 Somebody needs the team at once, and I can't reach it in its channels. Tell a lead or a mentor: open { $place }, then /queue. /doctor says what to mend.
alert-seen = Seen by { $who }: **{ $alias }**. The calls end. Grave and immediate danger: the emergency number. You are worried: /ticket escalate.
button-seen = Seen, I look after it
alert-goes-on = { $who }, new words sound like danger. Read them now. Grave and immediate danger: the emergency number.
