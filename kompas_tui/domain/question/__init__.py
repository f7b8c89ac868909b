"""What is asked and answered: fields, options in a deck, answers and ballots."""
