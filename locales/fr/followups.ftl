# Prendre des nouvelles. Rien ici ne dit à un regard de passage de quoi il s'agit.
followups-question = Hello. On s'est parlé il y a quelque temps. Comment ça va maintenant ?
followups-last-question = Hello. C'est mon dernier message automatique. Comment ça va maintenant ?
followups-button-better = Mieux
followups-button-same = Pareil
followups-button-talk = J'aimerais parler
followups-button-stop = Arrêter de demander
followups-thanks-better = Merci de l'avoir dit. Content pour toi. /parler reste là si besoin.
followups-thanks-same = Merci de l'avoir dit. Si tu veux en parler, quelqu'un est là :
followups-thanks-stop = OK, je ne demande plus. Merci de l'avoir dit. /parler reste là.
followups-asks-again = Le texte a changé depuis. Relis, et redis oui si tu veux.
followups-accepted = Merci. Je prendrai de tes nouvelles dans quelques jours. Tu peux dire stop quand tu veux.
followups-answered = **{ $alias }**, après { $days } jours : { $said }
followups-said-better = « mieux »
followups-said-same = « pareil »
followups-said-talk = « j'aimerais parler » (une nouvelle demande est ouverte)
followups-said-stop = « arrêter de demander »
