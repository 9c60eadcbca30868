# Saying stop.
privacy-stopped = OK, I'll stop writing. Thanks for saying so. /talk stays here.
privacy-stopped-but-talking = OK, I won't write to you first any more. Your open conversation goes on; to end it too, press "Take my request back" in /messages.
