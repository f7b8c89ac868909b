"""What has happened: events, rounds, and the session as a fold over them."""
