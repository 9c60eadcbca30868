# The team's choices, one by one: the name, then what it is for and how it is written.
settings-title = What the team has chosen
settings-how = To change: /settings set. To take all of it along: /settings export.
settings-nothing = none
settings-yes = yes
settings-no = no
settings-changed = Noted. { $what }: { $value }
settings-exported = Here are the team's choices, with each topic's check-ins and the skipped days. No channel, no role, nobody is named. /settings import takes them over, here or in another server.
settings-imported = { $count ->
    [one] Done: one choice is taken over from the file. /settings show shows all of them.
   *[other] Done: { $count } choices are taken over from the file. /settings show shows all of them.
}
settings-bad-what = I don't know "{ $given }". Choose from the list that opens, or write one of these names: { $known }. Nothing changed.
settings-bad-holidays = "{ $given }" won't do. Write yes, no, or a region that has public holidays of its own: { $known }. Nothing changed.
# $longest: letters at most; $most: words at most. The names after the = are fixed.
settings-bad-outcomes =
    I can't read "{ $given }". Write each of the team's own words, then =, then what it counts as, for instance: Apprenticeship signed = entered-training; Driving licence = entered-other. { $most } at most, each once and with { $longest } letters at most. Nothing changed.
    It can count as: informed, listened, lead-given, handed-over, first-meeting, entered-support, entered-training, entered-job, entered-other, on-their-own, no-news, declined.
settings-bad-file = I can't read this file. I need the one that /settings export gives: TOML text, 20 kB at most. Nothing changed.

settings-name-hours = Opening hours
settings-about-hours = When the team is there. For instance: mon-fri 9:00-12:30 14:00-18:00; sat 10:00-12:00.
settings-name-holidays = Closed on public holidays
settings-about-holidays = yes (those of the country and time zone), no, or a region: Alsace, Moselle, Quebec…
settings-name-quiet-hours = Quiet hours
settings-about-quiet-hours = Nothing automatic is written to a youth during these hours. For instance: 21:00-9:00.
settings-name-answer-within-hours = First answer, in hours
settings-about-answer-within-hours = What youths are told. After it, I remind the team, then the lead, then tell the youth the truth.
settings-name-next-answer-hours = Further answers, in hours
settings-about-next-answer-hours = The same, in a conversation that has begun. Only opening hours count.
settings-name-alert-hours = Alert to the lead, in hours
settings-about-alert-hours = All that stayed without an answer for that long, in opening hours.
settings-name-claim-hours = Claimed without an answer, in hours
settings-about-claim-hours = Then it goes back to the queue.
settings-name-caseload = Requests per mentor
settings-about-caseload = Beyond it, nothing is offered to who is on duty. Each mentor may choose a number of their own: /profile.
settings-name-outcomes = The team's own outcomes
settings-about-outcomes = Added to the menu of the goodbye, each with what it counts as. For instance: Apprenticeship signed = entered-training. For none: a comma.
settings-name-invitations-per-week = Invitations per youth and week
settings-about-invitations-per-week = At most, all invitations together, for those who keep in touch: 1 to 7.
settings-name-check-in-days = Days of check-ins
settings-about-check-in-days = How many days after the goodbye, five times at most. For instance: 2, 7, 30. For none: write a comma.
settings-name-referral-days = After a referral, in days
settings-about-referral-days = How long after their yes the youth is asked once: did you go?
settings-name-retention-days = How long words are kept, in days
settings-about-retention-days = Counted from the end of the conversation.
settings-name-identity-days = How long people are kept, in days
settings-about-identity-days = Counted from their last visit.
settings-name-age-floor = Age floor
settings-about-age-floor = 13, 15, 16 or 18. Below it, nothing is kept.
settings-name-digest = Monday's word
settings-about-digest = yes or no: a few words about the week, each Monday, in the channel of who coordinates (picked on page 3 of /setup).
settings-bad-yes-no = “{ $given }” will not do. Write yes or no. Nothing has changed.
