"""What a deck is: cards with text, questions, bears, fans and plates."""
