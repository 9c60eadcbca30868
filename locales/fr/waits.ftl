# Personne n'attend en silence : à qui peut répondre, à la personne référente, puis au jeune.
waits-holder = { $mentor }, **{ $alias }** attend une réponse de toi depuis { $since }. Même deux mots aident : « je te lis, je te réponds ce soir ». Si tu ne peux pas : /demande remettre, et un·e collègue répondra.
waits-nudge = { $who }, **{ $alias }** attend toujours quelqu'un, depuis { $since }. Qui peut prendre ?
waits-lead = ⏳ { $ticket } attend une réponse depuis { $since }, plus longtemps que ce que vous annoncez aux jeunes. Demande suivie par : { $mentor }. L'équipe a déjà eu un rappel dans le fil.
waits-alert = ⏳ { $ticket } est sans aucune réponse depuis { $since }. Demande suivie par : { $mentor }. Quelqu'un peut écrire au moins deux mots ?
waits-nobody = personne
# Rien qui promette ce qui n'est pas sûr.
waits-honest = **{ $alias }**, personne n'a encore pu te répondre. C'est plus long que ce qu'on t'avait dit, et tu n'y es pour rien. J'ai rappelé ta demande à l'équipe, mais je ne sais pas quand quelqu'un répondra. Tes mots sont gardés. Si ça ne peut pas attendre, des gens écoutent maintenant : /sos.
# À qui on a déjà répondu, et qui attend la suite.
waits-honest-again = **{ $alias }**, personne n'a encore pu te réécrire. C'est plus long que ça ne devrait, et tu n'y es pour rien. J'ai rappelé ta demande à l'équipe, mais je ne sais pas quand quelqu'un répondra. Tes mots sont gardés. Si ça ne peut pas attendre, des gens écoutent maintenant : /sos.
waits-absent = **{ $mentor }** n'a rien fait dans ses demandes depuis longtemps, et des jeunes attendent. Je remets ces demandes dans la file et je les propose à qui est de permanence. Tu peux lui demander si tout va bien ?
waits-debrief = { $mentor }, la demande de **{ $alias }** était urgente. C'est parfois lourd à porter, même quand tout se passe bien. Tu veux en parler ?
button-debrief-talk = J'aimerais en parler
button-debrief-fine = Ça va pour moi
waits-debrief-talk-noted = C'est noté. La personne référente l'apprend maintenant, et te fait signe. Merci de l'avoir dit.
waits-debrief-fine-noted = C'est noté. Si ça change, tu peux lui écrire quand tu veux. Merci pour ce que tu as fait.
waits-debrief-said-talk = **{ $mentor }** suivait une demande urgente qui vient de se terminer, et aimerait en parler avec toi.
waits-debrief-said-fine = **{ $mentor }** suivait une demande urgente qui vient de se terminer, et dit que ça va.
