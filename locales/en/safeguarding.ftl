# Calm, direct, in the present. Three numbers at most, one question, one easy first step.
sos-question = **Are you in danger now?**
sos-first-step = You don't have to explain it all. You can start with: "I'm not OK."
sos-checked = Numbers checked on { $day }.
