# Referrals: a mentor proposes a service, the youth decides, and says later what became of it.
# What the youth reads. $service is a name, $why the mentor's words, $days a number of days.
referrals-offer =
    {""}**{ $mentor }** has a lead for you: **{ $service }**.
    > { $why }

    You decide. I pass nothing on to anybody.
    I can make you a sheet to bring along: you choose what stands on it. In { $days } days I would ask you once how it went.
    Or just the address. Or nothing at all.
referrals-button-fill = Make my sheet
referrals-button-address = Just the address
referrals-button-no = No thanks
referral-sheet-form-title = My sheet
# Must be true: where the sheet goes, who reads it, how long, how to go back.
referrals-form-notice =
    {""}**You choose, box by box.** Leave empty what you want to keep to yourself.
    • The sheet is for you. I send it to nobody: you show it, or not.
    • The team sees which boxes you chose, not what you write. Unless you tick the last one.
    • In { $days } days I ask you once how it went.
    • You change your mind whenever you like, here or in /privacy: your sheet is erased, and I ask nothing.
referral-form-ticked = On my sheet, one can read
referral-form-team-hint = Otherwise the team only sees which boxes you chose.
referral-field-alias = My nickname here
referral-field-age = My age, roughly
referral-field-topic = What it is about
referral-field-name = A first name
referral-field-words = My words
referral-field-reach = How to reach me
referral-field-team = The team may read my sheet
referral-form-name = A first name
referral-form-name-hint = Yours, or the one you like.
referral-form-words = In one sentence, what you look for
referral-form-words-hint = So that you need not explain it all again there.
referral-form-reach = How they can reach you
referral-form-reach-hint = A phone, an email… or nothing.
referrals-nothing-picked = Your sheet is empty: I kept nothing. Choose at least one thing, or take just the address.
referrals-wording-changed = The text has changed since: I kept nothing. Open the proposal again, read it, and decide.
referrals-nothing-told = Nobody there knows that you have this address. If you'd like to prepare the first call together, write it here.
referrals-place-gone = This service is no longer in the directory. Ask the team whether they know another lead.
referrals-declined-thanks = Noted, no worries. It's good to say so. If you want to look for something else, someone is here.
referrals-sheet-ready = Your sheet is ready. Only you have it. You can print it, show it on your phone, or keep it to yourself.
referrals-sheet-file = my-sheet.txt
referrals-button-mine = See my sheet again
referrals-button-revoke = I change my mind
referrals-revoked = Done: your sheet is erased here, and I will ask you nothing. The file you already have, only you can delete.

# The sheet itself, in plain text.
sheet-for = SHEET FOR:
sheet-alias = I am known as:
sheet-age = My age:
sheet-topic = It is about:
sheet-name = My name is:
sheet-words = What I look for:
sheet-reach = To reach me:
sheet-made = Made with the team { $team }, on { $day }.
sheet-mine = This sheet is mine. I choose whom I show it to.

# The only question, later. Nothing here tells a passing glance what it is about.
referrals-question = Hello. That lead you kept, how did it go? No right or wrong answer. I won't bring it up again.
referrals-button-went = I went
referrals-button-appointment = I have an appointment
referrals-button-no-answer = Nobody answers there
referrals-button-not-gone = Not yet
referrals-button-not-wanted = I don't feel like it
referrals-thanks-went = Well done, that's no small thing. Thanks for saying so.
referrals-thanks-appointment = Great, that's a step. Thanks for saying so.
referrals-thanks-no-answer = Thanks for saying so: it's not your fault, we'll talk to them. If you'd like another lead, someone is here.
referrals-thanks-not-gone = No worries, there is no deadline. If something is in the way, someone is here.
referrals-thanks-not-wanted = That's OK, thanks for saying so. If you want to look for something else, someone is here.

# The team's side.
button-refer = Refer
referral-form-title = Propose a lead
referral-form-service = Which service
referral-form-service-hint = Another one? Type /ticket refer and its name.
referral-form-why = Why this one
referral-form-why-hint = A sentence for the youth. What they do there, no verdict.
referrals-empty-directory = The team's directory is empty. The lead, or who manages the server, fills it with /directory import.
referrals-proposed-already = This service is proposed already, and the youth has not answered yet. Give them time.
referrals-offered = Proposed to **{ $alias }**. The answer comes to the thread.
referrals-not-for-team = The youth keeps the sheet to themselves, or erased it. Ask them, if need be.
referrals-for-team = The youth is fine with the team reading the sheet:
referrals-button-look = Read the sheet
referrals-news-offered =
    🧭 **{ $mentor }** proposes to **{ $alias }**: **{ $service }**
    > { $why }
referrals-news-accepted = 🧭 **{ $alias }** made a sheet for **{ $service }**. On it: { $fields }.
referrals-news-address = 🧭 **{ $alias }** took just the address of **{ $service }**.
referrals-news-declined = 🧭 **{ $alias }** does not want **{ $service }**. Please don't insist.
referrals-news-revoked = 🧭 **{ $alias }** changed their mind about **{ $service }**: the sheet is erased, nothing will be asked.
referrals-news-answered = 🧭 **{ $alias }** and **{ $service }**: { $said }
referrals-said-went = went there ✅
referrals-said-appointment = has an appointment ✅
referrals-said-no-answer = nobody answers there. It is counted in /directory check.
referrals-said-not-gone = not yet
referrals-said-not-wanted = does not feel like it
