# Comment les mentors se présentent.
mentors-form-title = Qui répond ?
mentors-form-why = Les jeunes peuvent rester anonymes. Toi, non : ils voient ton prénom et ta structure.
mentors-form-first-name = Ton prénom
mentors-form-first-name-hint = Celui que le jeune lira. Pas de nom de famille.
mentors-form-organisation = Ta structure
mentors-introduced = C'est noté. Les jeunes liront : « **{ $name }**, de { $organisation } ».
mentors-introduce-first = Avant de prendre une demande, dis qui tu es : prénom et structure. Ça prend dix secondes, puis reprends ta demande.
mentors-no-name = Il manque ton prénom ou ta structure. Rien n'a changé : tape /profil et recommence.
