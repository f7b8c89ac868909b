"""How many roles a session has at most, and of how many signs each."""

MOST_ROLES, LONGEST_ROLE = 12, 60
