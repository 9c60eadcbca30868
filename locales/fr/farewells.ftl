# Se dire au revoir : proposé, jamais imposé.
close-form-title = Dire au revoir
close-form-why = Le jeune peut revenir quand il veut. Un au revoir se propose : c'est lui qui dit si c'est le moment.
close-form-outcome = Comment ça se termine ?
close-form-how = Comment ?
close-form-propose = Le proposer au jeune
close-form-propose-hint = Sans réponse en { $days } jours, la demande se ferme d'elle-même.
close-form-now = Fermer maintenant
close-form-now-hint = Vous vous êtes déjà dit au revoir.
close-form-words = Tes mots pour finir
close-form-words-hint = Facultatif. Ils partent d'abord, signés de ton prénom.
farewells-proposed-mentor = **{ $alias }** reçoit ta proposition. Un mot de sa part, et la demande reste ouverte. Sans réponse, elle se ferme dans { $days } jours, ou dans { $unseen } si la proposition attend dans /messages sans être vue.
farewells-proposed =
    {""}**{ $name }** te propose de s'arrêter là pour cette fois. Ça te va ?
    Rien ne presse : si tu as encore un truc à dire, dis-le. Sinon, la conversation se ferme dans { $days } jours, et tu peux revenir quand tu veux : /parler.
farewells-silence =
    Ça fait un moment qu'on ne s'est pas écrit. Tu n'as rien à expliquer.
    Si tu as encore envie de parler, on est là. Sinon, je ferme dans { $days } jours, et tu pourras revenir quand tu veux : /parler.
farewells-button-stay = J'ai encore envie de parler
farewells-button-agree = On peut s'arrêter là
farewells-agreed = C'est fait. Merci d'être venu parler. La porte reste ouverte : /parler.
farewells-stays = Super, on continue. Écris ici quand tu veux, ou dans /messages.
farewells-stays-team = { $mentor } **{ $alias }** a encore envie de parler : la demande reste ouverte. C'est peut-être à toi de relancer, doucement.
farewells-answer-first = Tu ne lui as pas encore répondu. Un au revoir n'est pas une réponse : écris-lui quelques mots, dans ce formulaire ou dans le fil.
# Shown to a youth who answers a proposal that no longer counts.
farewells-goes-on = Cette conversation est toujours ouverte. Écris ici quand tu veux, ou dans /messages.
