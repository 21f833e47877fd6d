"""What the vocabulary knows about a word, and why: for the look-up page."""
import re

from intake.clinical.medicines.canonical import ingredients_of
from intake.clinical.medicines.folding import fold, tokens
from intake.clinical.medicines.guesses import imported_entries
from intake.clinical.medicines.imported_names import ImportedNames
from intake.clinical.medicines.meaning import meaning_of
from intake.clinical.medicines.phrases import phrases
from intake.clinical.medicines.reading import read_line
from intake.clinical.medicines.spelling import speller
from intake.clinical.medicines.statement import Explanation, KnownName
from intake.clinical.medicines.vocabulary import NameEntry, Vocabulary, vocabulary

_KIND = {"exact": "international name", "alias": "other name", "brand": "brand", "misspelling": "known misspelling",
         "imported": "imported name"}

_REFERENCE = re.compile(r"\b([a-z-]+)\.md#([a-z-]+)")


def in_words(source: str) -> str:
    """A source as staff read it: "bleeding.md#washout-after-stopping" is "Bleeding: washout after stopping"."""
    return _REFERENCE.sub(lambda found: f"{_plain(found[1]).capitalize()}: {_plain(found[2])}", source)


def _plain(hyphened: str) -> str:
    return hyphened.replace("-", " ")


def explain(word: str, *, country: str | None = None, imported: ImportedNames | None = None) -> Explanation:
    """Everything known about a word: how it would be read, each entry it could mean with its sources, what is near."""
    words = vocabulary()
    folded = fold(word)
    whole = folded if folded in words.entries else words.joined.get(folded.replace(" ", ""), "")
    known = [_known(words, entry) for entry in words.entries.get(whole, [])]
    known += [_known(words, entry) for entry in imported_entries(imported, folded)]
    known += [KnownName(folded, "phrase", phrase.ingredients, (), phrase.classes, phrase.level, phrase.question, (),
                        (in_words(phrase.source),))
              for mention in phrases(tokens(word)) if (phrase := mention.phrase)]
    near = () if known or " " in folded else tuple(each.name for each in speller(words).near(folded))
    read = tuple(read_line(word, country=country, imported=imported)) if folded else ()
    return Explanation(word, folded, read, tuple(known), near)


def _known(words: Vocabulary, entry: NameEntry) -> KnownName:
    ingredients = ingredients_of(words, entry.ingredients)
    meaning = meaning_of(words, ingredients, entry.route, tuple(filter(None, entry.atc.split("|"))))
    fact = words.facts.get(entry.key)
    return KnownName(entry.name, _KIND[entry.kind], ingredients, meaning.atc, meaning.classes, meaning.level,
                     fact.note if fact else "", tuple(filter(None, entry.country.split("|"))),
                     tuple(in_words(source) for source in entry.source.split("|") if source))
