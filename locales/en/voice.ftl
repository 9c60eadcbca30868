# The suggestion box, polls, "you said, we did".
# To the youth who types /voice.
voice-box = What you think counts. You can leave an idea or a criticism, without your name: the team { $team } will read it later. Nobody can answer you here.
# The button that opens the box.
voice-button-suggest = Leave an idea
# To the youth: the sentence to which they say yes. Another sentence, another version (bot/consents.py).
voice-ask-me = Would you like to be asked what you think? A short question in private, one a week at most. Your answer is counted without your name. You can say stop whenever you like.
# The button of the yes.
voice-button-ask-me = Ask me
# To the youth who said yes to an earlier sentence.
voice-asks-again = The sentence has changed: we ask you again.
# To the youth who said yes.
voice-you-are-asked = You said yes to a short question now and then.
# To the youth who has just said yes.
voice-will-ask = Thank you. I will ask you a short question now and then, one a week at most. To end it: /stop, or "What I agreed to" in /privacy.
# Title of what the team made of ideas.
voice-answers = You said, we did
# The form of the box.
voice-form-title = Leave an idea
# To the youth, at the top of the form: must tell the truth about who reads.
voice-form-notice = The team will read it, later, without your name or nickname. Nobody can answer you here: write nothing that tells who you are. To talk to somebody: /talk.
# The field of the form.
voice-form-words = Your idea, your criticism
# Below the field.
voice-form-words-hint = A few sentences. 500 characters at most.
# To the youth whose idea is kept.
voice-kept = Thank you, it is in the box, without your name. If the team makes something of it, you will see it with /voice.
# To who wrote more than there is room for.
voice-too-long = That is too long: { $most } characters at most. Make it a little shorter, and send it again.
# To coordinators, in their channel.
voice-suggestion = An idea · { $community }
# The same, when it came with a mark.
voice-word = { $mark } A word with a mark · { $community }
# In the place of words that were hidden.
voice-hidden = Hidden: its words are erased.
# Below an idea that somebody read.
voice-noted = Noted. To say what becomes of it: /published
# The buttons below an idea.
voice-button-noted = Noted
voice-button-hide = Hide (hurtful)
# To the youth who agreed to be asked. The choices are buttons, written by the team.
voice-poll =
    One question, just one, as you wished. One click is enough, and your name is not in it.
    {""}**{ $question }**
    It is asked by { $team }. You can change your answer until { $until } at the latest.
# To the youth who has just voted.
voice-voted = It is noted: { $choice }. You can change it until the end.
# To the youth who votes too late.
voice-poll-over = Thank you for wanting to answer. This question is over: nothing changes any more. To say what you think: /voice.
# To the coordinator, before it leaves.
voice-poll-preview = This is what those who chose to be asked will read ({ $where }), for { $days ->
    [one] one day
   *[other] { $days } days
}. Nobody is asked twice in a week. Nothing has left yet.
# The same, when another poll was sent a short while ago.
voice-poll-after-another = ⚠️ Another poll was sent less than a week ago, or is still open. Who got it gets this one a week after the other, if it is still open that day. To leave them time to answer, keep it open for two weeks or more: the option "days".
voice-button-send = Send
# To the coordinator who sent it.
voice-poll-leaves = It is on its way, at hours that wake nobody up. The result will come to the coordinators' channel.
# To coordinators, in their channel, while a poll is open.
voice-poll-running =
    A poll is under way ({ $where }), until { $until } at the latest:
    {""}**{ $question }**
voice-button-end = End it now
# To the coordinator who wants to end it early.
voice-poll-ending =
    End it now?
    {""}**{ $question }**
    The answers so far are counted, as they would be at the end. Who has not answered yet no longer can.
voice-button-end-sure = Yes, end it
voice-poll-ended = The question is over. The result comes to the coordinators' channel.
# To the coordinator whose poll cannot be asked.
voice-no-choices = It takes at least two different choices. Write each in its own field, and send it again.
# To coordinators, at the end.
voice-results = Result of a poll ({ $where })
voice-result = { $choice }: { $count }
voice-result-few = { $choice }: fewer than 5
voice-result-total = In all: { $count }
voice-result-nothing = Too few answers to show one: nothing below 5 is shown, so that nobody is recognised. Leave the next one open for longer.
# In the place of a community's name.
voice-everywhere = all communities
# To everybody, in the panel's channel.
voice-you-said = You said, we did ({ $team })
voice-said = You said
voice-did = We did
voice-say-yours = Say what you think, too: /voice
# To the coordinator, before it is published.
voice-answer-preview = This is what everybody will read ({ $where }), where the panel stands. Nothing is published yet.
voice-button-publish = Publish
# To the coordinator who published it.
voice-published = It is published. The last three can be read again with /voice.
# The same, when communities have no panel. $communities is a list of names.
voice-published-not-in = No panel stands here, so it is not shown: { $communities }. It can be read with /voice all the same. To show it, ask the moderators to post the panel (/panel post), then do it again for that community with /published.
# To the coordinator, when no panel stands anywhere.
voice-no-panel = Nothing is published: no panel stands, so I have nowhere to show it. Ask the community's moderators to post the panel (/panel post), then do it again with /published.
# To coordinators, in their channel, when Discord did not take what was to be shown. $said is the beginning of what youths said.
voice-nowhere = ⚠️ "{ $said }", with what you did, is not shown in { $community }: the panel's channel is gone, or Discord refuses. It can be read with /voice all the same. To show it, ask the moderators to post the panel again (/panel post), then do it again for that community with /published.
