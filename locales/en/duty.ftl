# The duty rota: who is there now, and to whom a request is offered.
duty-on = Noted: you are on duty until { $until }. Thank you for being there. To stop earlier: /duty off.
duty-on-waits = { $count ->
    [0] Nothing waits at the moment.
    [one] One request waits: /queue.
   *[other] { $count } requests wait: /queue.
}
duty-off = Your duty is over. Thank you for having been there.
duty-off-nothing = You hold no request: you can close the door with an easy mind.
duty-off-held = { $count ->
    [one] You still hold one request. You can keep it, or give it back to the queue so that somebody else answers:
   *[other] You still hold { $count } requests. You can keep them, or give some back to the queue so that somebody else answers:
}
duty-off-more = And more: /queue shows them.
duty-over = { $count ->
    [0] Your duty is over. Thank you for having been there. Rest well.
    [one] Your duty is over. Thank you for having been there. You still hold one request: /duty off, in the team's server, lets you give it back. Rest well.
   *[other] Your duty is over. Thank you for having been there. You still hold { $count } requests: /duty off, in the team's server, lets you give some back. Rest well.
}
duty-who-title = On duty
duty-who-nobody = Nobody is on duty. Requests wait in /queue. Are you there? /duty on.
duty-who-line = **{ $mentor }** · until { $until } · { $languages } · { $held } of { $room }
duty-who-more = and { $count } more
duty-bad-until = I don't understand "{ $given }". Write a time, for instance 18:00 or 18h30, within the next 12 h. Nothing changed.
duty-offer = { $mentors }, **{ $alias } waits for somebody.** If you have room: button Claim. If not, leave it to a colleague, that is fine.
duty-handoff = Hand over { $alias }
duty-release = Give { $alias } back
