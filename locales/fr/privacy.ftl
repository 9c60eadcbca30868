# Dire stop.
privacy-stopped = OK, j'arrête de t'écrire. Merci de l'avoir dit. /parler reste là.
privacy-stopped-but-talking = OK, je ne t'écrirai plus en premier. Ta conversation en cours continue ; pour l'arrêter aussi, appuie sur « Retirer ma demande » dans /messages.
