# How mentors introduce themselves.
mentors-form-title = Who answers?
mentors-form-first-name = Your first name
mentors-form-first-name-hint = Youths may stay anonymous, you may not: they read your first name. No family name.
mentors-form-organisation = Your organisation, which youths read too
mentors-form-languages = The languages you answer in
mentors-form-languages-hint = Nothing chosen: the team's.
mentors-form-topics = The topics you know
mentors-form-topics-hint = Those you are offered while you are on duty. Nothing chosen: all of them.
mentors-form-room = How many requests at a time
mentors-form-room-hint = Beyond it, nothing is offered to you; you can always claim. Empty: { $usual }, like the team.
mentors-bad-room = "{ $given }" won't do: write a number between 1 and { $high }, or leave it empty. Nothing changed: type /profile and try again.
mentors-introduced = Noted. Youths will read: "**{ $name }**, from { $organisation }".
mentors-introduce-first = Before you claim a request, say who you are: first name and organisation. It takes ten seconds; then claim again.
mentors-no-name = Your first name or organisation is missing. Nothing changed: type /profile and try again.
