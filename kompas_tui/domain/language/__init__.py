"""Words: the one sanitizer of text, Dutch wording, dates, and errors that a user can meet."""
