# The directory: for who looks after it, then for who looks for help nearby.
directory-file = directory.csv
directory-faults-file = lines-to-mend.txt
directory-column-name = name
directory-column-kind = kind
directory-column-topics = topics
directory-column-age-from = age from
directory-column-age-to = age to
directory-column-departement = departement
directory-column-country = country
directory-column-languages = languages
directory-column-phone = phone
directory-column-address = address
directory-column-hours = hours
directory-column-link = link
directory-column-verified-on = verified on
directory-column-verified-by = verified by
directory-kind-mission-locale = Mission Locale
directory-kind-youth-info = Youth information
directory-kind-social = Social
directory-kind-health = Health
directory-kind-housing = Housing
directory-kind-legal = Legal
directory-kind-shelter = Shelter
directory-kind-training = Training
directory-kind-work = Work
directory-kind-helpline = Helpline
directory-kind-other = Other
# $kinds and $topics are lists of words.
directory-how-to =
    Here is an empty file: one line per service, in a spreadsheet, then **/directory import** with the file (CSV, 1 MB at most).
    • It needs the **name**, the **kind** and **verified on** (2026-11-25 or 25/11/2026). The rest may stay empty.
    • **Kind**: { $kinds }.
    • **Topics**, with | between them: { $topics }. Empty: all.
    • **Departement**: number or name. Empty: the whole country.
    • **Languages**: fr | en | ar…
    The same name in the same département updates the line instead of doubling it.
directory-button-starter = Add the national numbers (France)
# $added, $changed and $same are numbers of lines.
directory-imported = Done. New: { $added }. Updated: { $changed }. Up to date already: { $same }. To look it over: /directory check.
directory-newer-here = { $count ->
    [one] One line was verified more recently here than in the file: I left it alone.
   *[other] { $count } lines were verified more recently here than in the file: I left them alone.
}
directory-faulty = { $count ->
    [one] One thing needs mending in this file:
   *[other] { $count } things need mending in this file:
}
directory-more-faults = … and { $count } more: all of it is in the attached file.
directory-nothing-imported = Nothing is imported so far. Mend the file and send it again.
directory-button-good-ones = { $count ->
    [one] Import the good line
   *[other] Import the { $count } good lines
}
directory-fault = • Line { $line }: { $about }
directory-fault-empty = the file is empty.
directory-fault-unreadable = the rest cannot be read. Save the file as “CSV UTF-8”.
directory-fault-too-many = there are too many lines ({ $cell } at most). Cut the file into several.
directory-fault-unknown-column = I don't know the column “{ $cell }”. The names are in the empty file of /directory import.
directory-fault-column-twice = the column “{ $column }” is there twice.
directory-fault-missing-column = the column “{ $column }” is missing.
directory-fault-too-many-cells = “{ $cell }” is too much, after the last column. Put quotes around what holds a comma or a semicolon.
directory-fault-double = it is the same service as on line { $cell }.
directory-fault-missing = { $column } is empty.
directory-fault-too-long = { $column } is too long (“{ $cell }”…).
directory-fault-kind = I don't know the kind “{ $cell }”.
directory-fault-topics = I don't know one of the topics of “{ $cell }”.
directory-fault-age = { $column } is not an age: “{ $cell }”.
directory-fault-ages = the age it begins with is above the one it ends with: { $cell }.
directory-fault-departement = I don't know the département “{ $cell }”. Write its number: 33, 2A, 971.
directory-fault-departement-abroad = there is a département ({ $cell }), but the country is not FR.
directory-fault-country = I don't know the country “{ $cell }”. Write FR, BE, CH, CA, UK or DE.
directory-fault-languages = I don't understand the languages “{ $cell }”. Write: fr | en | ar.
directory-fault-phone = “{ $cell }” does not look like a phone number.
directory-fault-link = “{ $cell }” is not a link. It begins with https://
directory-fault-day = “{ $cell }” is not a date. Write 2026-11-25 or 25/11/2026.
directory-fault-future = “{ $cell }” is a date to come.
directory-exported = { $count ->
    [0] The directory is empty. Here is a file to fill, for /directory import.
    [one] Here is the directory: one line.
   *[other] Here is the directory: { $count } lines.
}
directory-empty = The directory is empty. You can begin with the national numbers; what is near young people is what your team knows: /directory import.
directory-in-order = { $count ->
    [one] All is in order: one line, verified less than six months ago.
   *[other] All is in order: { $count } lines, all verified less than six months ago.
}
directory-to-check = { $count ->
    [one] One line of { $of } needs a look:
   *[other] { $count } lines of { $of } need a look:
}
directory-more-to-check = … and { $count } more, in the attached file.
directory-after-check = The attached file holds only these lines: call, correct, change the date, then /directory import. A service has closed? /directory remove.
directory-lack-stale = verified on { $date }
directory-lack-no-contact = no phone, no address, no link
directory-lack-no-answer = several youths got no answer there
directory-no-such-service = This service is not in the directory. Pick it from the list that opens while you type.
directory-removed = **{ $name }** is no longer in the directory.
directory-file-too-large = This file is too large: 1 MB at most. Cut it into several.
directory-file-gone = The file is no longer there. Send it again with /directory import.

# For young people. Nothing of what is picked here is kept.
near-form-title = Help near me
near-form-notice = Nobody sees what you look for, and nothing is written down. You can leave it all empty.
near-form-place = Your département
near-form-place-hint = Its number, its name or your postcode: 33, Gironde, 33000.
near-form-topic = What is it mostly about?
near = Help
near-title = Help: { $place }
near-words = Nobody else sees this message, and nothing is written down.
near-nothing-here = I know nothing in this very département. Here is who answers everywhere.
near-nothing-exact = I have nothing for this very topic. Here is who can still help you find it.
near-nothing-yet = The team has noted nothing here yet. It is not a dead end: a real person can look with you, and the helplines answer right away.
near-which-place = There are several: { $places }. Try again with the number.
near-unknown-place = I don't know this département. Try again with its number or your postcode: 33, 2A, 971, 33000.
near-button-everywhere = Who answers everywhere
near-button-more = Show more
near-button-back = Back
near-verified = ✅ Checked on { $date }
near-verified-long-ago = ☑️ Checked on { $date }. It may have changed: call before you go.
near-ages = From { $young } to { $old }
near-age-from = From { $age } on
near-age-to = Up to { $age }
