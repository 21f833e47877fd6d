"""Finding medicines in the tokens of a line: names first, then phrases, then what is near a name."""
from collections.abc import Mapping, Sequence
from functools import cached_property

from intake.clinical.medicines.by_sound import is_acetylsalicylic
from intake.clinical.medicines.folding import Token, name_key
from intake.clinical.medicines.guesses import Guesser, imported_entries
from intake.clinical.medicines.imported_names import ImportedNames
from intake.clinical.medicines.mention import Mention, Phrase
from intake.clinical.medicines.phrases import phrases
from intake.clinical.medicines.spelling import speller
from intake.clinical.medicines.vocabulary import NameEntry, Vocabulary

_LONGEST = 6
# Letters that are no name by themselves unless the whole line is about them.
_SHORT = 4
_MOST_LETTERS = 20
_HOMEOPATHY = frozenset("dilution homeopathic homeopathique homeopathiques homeopathy boiron weleda lehning".split())
# What may stand between the words of one name: "St. Joseph", "Mini-Sintrom".
_JOINS = frozenset("-/&+.'")
_STEMS = ("xaban", "gatran", "grel", "grelor", "parin")
# Short words that get stuck to a name.
_STUCK = frozenset("my on mg ec xr er sr xl cr la mr tab tabs cap caps inj sod hcl and the all dell dall un".split())


class Finder:
    """Finds the medicines of one line."""

    def __init__(self, vocabulary: Vocabulary, tokens: Sequence[Token], answers: Mapping[str, str],
                 imported: ImportedNames | None) -> None:
        self.vocabulary = vocabulary
        self.tokens = tokens
        self.words = [token.text for token in tokens]
        self.answers = answers
        # Plants and organs in homeopathic dilution bear Latin names near those of medicines.
        self.diluted = not _HOMEOPATHY.isdisjoint(self.words)
        self.imported = imported
        self.guesser = Guesser(vocabulary, tokens, imported)

    def find(self) -> list[Mention]:
        """Every mention, in order, none overlapping another."""
        found: list[Mention] = []
        vague = {mention.start: mention for mention in phrases(self.tokens)}
        index = 0
        while index < len(self.tokens):
            mention = self._at(index, vague.get(index))
            if mention and not self._is_house(mention):
                found.append(mention)
                index = mention.end
            else:
                index += 1
        return found

    def _at(self, index: int, vague: Mention | None) -> Mention | None:
        if digits := self.guesser.with_digits(index):
            return digits
        named = self._named(index)
        if behind := self.guesser.behind(index, vague or named):
            return behind
        if vague and (not named or vague.end >= named.end):
            return vague
        if named:
            return named
        if not self.tokens[index].is_word:
            return None
        if self.tokens[index].is_foreign:
            return self.guesser.in_other_letters(index)
        return self._split_word(index) or self._unnamed(index) or self.guesser.broken(index)

    def _unnamed(self, index: int) -> Mention | None:
        """A word that is no name as it stands."""
        word = self.words[index]
        if word in self.vocabulary.plain:
            return None
        found = self._other_form(index) or self._fused(index)
        if found or self.diluted:
            return (self.guesser.behind(index, found) if found else None) or found
        guess = self.guesser.near(index)
        if guess and guess.how != "unrecognised":
            return guess
        return self._by_stem(word, index) or self.guesser.broken(index) or guess

    def _is_house(self, mention: Mention) -> bool:
        """"ACC-METFORMIN": letters before a substance name are the company that makes it, whatever else they mean."""
        if mention.how != "brand" or mention.end - mention.start > 1 or len(self.words[mention.start]) > 5:
            return False
        rest = self.tokens[mention.start:mention.end + 2]
        if len(rest) < 3 or rest[1].text != "-" or rest[0].end != rest[1].start or rest[1].end != rest[2].start:
            return False
        entries = self.vocabulary.entries.get(rest[2].text, [])
        return bool(entries) and entries[0].kind == "exact" and entries[0].ingredients not in (
            mention.entries[0].ingredients.split("|"))

    def _by_stem(self, word: str, index: int) -> Mention | None:
        """A new name that ends as blood thinners do (WHO stems -xaban, -gatran, -grel, -parin): ask."""
        if len(word) < 7 or not word.endswith(_STEMS):
            return None
        phrase = Phrase((), ("anticoagulant",), "high", "Is this a blood thinner? Its name ends as theirs do.",
                            "reading-medicines.md#vague-words")
        return Mention(index, index + 1, "phrase", phrase=phrase, confidence=0.4)

    def _named(self, index: int) -> Mention | None:
        """The longest name that starts here, in the vocabulary or among the imported names."""
        words = self.words
        longest = self.vocabulary.longest.get(words[index], 1)
        if longest == 1 and self.imported is None:
            entries = self._entries(words[index], 1, index)
            return Mention(index, index + 1, entries[0].kind, tuple(entries)) if entries else None
        parts = [i for i in range(index, min(len(words), index + 2 * _LONGEST)) if words[i][0].isalnum()
                 or words[i] in _JOINS]
        kept = [i for i in parts if words[i][0].isalnum()]
        for length in range(min(longest, len(kept)), 0, -1):
            if kept[0] != index or kept[length - 1] - index > 2 * length:
                continue
            name = " ".join(words[i] for i in kept[:length])
            if self._between_are_joins(kept[:length]) and (entries := self._entries(name, length, index)):
                return Mention(index, kept[length - 1] + 1, entries[0].kind, tuple(entries))
        return self._imported(index, kept)

    def _between_are_joins(self, kept: list[int]) -> bool:
        return all(self.words[i] in _JOINS for i in range(kept[0], kept[-1]) if i not in kept)

    def _entries(self, name: str, length: int, index: int) -> list[NameEntry]:
        entries = self.vocabulary.entries.get(name, [])
        if not entries or not name[0].isalpha():
            return []
        if length == 1 and entries[0].kind == "brand":
            if name in self.vocabulary.plain and not entries[0].key:
                return []
            doubtful = len(name) < _SHORT or (not entries[0].key and self.vocabulary.is_common(name))
            if doubtful and not self._few and not self.guesser.has_dose(index):
                return []
        return entries

    @cached_property
    def _few(self) -> bool:
        return sum(token.is_word and token.text not in self.vocabulary.plain for token in self.tokens) <= 1

    def _imported(self, index: int, kept: list[int]) -> Mention | None:
        if self.imported is None or not kept or kept[0] != index or not self.tokens[index].is_word:
            return None
        for length in range(min(4, len(kept)), 0, -1):
            name = " ".join(self.words[i] for i in kept[:length])
            if (length == 1 and (len(name) < _SHORT or name in self.vocabulary.plain)) or not (
                    self._between_are_joins(kept[:length])):
                continue
            if entries := imported_entries(self.imported, name):
                return Mention(index, kept[length - 1] + 1, "imported", tuple(entries))
        return None

    def _split_word(self, index: int) -> Mention | None:
        """A name typed with a space inside ("war farin", "co umadin"), or letter by letter ("e l i q u i s")."""
        if index + 1 == len(self.words) or not self.tokens[index + 1].is_word:
            return None
        letters = index
        most = min(len(self.words), index + _MOST_LETTERS)
        while letters < most and len(self.words[letters]) == 1 and self.tokens[letters].is_word:
            letters += 1
        for length in (2, 3, letters - index):
            parts = self.words[index:index + length]
            whole = "".join(parts)
            if len(whole) < 6:
                continue
            if len(parts) < length or not all("a" <= part[0] <= "z" for part in parts):
                return None
            name = whole if whole in self.vocabulary.entries else self.vocabulary.joined.get(whole, "")
            if not name or all(len(p) > 3 and p in self.vocabulary.english for p in parts):
                continue
            entries = self.vocabulary.entries[name]
            if entries[0].key or entries[0].kind != "brand" or name != whole:
                return Mention(index, index + length, entries[0].kind, tuple(entries), confidence=0.9)
        return None

    def _other_form(self, index: int) -> Mention | None:
        """A national form of an international name, a plural, or a name written in one word."""
        word = self.words[index]
        joined = self.vocabulary.joined.get(word)
        if joined and (len(word) > _SHORT or word not in self.vocabulary.entries):
            entries = self.vocabulary.entries[joined]
            return Mention(index, index + 1, entries[0].kind, tuple(entries))
        for ending in ("s", "es"):
            single = self.vocabulary.entries.get(word.removesuffix(ending))
            if single and word.endswith(ending) and len(word) >= 6 and not self._is_rather_rated(word, single[0]):
                return Mention(index, index + 1, "alias", tuple(single), confidence=0.95)
        if is_acetylsalicylic(word):
            return Mention(index, index + 1, "alias", tuple(self.vocabulary.entries["aspirin"]), confidence=0.95)
        if len(word) >= 6 and (name := self.vocabulary.keys.get(name_key(word))):
            return Mention(index, index + 1, "alias", tuple(self.vocabulary.entries[name]), confidence=0.95)
        return None

    def _is_rather_rated(self, word: str, single: NameEntry) -> bool:
        """Is what looks like the plural of a harmless brand one slip from a rated name ("liquis")?"""
        if single.kind != "brand" or single.key:
            return False
        near = speller(self.vocabulary).near(word)[:1]
        return bool(near) and near[0].distance == 1 and bool(self.vocabulary.entries[near[0].name][0].key)

    def _fused(self, index: int) -> Mention | None:
        """A name with a salt, a form or an ordinary word stuck to it ("warfarinsodium", "mywarfarin")."""
        word = self.words[index]
        if not 8 <= len(word) <= 40:
            return None
        for cut in range(len(word) - 2, 4, -1):
            for name, rest in ((word[:cut], word[cut:]), (word[-cut:], word[:-cut])):
                entries = self.vocabulary.entries.get(name)
                if entries and (rest in _STUCK or (len(rest) > 3 and rest in self.vocabulary.plain)) and (
                        entries[0].key or entries[0].kind != "brand"):
                    return Mention(index, index + 1, "alias", tuple(entries), confidence=0.9)
        return None
