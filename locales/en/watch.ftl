# What does not arrive, and what must be mended. $since is a moment that Discord shows.
watch-title = For the lead
watch-late = { $count ->
    [one] ⚠️ One message has not arrived since { $since }: { $why }. Nothing is lost, I keep trying, and whoever waits was told. Type /doctor: it says what to mend.
   *[other] ⚠️ { $count } messages do not arrive; the oldest has waited since { $since }: { $why }. Nothing is lost, I keep trying, and whoever waits was told. Type /doctor: it says what to mend.
}
watch-alarm = 🔴 { $words }
# To the youth, while the team has not got the words yet.
watch-sorry = I can't get your words to the team right now. It's me, not you. They are kept and I keep trying: you don't have to do anything again. If it can't wait:
watch-why-gone = the channel is gone
watch-why-permission = I lack a permission
watch-why-refused = Discord refuses it
watch-why-discord = Discord has an outage
watch-why-no-answer = Discord does not answer
