# Comment les mentors se présentent.
mentors-form-title = Qui répond ?
mentors-form-first-name = Ton prénom
mentors-form-first-name-hint = Les jeunes peuvent rester anonymes, pas toi : ils lisent ton prénom. Pas de nom de famille.
mentors-form-organisation = Ta structure, que les jeunes lisent aussi
mentors-form-languages = Les langues dans lesquelles tu réponds
mentors-form-languages-hint = Rien de choisi : celle de l'équipe.
mentors-form-topics = Les sujets que tu connais
mentors-form-topics-hint = Ceux qui te sont proposés quand tu es de permanence. Rien de choisi : tous.
mentors-form-room = Combien de demandes à la fois
mentors-form-room-hint = Au-delà, rien ne t'est proposé ; tu peux toujours prendre. Vide : { $usual }, comme l'équipe.
mentors-bad-room = « { $given } » ne va pas : écris un nombre entre 1 et { $high }, ou laisse vide. Rien n'a changé : tape /profil et recommence.
mentors-introduced = C'est noté. Les jeunes liront : « **{ $name }**, de { $organisation } ».
mentors-introduce-first = Avant de prendre une demande, dis qui tu es : prénom et structure. Ça prend dix secondes, puis reprends ta demande.
mentors-no-name = Il manque ton prénom ou ta structure. Rien n'a changé : tape /profil et recommence.
