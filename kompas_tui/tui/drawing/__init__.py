"""Drawing cards, rounds and results as lines of text; pure functions of what is shown and how much room there is."""
