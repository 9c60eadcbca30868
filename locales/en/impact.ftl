# The figures, read by who coordinates the project and, in the table, by who funds it. Never by a youth.
impact-title = What came of it: { $period }
# In words, above the figures. $count and $before are numbers of requests, of conversations.
impact-words-asked = { $count ->
    [0] No request came.
    [one] One request came.
   *[other] { $count } requests came.
}
impact-words-asked-compared = { $count ->
    [0] No request came ({ $before } in the period before).
    [one] One request came ({ $before } in the period before).
   *[other] { $count } requests came ({ $before } in the period before).
}
impact-words-asked-held-back = The number of requests is held back.
impact-words-conversation = { $count ->
    [0] No conversation began.
    [one] One conversation began.
   *[other] { $count } conversations began.
}
impact-words-conversation-compared = { $count ->
    [0] No conversation began ({ $before } in the period before).
    [one] One conversation began ({ $before } in the period before).
   *[other] { $count } conversations began ({ $before } in the period before).
}
impact-words-conversation-held-back = The number of conversations is held back.
impact-words-waits = Half of the first answers left within { $half }.
impact-words-waits-in-hours = For requests sent while the team was there: within { $half }.
impact-words-out-of-hours = { $share } requests in 100 came outside the opening hours.
# $least: from how many on a number is shown.
impact-words-held-back = “held back”: below { $least }, or a number below { $least } would follow from it. This protects youths.
impact-only = Only: **{ $place }**
impact-footer = Periods that are over, compared with the one before. Nothing below { $least }. As declared; no cause is claimed. Nobody is named, no mentor is ranked.
impact-line = { $name }: **{ $now }** (before: { $before })
impact-held-back = held back
impact-more = … the rest is in the table.
impact-no-value = Not said
impact-no-campaign = Without a campaign
impact-gone = (erased)
impact-minutes = { $count ->
    [0] less than a minute
    [one] one minute
   *[other] { $count } minutes
}
impact-hours = { $hours } h { $minutes }
button-impact-before = Before: { $period }
button-impact-table = Table (CSV)

impact-section-funnel = From the first look to goodbye
impact-section-topics = What requests are about
impact-section-hours = When requests come
impact-section-outcomes = How it ended
impact-section-own = The team's own outcomes
impact-section-exits = Positive exits, counted in two ways
impact-section-communities = Requests by community
impact-section-campaigns = Requests by campaign
impact-section-check-ins = News after goodbye
impact-section-ratings = Marks
impact-section-box = Suggestion box
impact-section-waits = Waiting times

impact-name-seen = Useful views
impact-name-opted-in = Agreed to keep in touch
impact-name-asked = Requests
impact-name-claimed = Requests taken
impact-name-conversation = Conversations
impact-name-referral-offered = Referrals offered
impact-name-referral-accepted = Referrals accepted
impact-name-referral-arrived = Referrals arrived
impact-name-closed = Requests closed
impact-name-answered = First answers
impact-name-median = Time to first answer, median (minutes)
impact-name-ninth = Time to first answer, nine in ten (minutes)
impact-name-answered-in-hours = First answers to requests sent in opening hours
impact-name-median-in-hours = Time to these, median (minutes)
impact-name-ninth-in-hours = Time to these, nine in ten (minutes)
impact-name-asked-after = Check-ins sent
impact-name-check-in-answered = Check-ins answered
impact-name-asked-to-rate = Marks asked for
impact-name-rated = Marks given
impact-name-suggested = Ideas and complaints received
impact-hour-in-hours = In opening hours
impact-hour-out-of-hours = Outside them
impact-exit-strict = Positive exits, strict
impact-exit-wide = Positive exits, wide
# A team's own outcome, and the usual one that counts it too.
impact-own = { $word } (counted in: { $outcome })
impact-answer-better = “Better”
impact-answer-same = “Same”
impact-answer-talk = “I'd like to talk”
impact-answer-not-now = "Not now"
impact-answer-stop = “Stop asking”
impact-mark = Mark { $mark } of 5

impact-month-1 = January
impact-month-2 = February
impact-month-3 = March
impact-month-4 = April
impact-month-5 = May
impact-month-6 = June
impact-month-7 = July
impact-month-8 = August
impact-month-9 = September
impact-month-10 = October
impact-month-11 = November
impact-month-12 = December
impact-quarter-1 = 1st quarter of { $year }
impact-quarter-2 = 2nd quarter of { $year }
impact-quarter-3 = 3rd quarter of { $year }
impact-quarter-4 = 4th quarter of { $year }

# What cannot be shown, and what to do instead.
impact-unknown-period = I do not understand “{ $given }”. Pick from the list, or write a month ({ $month }), a quarter (2026-Q3) or a year (2026).
impact-still-runs = { $given } is not over. A figure that still moves, read on two days, would tell who came in between: I show only what is over. You can ask for: { $closed }.
impact-unknown-place = I cannot find this community or campaign. Pick from the list that opens.
impact-one-only = A community or a campaign, not both: too few people would be left to count without recognising them. Pick one of the two.

# The table, which may leave the team.
impact-table-here = Here is the table. It may leave the team: nothing in it is below 11, and “s” means held back. The definitions are in the handbook, page of the indicators.
impact-table-team = Team
impact-table-period = Period
impact-table-before = Compared with
impact-table-definitions = Version of the definitions
impact-table-held-back = Held back (s)
impact-table-secret = { $least }, or a number { $least } would follow from it; 0 is shown
impact-table-source = Source
impact-table-declared = as declared, counted without names by Maraude; no cause is claimed
impact-table-only = Only
impact-table-section = section
impact-table-key = code
impact-table-name = indicator
impact-table-now = n
impact-table-then = n before

# Monday's word, in the channel of who coordinates. $roughly is one of the two below: never an exact number.
impact-week = **The week of { $day } { $month }, in a few words**
impact-week-asked = Requests: { $roughly }.
impact-week-conversation = Conversations begun: { $roughly }.
impact-week-referral-accepted = Referrals accepted: { $roughly }.
impact-week-closed = Requests closed: { $roughly }.
impact-week-few = fewer than { $most }
impact-week-between = { $first } to { $last }
# In the place of the four lines, when a month ended within the week.
impact-week-two-months = This week touches two months: it is not counted apart. { $month } is over, and can be read as a whole with /impact.
impact-week-more = To look at together: who waits, with /queue. A month that is over: /impact. To get this word no more: /settings set.

# The pictures and the funder's page. $least: from how many on a number is shown.
button-impact-charts = Pictures
button-impact-sheet = Report (PDF)
impact-charts-here = Here are the pictures of { $period }. What they show is also told in words, for screen readers.
impact-sheet-here = Here is the page of { $period }. It may leave the team: nothing on it is below 11.
impact-chart-months = Month after month
impact-chart-asked = requests
impact-chart-conversations = conversations
impact-chart-note = —: below { $least }, or hidden so that no small number can be worked out.
# Tells a picture to who cannot see it. $rows are the sentences that follow, one after the other.
impact-alt-funnel = Bars, { $period } and { $before }. { $rows }
impact-alt-row = { $name }: { $now }, before { $before }.
impact-alt-months = Two lines over twelve months, requests and conversations. { $rows }
impact-alt-month = { $month }: { $asked } and { $talked }.
# The report on one page.
impact-sheet-title = Report: { $period }
impact-sheet-under = { $team } · { $first } to { $last } · definitions, version { $version }
impact-sheet-median = Half of the time, within
impact-sheet-ninth = Nine times in ten, within
impact-sheet-median-in-hours = Sent in opening hours: half within
impact-sheet-more = … and { $count } more, in the table
impact-sheet-note = Self-reported data, counted without names at the moment things happen. No causal claim is made. In the strict sense: entries into school, training, a job or another service; in the wide sense: also support that began and first meetings. No mentor is counted or ranked.
impact-short-1 = Jan
impact-short-2 = Feb
impact-short-3 = Mar
impact-short-4 = Apr
impact-short-5 = May
impact-short-6 = Jun
impact-short-7 = Jul
impact-short-8 = Aug
impact-short-9 = Sep
impact-short-10 = Oct
impact-short-11 = Nov
impact-short-12 = Dec
impact-short-quarter = Q{ $number } { $year }
