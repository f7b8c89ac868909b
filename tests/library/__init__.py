"""Tests of the library over all sessions, with real TinyDB files."""
