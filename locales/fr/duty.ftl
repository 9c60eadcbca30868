# La permanence : qui est là maintenant, et à qui une demande est proposée.
duty-on = C'est noté : tu es de permanence jusqu'à { $until }. Merci d'être là. Pour t'arrêter avant : /permanence finir.
duty-on-waits = { $count ->
    [0] Rien n'attend pour l'instant.
    [one] Une demande attend : /file.
   *[other] { $count } demandes attendent : /file.
}
duty-off = Ta permanence est finie. Merci d'avoir été là.
duty-off-nothing = Tu ne suis aucune demande : tu peux fermer tranquille.
duty-off-held = { $count ->
    [one] Tu suis encore une demande. Tu peux la garder, ou la remettre dans la file pour que quelqu'un d'autre réponde :
   *[other] Tu suis encore { $count } demandes. Tu peux les garder, ou en remettre dans la file pour que quelqu'un d'autre réponde :
}
duty-off-more = Et d'autres encore : /file les montre.
duty-over = { $count ->
    [0] Ta permanence est finie. Merci d'avoir été là. Repose-toi bien.
    [one] Ta permanence est finie. Merci d'avoir été là. Tu suis encore une demande : /permanence finir, dans le serveur de l'équipe, te permet de la remettre. Repose-toi bien.
   *[other] Ta permanence est finie. Merci d'avoir été là. Tu suis encore { $count } demandes : /permanence finir, dans le serveur de l'équipe, te permet d'en remettre. Repose-toi bien.
}
duty-who-title = De permanence
duty-who-nobody = Personne n'est de permanence. Les demandes attendent dans /file. Tu es là ? /permanence commencer.
duty-who-line = **{ $mentor }** · jusqu'à { $until } · { $languages } · { $held } sur { $room }
duty-who-more = et { $count } autres
duty-bad-until = Je ne comprends pas « { $given } ». Écris une heure, par exemple 18:00 ou 18h30, dans les 12 h qui viennent. Rien n'a changé.
duty-offer = { $mentors }, **{ $alias } attend quelqu'un.** Si tu as la place : bouton Prendre. Sinon, laisse à un·e collègue, ce n'est pas grave.
duty-handoff = Passer le relais : { $alias }
duty-release = Remettre { $alias }
