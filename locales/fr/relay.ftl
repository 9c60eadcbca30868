# La messagerie entre un jeune et le fil de l'équipe.
relay-from-youth = { $alias }
relay-from-mentor = { $mentor } → { $alias }
relay-to-youth = **{ $mentor }** ({ $organisation }) :
relay-edited = modifié
relay-erased = Message supprimé par { $who }.
relay-let-go = Message effacé : sa durée de conservation est passée.
relay-reply-leaves = Ta réponse part vers **{ $alias }**. Sa copie est dans le fil ; si elle ne peut pas arriver, tu le liras là.
relay-corrected = C'est corrigé, des deux côtés.
relay-taken-back = C'est supprimé, des deux côtés.
relay-passed-on = C'est transmis. La réponse t'attendra dans /messages.
relay-waits-in-mailbox = 📥 **{ $alias }** lit dans la boîte privée du serveur : la réponse l'y attend. Tu sauras ici quand elle est lue.
relay-dm-closed = 📪 Les messages privés de **{ $alias }** sont fermés : la réponse l'attend dans la boîte privée du serveur (/messages). Tu sauras ici quand elle est lue.
relay-was-read = 👀 **{ $alias }** a lu ce qui l'attendait dans la boîte privée.
relay-left = **{ $alias }** a quitté le serveur. Tes réponses partent encore en message privé tant que Discord le permet.
relay-nobody-listens =
    Ici, personne ne lit tant que tu n'as pas de demande ouverte. Je n'ai rien gardé.
    Tu veux parler à quelqu'un ? Appuie ici, ou tape /parler.
relay-which-one = Tu as plusieurs conversations ouvertes. Je n'ai rien transmis : à qui veux-tu écrire ?
relay-only-words = Je ne sais transmettre que des mots : l'image, le fichier ou l'autocollant n'est pas parti. Décris-le si tu peux.
mailbox-title = Ta boîte privée · { $alias }
mailbox-you = Toi
words-form-label = Ton message
reply-form-title = Répondre à { $alias }
reply-form-hint = Part vers le jeune, avec une copie dans le fil.
write-form-title = Écrire à l'équipe
write-form-hint = Personne d'autre dans ce serveur ne le voit.
edit-form-title = Corriger ta réponse
edit-form-hint = La copie du jeune change aussi, avec la mention « modifié ».
