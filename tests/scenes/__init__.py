"""Tests of the drawn scenes."""
