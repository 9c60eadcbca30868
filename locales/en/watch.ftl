# What does not arrive, and what must be mended. $since is a moment that Discord shows.
watch-title = For the lead
watch-late-words = { $count ->
    [one] ⚠️ One message has not arrived since { $since }: { $why }. Nothing is lost, I keep trying, and whoever waits was told. Type /doctor: it says what to mend.
   *[other] ⚠️ { $count } messages do not arrive; the oldest has waited since { $since }: { $why }. Nothing is lost, I keep trying, and whoever waits was told. Type /doctor: it says what to mend.
}
# $places: the servers whose panel it is.
watch-late-panel = { $count ->
    [one] ⚠️ I have not been able to post, update or remove the panel of { $places } since { $since }: { $why }. I keep trying. Type /doctor in that server: it says what to mend.
   *[other] ⚠️ I have not been able to post, update or remove the panels of { $places } since { $since }: { $why }. I keep trying. Type /doctor in each server: it says what to mend.
}
# $places: the threads or channels where something is left of it.
watch-late-leftover = { $count ->
    [one] ⚠️ An erased conversation can still be read in { $places }: since { $since } I have not been able to delete what is left of it, because { $why }. I keep trying. Delete it by hand, or type /doctor: it says what to mend.
   *[other] ⚠️ { $count } erased conversations can still be read in { $places }: since { $since } I have not been able to delete what is left of them, because { $why }. I keep trying. Delete it by hand, or type /doctor: it says what to mend.
}
watch-alarm = 🔴 { $words }
# To the youth, while the team has not got the words yet.
watch-sorry = I can't get your words to the team right now. It's me, not you. They are kept and I keep trying: you don't have to do anything again. If it can't wait:
watch-why-gone = the channel is gone
watch-why-permission = I lack a permission
watch-why-threads = the server has 1,000 open threads and Discord takes no more: archive some
watch-why-refused = Discord refuses it
watch-why-discord = Discord has an outage
watch-why-no-answer = Discord does not answer
watch-why-version = it takes a newer version of me: tell whoever runs me
