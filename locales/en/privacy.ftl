# Saying stop.
privacy-stopped = OK, I'll stop writing. Thanks for saying so. /talk stays here.
privacy-stopped-but-talking = OK, I won't write to you first any more. Your open conversation goes on; to end it too, press "Take my request back" in /messages.

# The privacy page: short sentences, everyday words, readable at twelve.
privacy-some-team = of this server
privacy-no-contact = the people of the team, with /talk
privacy-notice =
    {""}**Your privacy, here**
    Maraude is a robot. Behind it there are real people: the team **{ $team }**.

    {""}**What we keep.** Your words, the topic, your age if you said it. Your Discord account is locked away: it only serves to bring you the answers. The team sees a nickname, never your username.
    {""}**For how long.** Your words: { $days } days after the conversation ends. The rest: { $identity } days after your last visit. Then everything is erased by itself. One exception: when the team blocked somebody, a mark without a name stays for a year.
    {""}**Who reads.** The team's mentors, and the person there who looks after everybody's protection. Nobody else in this server. A sheet for a service, only you read, unless you want the team to read it too.
    {""}**The one exception.** If you or somebody is in great danger, two people of the team can decide together to see your account. We tell you, unless telling you puts you in danger.
    {""}**Your mark, your ideas, your votes**: without your name. They cannot be found again, not even for you. Who answered you does not see your mark.
    {""}**If you report somebody of the team**, the safeguarding lead still reads it when you erase everything; after 30 days it goes too.
    {""}**You decide.** See everything, erase everything, say stop: whenever you like, without saying why.

    A question, a disagreement: { $contact }. You can also write to your country's data protection authority (in France: cnil.fr).
privacy-nothing-kept = I have kept nothing about you. You can check whenever you like: /privacy.
privacy-forget-sure =
    {""}**Erase everything?**
    Your words, your requests, what you agreed to, your nickname: all of it goes, here and at the team's. If a conversation is going on, it stops.
    This cannot be undone. You can keep a copy first.
privacy-forgotten =
    Done. { $requests ->
        [0] No request was kept
        [one] One request is erased
       *[other] { $requests } requests are erased
    }, with { $words ->
        [0] no message
        [one] one message
       *[other] { $words } messages
    }. The team's thread disappears within the minute.
    Numbers remain, not linked to you. What is written in our direct messages stays in your Discord: you can delete your messages there.
    The door stays open.
privacy-agreements = You said yes to this. One button is enough to change your mind.
privacy-no-agreements = You said yes to nothing: I never write to you first.
privacy-purpose-keep-in-touch = Keep in touch: a hello from us, now and then
privacy-purpose-referral = Keep a sheet for a service, and ask you once how it went
# To the youth, among what they agreed to and in their export.
privacy-purpose-voice = Say what you think: a short question, one a week at most
privacy-purpose-check-ins = Ask how you are, after a conversation
privacy-purpose-permanences = Tell you half an hour before, when mentors will be around
privacy-language-chosen = Noted: I will write to you in English. Commands follow your Discord's language.
privacy-export = Here is everything I keep about you. The .txt file is for reading, the .json for a computer. Keep them safe: your words are readable in there.
privacy-export-left = { $count ->
    [one] One picture does not fit in this message. Ask the team for it with /talk.
   *[other] { $count } pictures do not fit in this message. Ask the team for them with /talk.
}
privacy-expires = Nothing was written here for a long time. Without news until { $until }, this conversation closes and is erased. To go on, just write a word.
button-export = See my data
button-agreements = What I agreed to
button-language = En français
button-forget = Forget me
button-forget-sure = Yes, erase everything
button-withdraw-keep-in-touch = No longer keep in touch
button-withdraw-referral = Erase my sheets
# The button of a youth who wants no more questions.
button-withdraw-voice = No more questions
button-withdraw-check-ins = No more check-ins
button-withdraw-permanences = No more reminders
export-file = my-data
export-title = Everything Maraude keeps about you (times in UTC)
export-account = Your Discord account (locked away): { $id }. Language: { $language }.
export-since = Known since { $since }, last seen on { $seen }.
export-stopped = You said stop on { $since }.
export-name = Your nickname in { $community }: { $alias }.
export-agreements = What you agreed to:
export-ended = : ended on { $day }
export-request = Request of { $day }: { $topic } ({ $alias }, { $community }, team { $team })
export-age = Age: { $age }
export-urgent = Marked urgent.
export-outcome = End: { $outcome }
export-notes = { $count ->
    [one] The team wrote a note for itself. You can ask them for it.
   *[other] The team wrote { $count } notes for itself. You can ask them for these.
}
# $state and $answer: what became of a question; $postponed: how often you put it off.
export-check-in = Check-in planned for { $day } ({ $state ->
    [answered] answered: { $answer ->
        [better] better
        [same] same
        [talk] I'd like to talk
        [not-now] not now
       *[stop] stop asking
    }
    [sent] asked
    [skipped] not asked
   *[planned] to come
}{ $postponed ->
    [0] )
    [one] , put off once)
   *[other] , put off { $postponed } times)
}
export-paused = Nothing automatic is sent to you before { $until }: somebody worried.
export-alarm = The team was called on { $at }.
export-seen = Somebody of the team said on { $at } that they look after it.
export-referral = { $day } · a lead was proposed to you: { $service }
export-reports = What you reported to the lead:
export-step = { $at } · { $what ->
    [opened] you made your request
    [claimed] somebody of the team took it
    [second] a second person keeps an eye on it
    [released] back in the queue
    [claim-lapsed] back in the queue, as nobody answered in time
    [taken-over] taken over by the lead
    [called] the team was called
    [urgent] marked urgent
    [seen] seen by the team
    [anonymity-lifted] two people of the team decided to see which account is yours, to protect you
    [handoff-asked] somebody else of the team was suggested to you
    [handed-over] somebody else of the team went on with it
    [handoff-refused] you did not want to go on with that other person
    [another-wished] you asked for somebody else
    [lead-wished] you asked that the lead write to you
    [goodbye-proposed] a goodbye was suggested to you
    [goodbye-not-yet] you wanted to go on
    [closed] { $by ->
        [me] closed: you agreed
        [team] closed by the team
       *[other] closed by itself, as nobody answered
    }
    [check-in-added] the team planned to ask how things are
    [check-in-moved] the team changed the day on which it asks how things are
    [check-in-cancelled] the team gave up asking how things are one day
    [withdrawn] you took it back
    [blocked] the team no longer answers
    [expired] closed by itself
   *[other] { $what }
}
export-waiting = Waiting to know which request it belongs to:
export-me = Me
privacy-report-held = Your report about a person of the team is still to be read by the safeguarding lead. It is kept locked away for that alone, 30 days at most, then erased.
privacy-block-held = The team chose not to answer this account any more. An encrypted mark of that stays, without your name or your words. It serves for nothing else, and goes by itself on { $until }.
privacy-notice-minor =
    {""}**You're under 18.** Two adults of the team read your words: never one adult alone with you. If it's urgent, the first one answers at once, and the second is called at the same time.
privacy-notice-young =
    {""}**You're under 15.** I never write to you first: a parent would have to agree. To talk to somebody you need nobody's permission.
