# Passer le relais à un·e collègue, ou demander quelqu'un d'autre.
button-handoff = Passer le relais
button-another = Quelqu'un d'autre
handoffs-form-title = Passer le relais
handoffs-form-why = Le jeune l'apprend d'abord, et peut dire non. Ton ou ta collègue décide ensuite, sous 12 h ; la nuit et les jours de repos, une heure après le retour de l'équipe.
handoffs-form-colleague = À qui ?
handoffs-form-note = Ta note pour l'équipe
handoffs-form-note-hint = Où vous en êtes, ce qui aide. Le jeune ne la voit pas.
handoffs-no-mentor = Cette personne n'a pas encore de profil de mentor ici. Demande-lui de taper /profil, ou choisis quelqu'un d'autre.
handoffs-oneself = C'est déjà toi. Choisis un ou une collègue.
handoffs-not-asked = C'est à { $mentor } que c'est demandé. Parlez-en dans le fil.
handoffs-begun = **{ $alias }** l'apprend maintenant. Je demande à { $colleague } dès que ça lui va, ou dans { $minutes } minutes sans réponse. Jusque-là, c'est toujours toi qui réponds.
# Le jeune le lit avant tout le monde. $name suit la conversation, $colleague la suivrait.
handoffs-told =
    {""}**{ $name }** propose que **{ $colleague }**, de { $organisation }, continue avec toi, et lui transmet où vous en êtes.
    C'est toi qui choisis, sans raison à donner. Si tu ne dis rien, { $colleague } pourra prendre la suite.
handoffs-button-fine = Ça me va
handoffs-stay-with = Rester avec { $name }
handoffs-button-other = Quelqu'un d'autre encore
handoffs-heard-fine = C'est noté, merci. Dès que { $colleague } prend la suite, je te le dis. En attendant, { $name } te lit toujours.
handoffs-heard-stay = D'accord : tu restes avec { $name }. C'est très bien comme ça.
handoffs-heard-other = D'accord : ce ne sera pas { $colleague }. { $name } te lit toujours, et cherche quelqu'un d'autre avec toi.
handoffs-stays = Rien ne change pour l'instant : tu restes avec **{ $name }**. { $colleague } n'est pas disponible.
handoffs-asked = { $colleague }, { $mentor } te propose de continuer avec **{ $alias }**. Réponds avant { $until } ; refuser ne se justifie pas. Le jeune est prévenu et n'a pas encore répondu.
handoffs-asked-agreed = { $colleague }, { $mentor } te propose de continuer avec **{ $alias }**, et ça va au jeune. Réponds avant { $until } ; refuser ne se justifie pas.
handoffs-button-accept = Je prends la suite
handoffs-button-decline = Pas cette fois
handoffs-declined-colleague = C'est noté, { $mentor } le sait. Merci d'avoir répondu.
handoffs-accepted = { $mentor }, { $colleague } prend la suite avec **{ $alias }**. Merci à vous deux.
handoffs-declined = { $mentor }, { $colleague } ne peut pas prendre la suite cette fois. Tu suis toujours **{ $alias }** ; demande à quelqu'un d'autre, ou remets la demande dans la file.
handoffs-lapsed = { $mentor }, { $colleague } n'a pas répondu à temps. Tu suis toujours **{ $alias }** ; demande à quelqu'un d'autre, ou remets la demande dans la file.
handoffs-youth-stay = { $mentor }, **{ $alias }** préfère rester avec toi.
handoffs-youth-other = { $mentor }, **{ $alias }** préférerait une autre personne que { $colleague }. Parle-lui-en, puis propose quelqu'un d'autre.
handoffs-another-sure = Tu veux parler à quelqu'un d'autre que { $mentor } ? C'est ton droit, et personne ne te demandera pourquoi. Ta demande attendra quelqu'un d'autre de l'équipe.
handoffs-button-another-sure = Oui, quelqu'un d'autre
handoffs-another-heard = C'est fait. Quelqu'un d'autre de l'équipe prendra la suite ; tes mots sont gardés. Si ça ne peut pas attendre : /sos.
handoffs-another = **{ $alias }** aimerait parler à quelqu'un d'autre. Ça arrive, et ce n'est la faute de personne. La demande attend une autre personne de l'équipe.
handoffs-decided = C'est { $mentor } qui te lit en ce moment. Si tu préfères quelqu'un d'autre, c'est toujours possible : tape /messages, puis **Quelqu'un d'autre**.
handoffs-nobody-yet = Ta demande attend quelqu'un de l'équipe ; tes mots sont gardés. Si ça ne peut pas attendre : /sos.
