"""The rules of a workshop, pure: knows no file, socket, screen or clock."""
