"""The cards as they lie now, and how far the group is: the hunt, sides, the plate."""
