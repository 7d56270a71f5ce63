"""What becomes of what home holds when two records of a person are merged
(people/merge_rules.py)."""

from people.merge_rules import GOES, moves

moves("home.Acknowledgement", "person", twice=GOES)
moves("home.StoryPage", "person")
