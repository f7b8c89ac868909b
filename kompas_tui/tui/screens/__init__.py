"""The screens of the beamer: home, the session itself, and the dialogs over it."""
