"""The beamer: what the room sees in the terminal; knows the workshop, no socket and no report."""
