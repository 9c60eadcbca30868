"""Months of outreach, played through the real services without Discord: for a look at the figures,
and to hold them against what is known to have happened.

A room of its own above the features: it calls many of them, and none of them, nor the machine,
knows of it. Only ``maraude simulate`` opens it, by name.
"""
