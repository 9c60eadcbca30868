# Concerns, lifted anonymity, reports, blocks, the journal.
protection-another-decides = You asked for it: somebody else with the lead role must decide.
protection-too-late = The time is over (30 minutes). If it is still needed, ask again.
protection-nobody-answers = Nobody of the team has answered your request yet. If something is wrong, simply write it in the conversation.
protection-no-such-mentor = This person has no profile yet. They type /profile first.
protection-concern = { $by } is worried about { $ticket }. The reason is read here, in private:
protection-no-concerns = No concern is open.
protection-concerns-title = What worries the team
protection-concern-kept = Noted, and the lead is called. Grave and immediate danger: the emergency number, now, without waiting.
protection-lift-asked = Lifting anonymity is asked for { $ticket }. Somebody with the lead role, but for who asked, must read the reason and decide, within 30 minutes.
protection-lift-decide =
    {""}**Lift the anonymity of { $alias }?**
    Asked by { $by }. The youth { $told }.

    { $why }

    It is final, visible to the team, written in the journal. All it gives is a Discord account: no name, no address. Grave and immediate danger: the emergency number first.
protection-told = will be told
protection-not-told = will not be told (it would add danger)
protection-lift-granted = Anonymity is lifted: asked by { $by }, agreed by { $second }. The identity is shown once, to { $by }, within 30 minutes.
protection-lift-refused = Anonymity is not lifted: asked by { $by }, refused by { $second }.
protection-lift-lapsed = { $by }, nobody decided about lifting anonymity within 30 minutes: nothing was shown. If it is still needed, tell another person with the lead role yourself, then ask again here: /safeguard lift. Grave and immediate danger: 112, now, without waiting.
protection-you-granted = Noted: you agreed. Who asked is told in the thread.
protection-you-refused = Noted: you refused. Who asked is told in the thread.
protection-lift-kept = Asked. Somebody else with the lead role must agree within 30 minutes. Grave and immediate danger: the emergency number, now, without waiting.
protection-identity =
    Behind { $alias }: <@{ $id }> (Discord account { $id }).
    This message will not be shown again. Copy it nowhere but where it protects somebody.
protection-lifted = We are worried about you. Two people of the team { $team } decided together to see which Discord account is yours, to be able to protect you. Nobody else sees it. You can write to us here. If you are in danger now: 112, or your emergency number.
protection-tell = Tell the youth
protection-tell-not = Do not tell them: it would add danger
protection-no-reports = No report waits.
protection-reports-title = What youths reported
protection-report-waits = A report waits for you: /safeguard reports. It is read there alone, by leads only.
protection-report-urgent = 🔴 A report waits, and its words sound like danger. Read it now: /safeguard reports. The youth has seen the helplines already. Grave and immediate danger: 112.
protection-report-urgent-owner = 🔴 A youth wrote to the safeguarding lead of the team { $team }, and the words sound like danger. Tell the lead right now, and nobody else: they read it with /safeguard reports. You cannot read it yourself. Then choose a channel of their own with /setup: they will be called there directly.
protection-report-kept = Thank you. Only the team's safeguarding lead reads what you wrote. Not the person concerned. You can go on with the conversation, or withdraw it in /messages. Danger now: /sos.
protection-block-sure = No longer answer this person? Their conversations with the team close without a goodbye. They will read that the team no longer answers, with the helplines. It lasts a year, also with a new alias. You need not know who it is.
protection-blocked = Done. The team no longer answers **{ $alias }**. The lead can undo it: /safeguard unblock.
protection-unblocked = Done: this person can write to the team again.
protection-no-blocks = The team answers everybody: nobody is blocked.
# An alias goes with its request; then its number is left.
protection-blocks = The team no longer answers:
protection-block-line = • **{ $name }**, since { $since }, until { $until }
protection-unblock = Answer { $name } again
protection-vetted = Noted: { $mentor } may answer minors, for a year.
protection-alerts-on = Danger words call the team.
protection-alerts-off = Danger words show the youth the numbers and mark the request, without calling the team.
lift-danger-now = Danger of death, now
lift-minor-at-risk = A minor in danger
lift-somebody-else = Somebody else in danger
lift-law = The law demands it
lift-form-title = Lift anonymity
lift-form-notice = Only if a life or a minor is in danger. Somebody else with the lead role must agree.
lift-form-reason = The reason
lift-form-why = Explain it to the second person
lift-form-why-hint = Facts, few words. It is kept sealed.
lift-form-tell = The youth
concern-form-title = This request worries me
concern-form-why = What worries you?
concern-form-hint = Facts, few words. Only the lead reads it.
report-form-title = Report the person who answers
report-form-why = What happened?
report-form-hint = Only the lead reads it. Not the person concerned.
button-see-concerns = Read and deal with it
protection-close-concern = no. { $number }: dealt with
button-see-lift = Read the reason and decide
button-lift-grant = I agree
button-lift-refuse = I refuse
button-lift-look = See it, once
button-report = Report
protection-report-seen = no. { $number }: dealt with
# For the lead alone: in the place of words, when a youth asks that the lead write to them.
protection-wants-call-back = After a low mark, this youth would like you to write to them. The button opens a new conversation with you; who answered them cannot take it.
# The button of a lead who wants to write to this youth.
protection-write = no. { $number }: I write to them
# In the lead's channel, without alias or reason.
protection-call-back-waits = A youth would like the lead to write to them: /safeguard reports. It can be read only there.
# To a youth who asked for it already.
protection-asked-already = You have asked already: the lead knows, and will write to you. If it cannot wait: /sos.
protection-take-over = no. { $number }: I take the conversation over
button-block = Yes, no longer answer
journal-empty = The journal is empty.
journal-whole = ✅ { $count ->
    [one] One line, chain whole.
   *[other] { $count } lines, chain whole.
}
journal-broken = 🔴 The chain is broken at line { $number }: a line was altered or removed. Tell who operates Maraude, keep this file.
journal-a-youth = a youth
journal-concern-opened = concern opened
journal-concern-closed = concern dealt with
journal-lift-asked = lifting anonymity asked
journal-lift-granted = lifting anonymity agreed
journal-lift-refused = lifting anonymity refused
journal-identity-shown = identity shown
journal-mentor-reported = mentor reported
# A line of the protection journal, read by leads.
journal-call-back-asked = a youth asks that the lead write to them
journal-report-seen = report dealt with
journal-report-taken-over = conversation taken over after a report
journal-blocked = person blocked
journal-unblocked = person unblocked
journal-mentor-vetted = mentor vetted for minors
journal-alerts-on = alerts on
journal-alerts-off = alerts off
protection-delay = Noted: a new card waits for a random while, { $seconds } s at most, so that nobody guesses who has just typed a command. Something urgent never waits.
journal-delay-set = delay of cards changed
protection-no-place = none
protection-place-changed = { $by } changed something that decides who reads what: { $what }. Before: { $before }. Now: { $after }. If nobody spoke to you about it, ask at once.
journal-staff-chosen = team channel chosen
journal-mentor-chosen = mentors' role chosen
journal-lead-chosen = lead's role chosen
journal-figures-chosen = the channel of who coordinates chosen
journal-alarms-chosen = lead's channel chosen
protection-report-about-lead = A youth reported somebody who has the lead role of the team { $team }. That person cannot see it. Anybody else with the lead role reads it by /safeguard reports; if nobody else has it, give it to a second person you trust, who is not the one concerned. You cannot read it yourself, and Maraude says neither who wrote nor about whom.
protection-reported-enough = Thank you. The lead has three reports of yours to read already: they are kept, and enough to act on. You need not write it again.
protection-lead-decides = Something about this youth still waits for the lead (an alarm, a worry, a question): blocking is up to them for now. Talk to your lead. Nothing was changed.
protection-blocked-by = { $by } blocked { $ticket }: the team no longer answers there. Was it right? Otherwise: /safeguard unblock.
protection-reports-more = { $count ->
    [one] and one older one: deal with these first
   *[other] and { $count } older ones: deal with these first
}
journal-ends = It ends with line { $number }, seal `{ $seal }`: compare with what was posted to you.
journal-anchor = 📒 The journal ends with line { $number }, seal `{ $seal }`. Keep this message: /safeguard journal shows the same seal beside this line, today and later. If it does not, lines were changed or removed.
protection-report-about-lead-urgent = 🔴 The words sound like danger: it is now.
