"""Pictures in dots in place of half blocks, where the terminal draws them: what it can, and what it is sent."""
