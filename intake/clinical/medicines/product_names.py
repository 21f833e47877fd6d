"""Product names of registers, cut down to what people type: the brand without strength, form, salt and company."""
import re
from functools import lru_cache
from typing import NamedTuple

from intake.clinical.medicines.folding import fold
from intake.clinical.medicines.vocabulary import words_of

JOINING = frozenset("combined and et with w plus in of de du des la le pour for the a or previously".split())


# Parts of a substance name that say which substance it is, whatever salt or origin stands around them.
TELLING = {"acetylsalicyl": "acetylsalicylic acid", "antithrombin": "antithrombin iii"}


class _Words(NamedTuple):
    salts: frozenset[str]
    noise: frozenset[str]
    ordinary: frozenset[str]


@lru_cache(maxsize=1)
def words() -> _Words:
    """Salts; salts, forms and companies together with joining words; ordinary words."""
    salts = words_of("salts.txt")
    noise = salts | words_of("form_words.txt") | words_of("company_words.txt") | JOINING
    return _Words(salts, noise, words_of("english_words.txt"))


def bare(text: str) -> str:
    """A substance name without its salt, hydrate and brackets: "Metoprolol tartrate" is metoprolol."""
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|\d+ ?(?:mcg|mg|g|ml|%)|\b[dl]['’](?=\w{4})", " ", text.strip(), flags=re.I)
    found = fold(text).split()
    kept = [word for word in found if word not in words().salts and not word[0].isdigit() and word not in JOINING]
    if not kept or (len(found) > len(kept) and len(" ".join(kept)) < 4):
        kept = [word for word in found if word not in JOINING]
    return " ".join(kept)


def substance_within(raw: str) -> str:
    """The substance that a telling part names, or ""."""
    whole = fold(raw)
    return next((substance for part, substance in TELLING.items() if part in whole), "")


def stem(name: str, known: frozenset[str] | set[str] = frozenset()) -> str:
    """The brand in a product name: its first words before strength and form.

    "" when only substances (`known`), forms, companies or ordinary words are left.
    """
    name = re.sub(r"\((?:previously|ex)[^)]*\)", " ", name, flags=re.I)
    name = re.split(r",| - |\(", name)[0]
    noise, ordinary = words().noise, words().ordinary
    kept: list[str] = []
    for word in fold(name).split():
        if word[0].isdigit() or (kept and word in noise and word not in JOINING):
            break
        kept.append(word)
    while kept and kept[0] in noise:
        kept = kept[1:]
    while kept and kept[-1] in noise:
        kept.pop()
    kept = kept[:4]
    if not kept or all(w in known or w in noise for w in kept) or all(w in ordinary or w in noise for w in kept):
        return ""
    return " ".join(kept)
