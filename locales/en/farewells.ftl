# Saying goodbye: proposed, never imposed.
close-form-title = Say goodbye
close-form-why = The youth can come back whenever they like. A goodbye is proposed: it is they who say whether it is time.
close-form-outcome = How does it end?
close-form-how = How?
close-form-propose = Propose it to the youth
close-form-propose-hint = Without an answer within { $days } days the request closes by itself.
close-form-now = Close now
close-form-now-hint = You have said goodbye to each other already.
close-form-words = Your last words
close-form-words-hint = Optional. They leave first, signed with your first name.
farewells-proposed-mentor = **{ $alias }** gets your proposal. A word from them, and the request stays open. Without an answer it closes in { $days } days, or in { $unseen } if the proposal waits in /messages unseen.
farewells-proposed =
    {""}**{ $name }** suggests that you two stop here for this time. Is that all right?
    There's no rush: if you still have something to say, say it. Otherwise the conversation closes in { $days } days, and you can come back whenever you like: /talk.
farewells-silence =
    It's been a while since we wrote. There is nothing to explain.
    If you'd still like to talk, we're here. Otherwise I'll close in { $days } days, and you can come back whenever you like: /talk.
farewells-button-stay = I'd still like to talk
farewells-button-agree = We can stop here
farewells-agreed = Done. Thank you for coming to talk. The door stays open: /talk.
farewells-stays = Great, let's go on. Write here whenever you like, or in /messages.
farewells-stays-team = { $mentor } **{ $alias }** would still like to talk: the request stays open. It may be your turn to say something, gently.
farewells-answer-first = You have not answered them yet. A goodbye is no answer: write them a few words, in this form or in the thread.
# Shown to a youth who answers a proposal that no longer counts.
farewells-goes-on = This conversation is still open. Write here whenever you like, or in /messages.
