"""The official languages of the United Nations."""

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")  # ISO 639-1; English, which labels are read in, first
