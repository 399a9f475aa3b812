"""Words that tell English, French and Spanish from each other and from their neighbours.

Each is common in official resolutions of its language, and stands in those of the other two only where they quote it.
Three of them seldom come together in Portuguese, Galician, Catalan, Italian, Dutch or German.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OWN_WORDS: dict[str, frozenset[str]] = {
    "en": _words(
        "the of and that with by its their which this from are upon shall including all other also such those against "
        "have into through under these has been was were"
    ),
    "fr": _words(
        "et des les du aux dans pour qui une par est sont avec ainsi leur leurs cette être "
        "états toutes tous ses ces également afin dont unies sur"
    ),
    "es": _words(
        "y los las del con sus su más también así según sin desde hasta lo naciones desarrollo "
        "derechos miembros seguridad otros otras hacia pero donde nuestro nuestra mujeres esfuerzos alienta exhorta "
        "niños"
    ),
}
LANGUAGE_OF: dict[str, str] = {word: language for language, words in OWN_WORDS.items() for word in words}

# Where one of these stands, French and Spanish words beside it may be Portuguese, Catalan or Italian ones.
NEIGHBOURS_WORDS: frozenset[str] = _words(
    "os dos das ao aos às um uma não são em na pela pelo pelos i amb dels els als és unha ó della delle dei degli che "
    "gli nel nella und der het een van"
)
