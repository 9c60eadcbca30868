# The relay between a youth and the team's thread.
relay-from-youth = { $alias }
relay-from-mentor = { $mentor } → { $alias }
relay-to-youth = **{ $mentor }** ({ $organisation }):
relay-edited = edited
relay-erased = Message deleted by { $who }.
relay-let-go = Message erased: its time to be kept is over.
relay-reply-leaves = Your reply is on its way to **{ $alias }**. A copy stands in the thread; if it can't arrive, you will read so there.
relay-corrected = Corrected, on both sides.
relay-taken-back = Deleted, on both sides.
relay-passed-on = Passed on. The answer will wait for you in /messages.
relay-waits-in-mailbox = 📥 **{ $alias }** reads in the server's private mailbox: the reply waits there. You will see here when it is read.
relay-dm-closed = 📪 The DMs of **{ $alias }** are closed: the reply waits in the server's private mailbox (/messages). You will see here when it is read.
relay-was-read = 👀 **{ $alias }** read what waited in the private mailbox.
relay-left = **{ $alias }** left the server. Your replies still go by DM as long as Discord allows it.
relay-nobody-listens =
    Nobody reads here while you have no open request. I kept nothing.
    Want to talk to someone? Press here, or type /talk.
relay-which-one = You have several open conversations. I passed nothing on: to whom do you want to write?
relay-only-words = I can only pass on words: the picture, file or sticker did not leave. Describe it if you can.
mailbox-title = Your private mailbox · { $alias }
mailbox-you = You
words-form-label = Your message
reply-form-title = Reply to { $alias }
reply-form-hint = Goes to the youth, with a copy in the thread.
write-form-title = Write to the team
write-form-hint = Nobody else in this server sees it.
edit-form-title = Correct your reply
edit-form-hint = The youth's copy changes too, marked "edited".
