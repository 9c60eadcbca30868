# The team's outings: a stream, a tournament, a night of music. { $name }, { $community } and { $team } are names that others chose.

# The form of who coordinates. Titles and labels: 45 signs; hints: 100.
campaign-form-title = A campaign
campaign-form-name = Its name
campaign-form-name-hint = Youths see it as the panel's title.
campaign-form-kind = What is it?
campaign-form-days = First to last day
campaign-form-days-hint = 28/11, or 28 to 30 November, or today
campaign-form-words-fr = The panel's words, in French
campaign-form-words-en = The panel's words, in English
campaign-form-words-hint = { "{team}" } and { "{community}" } fill themselves in. One language is enough.
campaigns-kind-stream = Stream
campaigns-kind-tournament = Tournament
campaigns-kind-shout-out = Shout-out
campaigns-kind-music = Music night
campaigns-kind-event = Event
campaigns-kind-other = Other

# The preview, which only who coordinates sees.
campaigns-preview = This is what youths will see. **Nothing is posted yet.**
button-post = Post
campaigns-own-link = Link: { $link }
campaigns-nowhere = No community is there to host it. To link one: /team link.
campaigns-place-stands = ✅ { $community }: the panel is there
campaigns-place-ready = 🕓 { $community }: the panel comes on the first day
campaigns-place-gone = ⚠️ { $community }: the panel is not there. If somebody deleted it, /campaign edit puts it back.
campaigns-place-closed = ⏸️ { $community }: the intake is not open, or its moderators chose no channel. The panel comes afterwards.
campaigns-posted = **{ $name }** begins ({ $days }). The link, the QR code and what to read out: /campaign show.
campaigns-posted-later = **{ $name }** is ready ({ $days }). The panel comes by itself on the first day.
campaigns-cancelled = Cancelled: nothing was posted, and nothing is kept.
campaigns-earlier-codes = Still counted, for the flyers: { $codes }
campaigns-changed = **{ $name }** is up to date, and so is its panel.

# What /campaign list and /campaign show say.
campaigns-list = The team's campaigns
campaigns-none = No campaign yet. The first one: /campaign start.
campaigns-more = And { $count } older ones.
campaigns-state-runs = Right now
campaigns-state-coming = Coming
campaigns-state-over = Over
campaigns-link = QR code below, to { $link }
campaigns-no-link-yet = The QR code comes once the panel is there.
# Read out to who does not see the picture.
campaigns-qr-about = QR code that leads to { $link }
campaigns-read-aloud-fr = To read out on stream, in French
campaigns-read-aloud-en = To read out on stream, in English
# Read out in front of everybody. $numbers: the helplines.
campaigns-say-code =
    Behind Maraude there's a team: { $team }. They help with school, work, paperwork, or just a chat.
    On Discord, type /hello with the word { $code }. Only you see the answer, and the team is not shown your name.
    If you're in danger or feel very bad, don't wait: { $numbers }.
campaigns-say =
    Behind Maraude there's a team: { $team }. They help with school, work, paperwork, or just a chat.
    On Discord, type /hello, or press "Talk to someone". Only you see the answer, and the team is not shown your name.
    If you're in danger or feel very bad, don't wait: { $numbers }.
button-campaign-change = Change
button-campaign-end = End
button-campaign-end-sure = Yes, end it
campaigns-ending = End **{ $name }** now? Its panel will say so, and its word stops working. Open requests go on.
campaigns-ended = **{ $name }** is over. What comes from it still counts for it for 30 days.

# What youths read in the panel's place, when it is over.
campaigns-panel-over =
    It's over. Thanks for this moment.
    The team **{ $team }** stays around: you can talk to them whenever you like. They are not shown your Discord name.

# What is wrong, and what to do.
campaigns-not-found = I can't find this campaign. To see the team's: /campaign list.
campaigns-over = It's done already, or closed. To see how the campaigns stand: /campaign list.
campaigns-no-such-community = I know no community "{ $typed }" that is linked to the team. Pick it from the list that opens, or leave it empty for all. Nothing is changed.
campaigns-bad-code = "{ $typed }" cannot be a word: it takes 3 to 24 letters or digits, like LOBBY23. Accents and capitals don't count. Nothing is changed.
campaigns-code-taken = The word "{ $code }" already serves **{ $name }**. Choose another one, or end the other campaign: /campaign end.
campaigns-bad-link = "{ $typed }" cannot be a link: it begins with https:// and has 300 signs at most. Nothing is changed.
campaigns-bad-picture = I can't show this picture: I need a PNG, JPEG, WEBP or GIF of 20 MB at most. The campaign stays as it is. Another picture: /campaign edit.
campaigns-no-name = A name is missing. Nothing is changed; your words are below.
campaigns-no-words = The panel's words are missing. Nothing is changed.
campaigns-unknown-placeholder = I don't know what to put for { $unknown }. I know { "{team}" } and { "{community}" }. Nothing is changed; your text is below, to correct.
campaigns-words-too-long = With the names filled in, this text may be longer than { $most } characters. Shorten it. Nothing is changed; your text is below.
campaigns-days-unreadable = I don't understand these days. Write for example "28/11/2026", "28 to 30 November" or "today". Nothing is changed; your words are below.
campaigns-days-backward = The last day is before the first. Swap them. Nothing is changed; your words are below.
campaigns-days-past = These days are over already. Choose a last day to come. Nothing is changed.
campaigns-days-too-long = That is more than a year. A campaign lasts a year at most. Nothing is changed; your words are below.
campaigns-days-begun = It has begun already: its first day can no longer be to come. To stop it: /campaign end. Nothing is changed; your words are below.
