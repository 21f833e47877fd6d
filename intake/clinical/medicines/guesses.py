"""Guesses at a word that is no name: near names, digits for letters, names broken into words, what begins as one."""
import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from intake.clinical.medicines.beginnings import beginning_of, partner_behind
from intake.clinical.medicines.by_sound import is_acetylsalicylic, sounds
from intake.clinical.medicines.dosage import PIECES, UNITS
from intake.clinical.medicines.folding import Token
from intake.clinical.medicines.imported_names import ImportedNames
from intake.clinical.medicines.mention import Mention
from intake.clinical.medicines.spelling import Near, allowed, speller
from intake.clinical.medicines.vocabulary import NameEntry, Vocabulary

# What a digit stands for where a scanner or a hurried hand put it into a name.
_LETTERS = {"0": "o", "1": "li", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b", "9": "g"}
_READINGS = 16
_SHORTEST, _LONGEST = 5, 40
_ASPIRIN = "acetylsalicylic acid"
_ACIDS = frozenset("acid acide acido acidum acis asit zuur".split())
_HIDING = frozenset({"exact", "alias", "phrase"})
_SCENTS = frozenset({"coumarin"})
# Words around a name in a line that holds nothing else.
_BEFORE = frozenset("i im am on take takes taking my the a daily currently now start started also and".split())
_AFTER = frozenset("daily once twice a day every morning night evening at in the with food when needed as prn required "
                   "od bd weekly regularly for now only".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten fifteen twenty thirty forty fifty sixty seventy "
                     "eighty hundred half".split())
# How alike a thinner must be that sounds as a word does which is near a rare brand.
_AS_RARE = 0.7
_YEAR = re.compile(r"(?:19|20)\d\d")
# No part of a broken name: denials and the words around a name.
_WHOLE = (_BEFORE | frozenset("no not never none nil stop stopped off without extra more less than from with that this "
                              "clot clots pain present central".split())) - {"a", "i", "am"}
_MOST_BROKEN = 5
_SHORT_LINE = 12
# How alike words must be that differ in a consonant from a name: more so without an amount behind them.
_ONE_OFF = {"dose": 0.54, "number": 0.62, "alone": 0.65}


class Guesser:
    """Guesses in one line."""

    def __init__(self, vocabulary: Vocabulary, tokens: Sequence[Token], imported: ImportedNames | None) -> None:
        self.vocabulary = vocabulary
        self.tokens = tokens
        self.words = [token.text for token in tokens]
        self.imported = imported

    def has_dose(self, index: int) -> bool:
        """Does an amount stand behind? Telephones put words in the place of names ("aspiring 75 mg")."""
        following = self.words[index + 1:index + 3]
        amount, behind = (*following, "", "")[:2]
        if not amount or not (amount[0].isdigit() or amount in _NUMBERS) or _YEAR.fullmatch(amount):
            return False
        return behind in UNITS or behind in PIECES or (amount[0].isdigit() and (
            not behind or behind in self.vocabulary.forms))

    def with_digits(self, index: int) -> Mention | None:
        """"E1iquis", "C0umadin": a name with digits in the place of letters."""
        if not self._digit_touches(index):
            return None
        end = index + 1
        while end < min(len(self.tokens), index + 8) and self._touches(end):
            end += 1
        if end == index + 1 or (index and self._touches(index)):
            return None
        for last in range(end, index + 1, -1):
            parts = self.words[index:last]
            written = "".join(parts)
            if _SHORTEST <= len(written) <= _LONGEST and any(part[0].isdigit() for part in parts) and (
                    near := self._read_digits(written, parts)):
                return self._guess(index, last, near)
        return None

    def _digit_touches(self, index: int) -> bool:
        if index + 1 >= len(self.tokens) or self.tokens[index].end != self.tokens[index + 1].start:
            return False
        return self.words[index][0].isdigit() or self.words[index + 1][0].isdigit()

    def _touches(self, index: int) -> bool:
        """Does a word or number follow the one before it without anything between?"""
        this, before = self.tokens[index], self.tokens[index - 1]
        return this.start == before.end and this.text.isalnum() and before.text.isalnum()

    def _read_digits(self, written: str, parts: Sequence[str]) -> list[Near]:
        if parts[0] in self.vocabulary.entries or sum(map(str.isdigit, written)) * 2 > len(written):
            return []
        inside = parts[-1].isalpha() and len(parts[-1]) > (0 if len(parts) > 2 else 4)
        for way in _readings(written):
            entries = self.vocabulary.entries.get(way)
            if entries and (inside or entries[0].key):
                return [Near(way, 1, 0.95)]
        if not inside:
            return []
        found = (near for way in _readings(written) for near in speller(self.vocabulary).near(way)[:1])
        return next(([near] for near in found if near.distance == 1 and self.vocabulary.entries[near.name][0].key), [])

    def broken(self, index: int) -> Mention | None:
        """"war far in 5 mg": dictation that broke a name into ordinary words, where an amount or nothing else is."""
        if not self._may_be_broken(index):
            return None
        for last in range(min(self._part_end(index), index + _MOST_BROKEN), index + 1, -1):
            hint = self._hint(index, last)
            parts = self.words[index:last]
            if not hint or any(self._is_whole(part) for part in parts):
                continue
            near = sounds(self.vocabulary).broken("".join(parts), _ONE_OFF[hint])
            if near:
                return self._guess(index, last, near, 0.5)
        return None

    def _may_be_broken(self, index: int) -> bool:
        following = self.words[index + 1:index + _MOST_BROKEN + 1]
        if not following or not self.tokens[index].is_word or (index and self.words[index - 1] in "'-/"):
            return False
        return len(self.words) <= _SHORT_LINE or any(
            word[0].isdigit() or word in _NUMBERS for word in following)

    def _part_end(self, index: int) -> int:
        """Where the words that follow each other end, at most one more than a broken name has."""
        end = index
        while end < len(self.tokens) and end <= index + _MOST_BROKEN and self.tokens[end].is_word:
            end += 1
        return end

    def _hint(self, start: int, end: int) -> str:
        """"dose" or "number" where one stands behind, "alone" where the line holds nothing else, or ""."""
        if self.has_dose(end - 1):
            return "dose" if self.words[end + 1:end + 2] and self.words[end + 1] in UNITS | PIECES else "number"
        if len(self.words) > _SHORT_LINE or not _BEFORE.issuperset(self.words[:start]):
            return ""
        rest = [word for word in self.words[end:] if word.isalpha()]
        return "alone" if all(word in _AFTER or word in self.vocabulary.forms for word in rest) else ""

    def _is_whole(self, word: str) -> bool:
        """Does a word stand for itself: a denial, a word around names, a name, or what is near one?"""
        if word in _WHOLE or len(word) < 4:
            return word in _WHOLE
        entries = self.vocabulary.entries.get(word)
        if self.vocabulary.is_common(word):
            return bool(entries and entries[0].key)
        return bool(entries or (len(word) > 5 and speller(self.vocabulary).one_edit(word)))

    def behind(self, index: int, found: Mention | None) -> Mention | None:
        """A rated name that a harmless one at the same place would hide."""
        if found and found.end > index + 1:
            return None
        return self._two_words(index) or (self._obscure(index, found) if found else None)

    def _two_words(self, index: int) -> Mention | None:
        """"acetyl salicilic acid": the name in two words, with a slip in one of them."""
        parts = self.words[index:index + 2]
        if len(parts) < 2 or is_acetylsalicylic(parts[0]) or not is_acetylsalicylic("".join(parts)):
            return None
        end = index + (3 if self.words[index + 2:index + 3] and self.words[index + 2] in _ACIDS else 2)
        return self._guess(index, end, [Near(_ASPIRIN, 1, 0.95)])

    def _obscure(self, index: int, found: Mention) -> Mention | None:
        """A chemical that nobody takes, one slip from a rated name or sounding like it: "coumarin 5 mg"."""
        word = self.words[index]
        entries = found.entries or self.vocabulary.entries.get(word)
        if not entries or len(word) < 6 or found.how not in _HIDING or not self._is_taken(index):
            return None
        if not self.vocabulary.is_obscure(entries[0]) and entries[0].name not in _SCENTS:
            return None
        name = entries[0].name
        near = [each for each in speller(self.vocabulary).one_edit(name) if self._is_rated(each.name)]
        near = near or sounds(self.vocabulary).broken(name, 1.0)
        return self._guess(index, index + 1, [*near[:2], Near(name, 3, 0.3)], 0.5) if near else None

    def _is_taken(self, index: int) -> bool:
        """Is there an amount, a form or the INR beside a word, or a chemical's name and nothing else?"""
        after = self.words[index + 1:index + 8]
        if len(self.words) == 1:
            return self.words[0] not in _SCENTS
        return "inr" in after or bool(PIECES.intersection(after[:1])) or any(word[0].isdigit() for word in after[:3])

    def in_other_letters(self, index: int) -> Mention | None:
        """A word in letters that are not Latin, which sounds like a rated name."""
        near = sounds(self.vocabulary).in_other_letters(self.words[index])
        return self._guess(index, index + 1, near) if near else None

    def near(self, index: int) -> Mention | None:
        """A near name: a question, and as strong as the candidate until a person answers."""
        word = self.words[index]
        if self.vocabulary.is_common(word) and not self.has_dose(index):
            return None
        near = speller(self.vocabulary).near(word)
        if self.imported is not None and (not near or near[0].distance > 1):
            near = self._near_imported(word, near)
        near = near or sounds(self.vocabulary).spelled(word)
        if near and self._is_rare(near[0].name):
            near = [*sounds(self.vocabulary).spelled(word, _AS_RARE), *near]
        begins = beginning_of(self.vocabulary, word)
        if begins and not (near and (self._is_rated(near[0].name) or _shares_more(word, near[0], begins.stem))):
            return _unknown(index, [Near(begins.name, 3, 0.5)])
        if near and speller(self.vocabulary).is_unlike(word, near[0]):
            return _unknown(index, near)
        if near:
            return self._guess(index, index + 1, near)
        partner = partner_behind(word, self.words[index + 1:index + 3])
        return _unknown(index, [Near(partner, 3, 0.5)]) if partner else None

    def _is_rare(self, name: str) -> bool:
        """Is it a harmless brand that one register has? It hides no thinner that sounds the same ("haparon")."""
        entries = self.vocabulary.entries.get(name, [])
        return bool(entries) and entries[0].kind == "brand" and self.vocabulary.renown(name) < 2 and not any(
            map(self.vocabulary.is_rated, entries))

    def _is_rated(self, name: str) -> bool:
        return any(map(self.vocabulary.is_rated, self.vocabulary.entries.get(name, ())[:1]))

    def _guess(self, start: int, end: int, near: Sequence[Near], most: float = 1.0) -> Mention | None:
        best = near[0]
        entries = self.vocabulary.entries.get(best.name) or imported_entries(self.imported, best.name)
        if not entries:
            return None
        confidence = min(most, max(0.3, round(best.alike - 0.12 * best.distance, 2)))
        return Mention(start, end, "misspelling", tuple(entries), confidence=confidence, near=tuple(near))

    def _near_imported(self, word: str, near: list[Near]) -> list[Near]:
        limit = 2 if len(word) >= 8 else 1
        limit = min(limit, near[0].distance - 1) if near else limit
        if self.imported is None or len(word) < 5 or limit < 1:
            return near
        more = [Near(name.name, distance, 0.9) for distance, name in self.imported.near(word, limit)
                if distance <= allowed(name.name)]
        return [*more, *near] if more else near


def _unknown(index: int, near: Sequence[Near]) -> Mention:
    """A name that is not known, with what it may hold."""
    return Mention(index, index + 1, "unrecognised", near=tuple(near), confidence=0.0)


def _shares_more(word: str, near: Near, stem: str) -> bool:
    """Is a near name more like the word than its rated beginning is?"""
    return near.name.startswith(stem) and (near.distance == 1 or near.name.startswith(word[:len(stem) + 1]))


def _readings(written: str) -> Iterator[str]:
    ways = product(*(_LETTERS.get(c, c) for c in written))
    return islice(map("".join, ways), _READINGS)


def imported_entries(imported: ImportedNames | None, name: str) -> list[NameEntry]:
    """The entry of an imported name, none when it is not there."""
    found = imported.exact(name) if imported else None
    if not found:
        return []
    return [NameEntry(found.name, "imported", "|".join(found.ingredients), "|".join(found.atc), found.country,
                      found.source, "", "")]
