"""The language of a page. English is the only one there is; whatever keeps finished words asks here first."""

ENGLISH = "en-GB"


def page_language() -> str:
    """The language that the page is drawn in, as its BCP 47 tag."""
    return ENGLISH
