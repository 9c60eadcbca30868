# Les sorties de l'équipe : stream, tournoi, soirée musique. { $name }, { $community } et { $team } sont des noms choisis par d'autres.

# Le formulaire de qui coordonne. Titres et libellés : 45 signes ; aides : 100.
campaign-form-title = Une campagne
campaign-form-name = Son nom
campaign-form-name-hint = Les jeunes le voient en titre du panneau.
campaign-form-kind = C'est quoi ?
campaign-form-days = Du premier au dernier jour
campaign-form-days-hint = 28/11, ou du 28 au 30 novembre, ou ce soir
campaign-form-words-fr = Le texte du panneau, en français
campaign-form-words-en = Le texte du panneau, en anglais
campaign-form-words-hint = { "{équipe}" } et { "{communauté}" } se remplissent tout seuls. Une langue suffit.
campaigns-kind-stream = Stream
campaigns-kind-tournament = Tournoi
campaigns-kind-shout-out = Coup de pouce d'une personnalité
campaigns-kind-music = Soirée musique
campaigns-kind-event = Événement
campaigns-kind-other = Autre

# L'aperçu, que seule la personne qui coordonne voit.
campaigns-preview = Voilà ce que les jeunes verront. **Rien n'est encore posté.**
button-post = Poster
campaigns-own-link = Lien : { $link }
campaigns-nowhere = Aucune communauté n'est là pour l'accueillir. Pour en relier une : /equipe relier.
campaigns-place-stands = ✅ { $community } : le panneau est là
campaigns-place-ready = 🕓 { $community } : le panneau arrive le premier jour
campaigns-place-gone = ⚠️ { $community } : le panneau n'est pas là. Si quelqu'un l'a supprimé, /campagne modifier le remet.
campaigns-place-closed = ⏸️ { $community } : l'accueil n'est pas ouvert, ou sa modération n'a pas choisi de salon. Le panneau viendra après.
campaigns-posted = **{ $name }** commence ({ $days }). Le lien, le QR code et le texte à lire : /campagne voir.
campaigns-posted-later = **{ $name }** est prête ({ $days }). Le panneau arrivera tout seul le premier jour.
campaigns-cancelled = C'est annulé : rien n'a été posté, et rien n'est gardé.
campaigns-changed = **{ $name }** est à jour, le panneau aussi.

campaigns-earlier-codes = Comptent encore, pour les flyers : { $codes }

# Ce que /campagne liste et /campagne voir montrent.
campaigns-list = Les campagnes de l'équipe
campaigns-none = Pas encore de campagne. La première : /campagne commencer.
campaigns-more = Et { $count } plus anciennes.
campaigns-state-runs = En ce moment
campaigns-state-coming = À venir
campaigns-state-over = Terminée
campaigns-link = QR code ci-dessous, vers { $link }
campaigns-no-link-yet = Le QR code viendra quand le panneau sera là.
# Lu à voix haute à qui ne voit pas l'image.
campaigns-qr-about = QR code qui mène à { $link }
campaigns-read-aloud-fr = À lire pendant le stream, en français
campaigns-read-aloud-en = À lire pendant le stream, en anglais
# Lu à voix haute devant tout le monde. $numbers : les numéros d'aide.
campaigns-say-code =
    Derrière Maraude, il y a une équipe : { $team }. Elle aide pour les études, le taf, les papiers, ou juste pour parler.
    Sur Discord, tape /coucou avec le mot { $code }. Toi seul vois la réponse, et ton pseudo n'est pas montré à l'équipe.
    Si tu es en danger ou que ça va très mal, n'attends pas : { $numbers }.
campaigns-say =
    Derrière Maraude, il y a une équipe : { $team }. Elle aide pour les études, le taf, les papiers, ou juste pour parler.
    Sur Discord, tape /coucou, ou appuie sur « Parler à quelqu'un ». Toi seul vois la réponse, et ton pseudo n'est pas montré à l'équipe.
    Si tu es en danger ou que ça va très mal, n'attends pas : { $numbers }.
button-campaign-change = Modifier
button-campaign-end = Terminer
button-campaign-end-sure = Oui, terminer
campaigns-ending = Terminer **{ $name }** maintenant ? Son panneau le dira, et son mot ne marchera plus. Les demandes ouvertes continuent.
campaigns-ended = **{ $name }** est terminée. Ce qui en vient compte encore pour elle pendant 30 jours.

# Ce que les jeunes lisent à la place du panneau, quand c'est fini.
campaigns-panel-over =
    C'est fini. Merci pour ce moment.
    L'équipe **{ $team }**, elle, reste là : tu peux lui parler quand tu veux. Ton pseudo Discord ne lui est pas montré.

# Ce qui ne va pas, et quoi faire.
campaigns-not-found = Je ne trouve pas cette campagne. Pour voir celles de l'équipe : /campagne liste.
campaigns-over = C'est déjà fait, ou c'est fermé. Pour voir où en sont les campagnes : /campagne liste.
campaigns-no-such-community = Je ne connais pas de communauté « { $typed } » reliée à l'équipe. Choisis-la dans la liste qui s'ouvre, ou laisse vide pour toutes. Rien n'est changé.
campaigns-bad-code = « { $typed } » ne peut pas servir de mot : il faut 3 à 24 lettres ou chiffres, comme LOBBY23. Les accents et majuscules ne comptent pas. Rien n'est changé.
campaigns-code-taken = Le mot « { $code } » sert déjà pour **{ $name }**. Choisis-en un autre, ou termine l'autre campagne : /campagne terminer.
campaigns-bad-link = « { $typed } » ne peut pas servir de lien : il commence par https:// et fait 300 signes au plus. Rien n'est changé.
campaigns-bad-picture = Je ne peux pas montrer cette image : il me faut un PNG, JPEG, WEBP ou GIF de 20 Mo au plus. La campagne reste comme elle est. Une autre image : /campagne modifier.
campaigns-no-name = Il manque un nom. Rien n'est changé ; tes mots sont ci-dessous.
campaigns-no-words = Il manque le texte du panneau. Rien n'est changé.
campaigns-unknown-placeholder = Je ne sais pas par quoi remplacer { $unknown }. Je connais { "{équipe}" } et { "{communauté}" }. Rien n'est changé ; ton texte est ci-dessous, à corriger.
campaigns-words-too-long = Une fois les noms remplis, ce texte peut dépasser { $most } caractères. Raccourcis-le. Rien n'est changé ; ton texte est ci-dessous.
campaigns-days-unreadable = Je ne comprends pas ces jours. Écris par exemple « 28/11/2026 », « du 28 au 30 novembre » ou « ce soir ». Rien n'est changé ; tes mots sont ci-dessous.
campaigns-days-backward = Le dernier jour est avant le premier. Inverse-les. Rien n'est changé ; tes mots sont ci-dessous.
campaigns-days-past = Ces jours sont déjà passés. Choisis un dernier jour à venir. Rien n'est changé.
campaigns-days-too-long = C'est plus d'un an. Une campagne dure un an au plus. Rien n'est changé ; tes mots sont ci-dessous.
campaigns-days-begun = Elle a déjà commencé : son premier jour ne peut plus être à venir. Pour l'arrêter : /campagne terminer. Rien n'est changé ; tes mots sont ci-dessous.
