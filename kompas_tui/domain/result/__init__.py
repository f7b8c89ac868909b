"""Results as values: their few shapes, tables and data of them, and two of them beside each other."""
