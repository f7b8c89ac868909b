"""The library over all sessions: what they gave, what is done with it, and what follows; knows no file and no clock."""
