"""The languages in which a phone can be asked something; a deck itself is Dutch."""

DECK_LANGUAGE = "nl"

LANGUAGES = {
    DECK_LANGUAGE: "Nederlands", "en": "Engels", "tr": "Turks", "ar": "Arabisch", "pl": "Pools", "uk": "Oekraïens",
}  # fmt: skip
"""By their codes, called as a facilitator reads them."""
