# Asking how things are. Nothing here tells a stranger's glance what it is about.
followups-question = Hi. We talked a while ago. How is it now?
followups-last-question = Hi. This is my last automatic message. How is it now?
followups-button-better = Better
followups-button-same = Same
followups-button-talk = I'd like to talk
followups-button-stop = Stop asking
followups-thanks-better = Thanks for saying so. Glad for you. /talk stays here if needed.
followups-thanks-same = Thanks for saying so. If you want to talk about it, someone is there:
followups-thanks-stop = OK, I won't ask any more. Thanks for saying so. /talk stays here.
followups-asks-again = The text has changed since. Read again, and say yes again if you want.
followups-accepted = Thanks. I'll ask you in a few days how it goes. You can say stop whenever you like.
followups-answered = **{ $alias }**, after { $days } days: { $said }
followups-said-better = "better"
followups-said-same = "same"
followups-said-talk = "I'd like to talk" (a new request is open)
followups-said-stop = "stop asking"
