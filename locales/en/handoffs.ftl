# Handing a conversation over to a colleague, or asking for somebody else.
button-handoff = Hand over
button-another = Somebody else
handoffs-form-title = Hand over
handoffs-form-why = The youth hears of it first, and may say no. Your colleague then decides, within 12 h; at night and on days off, an hour after the team is back.
handoffs-form-colleague = To whom?
handoffs-form-note = Your note for the team
handoffs-form-note-hint = Where you two are, what helps. The youth does not see it.
handoffs-no-mentor = This person has no mentor profile here yet. Ask them to type /profile, or pick somebody else.
handoffs-oneself = That is you already. Pick a colleague.
handoffs-not-asked = { $mentor } was asked. Talk about it in the thread.
handoffs-begun = **{ $alias }** hears of it now. I ask { $colleague } as soon as that is fine with them, or in { $minutes } minutes without an answer. Until then it is still you who answers.
# The youth reads it before anybody else. $name holds the conversation, $colleague would.
handoffs-told =
    {""}**{ $name }** suggests that **{ $colleague }**, from { $organisation }, goes on with you, and tells them where you two are.
    It's your choice, no reason needed. If you say nothing, { $colleague } may take over.
handoffs-button-fine = Fine with me
handoffs-stay-with = Stay with { $name }
handoffs-button-other = Somebody else again
handoffs-heard-fine = Noted, thank you. I'll tell you as soon as { $colleague } takes over. Until then { $name } still reads you.
handoffs-heard-stay = All right: you stay with { $name }. That's perfectly fine.
handoffs-heard-other = All right: it won't be { $colleague }. { $name } still reads you, and looks for somebody else with you.
handoffs-stays = Nothing changes for now: you stay with **{ $name }**. { $colleague } isn't available.
handoffs-asked = { $colleague }, { $mentor } suggests that you go on with **{ $alias }**. Answer before { $until }; no needs no reason. The youth has been told, and has not answered yet.
handoffs-asked-agreed = { $colleague }, { $mentor } suggests that you go on with **{ $alias }**, and the youth is fine with it. Answer before { $until }; no needs no reason.
handoffs-button-accept = I'll take over
handoffs-button-decline = Not this time
handoffs-declined-colleague = Noted, { $mentor } knows. Thank you for answering.
handoffs-accepted = { $mentor }, { $colleague } goes on with **{ $alias }**. Thanks to both of you.
handoffs-declined = { $mentor }, { $colleague } can't take over this time. You still look after **{ $alias }**; ask somebody else, or release the request.
handoffs-lapsed = { $mentor }, { $colleague } didn't answer in time. You still look after **{ $alias }**; ask somebody else, or release the request.
handoffs-youth-stay = { $mentor }, **{ $alias }** would rather stay with you.
handoffs-youth-other = { $mentor }, **{ $alias }** would rather have somebody other than { $colleague }. Talk about it, then suggest somebody else.
handoffs-another-sure = You'd like to talk to somebody other than { $mentor }? That's your right, and nobody will ask why. Your request will wait for somebody else of the team.
handoffs-button-another-sure = Yes, somebody else
handoffs-another-heard = Done. Somebody else of the team will go on; your words are kept. If it can't wait: /sos.
handoffs-another = **{ $alias }** would like to talk to somebody else. It happens, and it's nobody's fault. The request waits for another person of the team.
handoffs-decided = It's { $mentor } who reads you now. If you'd rather have somebody else, that's still possible: type /messages, then **Somebody else**.
handoffs-nobody-yet = Your request waits for somebody of the team; your words are kept. If it can't wait: /sos.
