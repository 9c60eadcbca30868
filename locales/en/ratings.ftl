# The mark below the goodbye, and what follows.
# To the youth who has just given a mark; $mark is the face they chose.
ratings-thanks = Thank you: { $mark } It is kept without your name. You can change your mind for three days.
# To the youth, after a low mark.
ratings-low = Sorry that it did not help. If you like, the lead of { $team } can write to you. Only they will know that it is after your mark. Who answered you will not.
# The button of a youth who would like the lead to write to them.
ratings-button-lead = Have the lead write to me
# The button of a youth who wants to add a sentence.
ratings-button-word = A word to do better?
# The form of that sentence.
ratings-form-title = A word to do better
# To the youth, at the top of the form: must tell the truth about who reads, and what may be guessed.
ratings-form-notice = Those who coordinate the team will read your words, with your mark, some hours later. Without your name. Not who answered you. When few people wrote these days, one may guess who speaks: write nothing that tells who you are. Nobody can answer you here.
# The field of the form.
ratings-form-words = Your words
# Below the field.
ratings-form-words-hint = One sentence is enough. 500 characters at most.
# To the youth whose sentence is kept.
ratings-word-kept = Thank you. Your words will be read without your name. For an answer, there is /talk.
# To the youth who asked that the lead write to them.
ratings-lead-asked = It is asked. The lead will write to you in a new conversation. You will see their first name. If it cannot wait: /sos.
# To a youth who gives a mark too late.
ratings-too-late = Marks are given within three days after the goodbye. You can say what you think with /voice.
# To a youth who wrote a sentence for this mark already.
ratings-said-already = You have added a word already: it will be read. To say something else: /voice.
# To the lead, in their channel, without who or when; $where is a community.
ratings-low-came = A low mark came in the last few days: { $where }. Nobody can know from whom. A good moment to talk about it together, without looking for who.
# In the place of a community's name, when it is too small to be named.
ratings-somewhere = in one of your communities
