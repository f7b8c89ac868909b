"""Phones and the facilitator's remote over HTTP; knows the workshop, no screen and no report."""
