# How mentors introduce themselves.
mentors-form-title = Who answers?
mentors-form-why = Youths may stay anonymous. You may not: they see your first name and your organisation.
mentors-form-first-name = Your first name
mentors-form-first-name-hint = The one the youth will read. No family name.
mentors-form-organisation = Your organisation
mentors-introduced = Noted. Youths will read: "**{ $name }**, from { $organisation }".
mentors-introduce-first = Before you claim a request, say who you are: first name and organisation. It takes ten seconds; then claim again.
mentors-no-name = Your first name or organisation is missing. Nothing changed: type /profile and try again.
