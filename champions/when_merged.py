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
apart("champions.HelpRequest", "person", "with_person")
apart("champions.HelpRequest", "person", "reached")
apart("champions.SupportNote", "person", "writer")
apart("champions.TeamMark", "person", "made_by")
