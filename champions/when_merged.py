"""What becomes of questions, notes and marks when two records of a person are merged
(people/merge_rules.py). Whoever helped the other of two is another person."""

from people.merge_rules import GOES, apart, moves

moves("champions.HelpRequest", "person")
moves("champions.HelpRequest", "with_person")
moves("champions.HelpRequest", "stands_in_for")
moves("champions.HelpRequest_reached", "user", twice=GOES)
moves("champions.HelpAnswer", "writer")
moves("champions.SupportNote", "person")
moves("champions.SupportNote", "writer")
moves("champions.TeamMark", "person", twice=GOES)
moves("champions.TeamMark", "made_by")
moves("champions.NotYet", "set_by")
moves("champions.Nudge", "person")
moves("champions.Nudge", "writer")
moves("champions.RatherSpokenTo", "person", twice=GOES)
moves("champions.HelpOffer", "person", twice=GOES)
moves("champions.Introduction", "helper")
moves("champions.Introduction", "colleague")
apart("champions.HelpRequest", "person", "with_person")
apart("champions.HelpRequest", "person", "reached")
apart("champions.SupportNote", "person", "writer")
apart("champions.TeamMark", "person", "made_by")
apart("champions.Nudge", "person", "writer")
apart("champions.Introduction", "helper", "colleague")
