# Invitations: what the team writes to youths who agreed to keep in touch.
# Below the words of an invitation, read by a youth. $team and $community are names.
invitations-who = -# Written by the team { $team }. You agreed to its messages on { $community }.

# The form, filled in by a coordinator.
invitations-form-title = An invitation
invitations-form-words = The words, in French
invitations-form-words-hint = { "{team}" } and { "{community}" } fill themselves in.
invitations-form-english = The words, in English
invitations-form-english-hint = For those who read English. Empty: the French words.

# Below the preview, read by coordinators. $count is "at least" and a number, or "fewer than five".
invitations-above = Above: exactly what a youth will read. The buttons do nothing here.
invitations-reach = Right now, **{ $count }** youths would get it. Left in peace: who said stop, who is talking to somebody already, who got { $cap } this week.
invitations-few = fewer than five
# $count is rounded down to the five: one yes more or fewer must not show.
invitations-at-least = at least { $count }
invitations-another = A second person has to approve it before it leaves, within 72 hours: the button **Read and decide** on the invitation's card.
invitations-decide = May it leave, as it is?
invitations-approved = Approved. It leaves slowly, and never in quiet hours. The card shows how far it is.
invitations-approved-later = Approved. It leaves at the time set, never in quiet hours. The card shows how far it is.
invitations-stop-sure = Stop this invitation for good? What was received stays. It cannot be taken up again.
invitations-stopped = Stopped. Nobody else will get it.

# The card of an invitation, read by coordinators.
invitations-title = Invitation no. { $number }
invitations-state-draft = ✏️ Waits for a second person
invitations-state-approved = ✅ Approved, has not left yet
invitations-state-sending = 📨 On its way, slowly. Nothing leaves in quiet hours.
invitations-state-paused = ⏸️ Paused: nothing leaves
invitations-state-done = 🏁 Done
invitations-state-stopped = ⏹️ Stopped
invitations-state-lapsed = ⌛ Too late: it did not leave in time. Change the words to propose it again.
invitations-written-by = Written by { $by }
invitations-approved-by = Approved by { $by }
invitations-everywhere = For all communities
invitations-in = For { $community }
invitations-at-once = As soon as it is approved
invitations-at = Planned: { $at }
invitations-for-outing = Campaign: { $name }
# $sent, $mailbox and $others are numbers, or "fewer than five".
invitations-figures = Received: { $sent } · in the /messages mailbox: { $mailbox } · not written to: { $others }
invitations-small = Too few youths agreed: their number is not shown.

# /invite list
invitations-list = The last invitations
invitations-none = No invitation yet. The first one: /invite write.
invitations-to-card = [See the card]({ $link })

# What is wrong, told to a coordinator.
invitations-no-words = The words in French are missing. Nothing was kept: try again with a few words.
invitations-unknown-placeholder = I do not know what { $unknown } stands for. I know { "{team}" } and { "{community}" }. Nothing was kept; your words are below, to correct.
invitations-too-long = With the names filled in, this can get longer than { $most } characters: it could not leave. Make it shorter. Nothing was kept; your words are below.
invitations-bad-moment = I cannot read "{ $given }", or it is over, or more than 90 days away. Write for example: 2026-03-14 18:00, or 14/03 18h. Empty: as soon as it is approved.
invitations-nobody-open = None of these communities takes requests right now: who answers would find a closed door. Open first: /setup.
invitations-another-approves = You wrote it. Another person has to approve it.
invitations-changed = Somebody changed these words meanwhile. Read them again on the card with **Read and decide**. What you wrote, if anything, is below.
invitations-lapsed = Too late: nobody approved it within 72 hours. **Change**, on the card, proposes it again.
invitations-moment-over = The time at which it was to leave is over: nothing left. **Change**, on the card, lets you read the words again and propose it anew. It then leaves as soon as it is approved.

# The buttons of the card.
button-invitation-see = Read and decide
button-invitation-change = Change
button-invitation-approve = Yes, it may leave
button-invitation-pause = Pause
button-invitation-go-on = Go on
button-invitation-stop = Stop
button-invitation-stop-sure = Yes, stop
