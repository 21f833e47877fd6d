"""Lines of medicines become statements: find the names, read status, dose and route, say what each is."""
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from intake.clinical.medicines.canonical import ingredients_of
from intake.clinical.medicines.contradictions import contradicted, substance_in_brackets
from intake.clinical.medicines.dosage import dose_of, frequency_of, milligrams, route_of
from intake.clinical.medicines.folding import Token, fold, tokens
from intake.clinical.medicines.guesses import imported_entries
from intake.clinical.medicines.imported_names import ImportedNames
from intake.clinical.medicines.meaning import LEVELS, Meaning, meaning_of
from intake.clinical.medicines.mention import Mention, Phrase
from intake.clinical.medicines.mentions import Finder
from intake.clinical.medicines.statement import PRESENT, MedicationStatement
from intake.clinical.medicines.status import Scopes
from intake.clinical.medicines.synonyms import Naming, contradicts, namings
from intake.clinical.medicines.unknown_parts import Understood, unknown_parts
from intake.clinical.medicines.vocabulary import NameEntry, as_sold, vocabulary

IRRELEVANT = "irrelevant"
_PARTNER = ("acetylsalicylic acid",)
_LETTERS = dict.fromkeys(("a", "as", "asp", "ap", "plus asp"), _PARTNER) | {
    "cv": ("clopidogrel",), "gold": ("acetylsalicylic acid", "clopidogrel")}
# Heparin that keeps a line or a machine open is no treatment (5.3), wherever in the line the word stands.
_LINE = frozenset("flush flushes flushed lock locked locks dwell dwells priming prime rinse crrt hemodialysis".split())
_FLUSH = Phrase(("heparin",), ("line_flush",), "low", "Do you have a line or port? Where?",
                "reading-medicines.md#look-alike-names")
_SAME_COUNTRY = {"GB": "UK", "USA": "US"} | dict.fromkeys(
    "AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(), "EU")
_PARTING = frozenset({";", ",", "|", ".", "and", "&", "+", "plus"})
# Longer lines are read in pieces of this size, so that time grows with the text and never faster.
MOST_CHARACTERS = 2000
_NONE = re.compile(
    r"(?:i (?:am|m) (?:on |taking )?|im (?:on |taking )?|i |currently |at present )*"
    r"(?:none|nil|no|nothing|n / a|na|not applicable|nope|0|zero|neant|aucun|ninguno)"
    r"(?: (?:medicines?|medications?|meds?|drugs?|pills?|tablets?|known|at all|at present|currently|to report|regular|"
    r"prescribed|prescription|taken|reported|at the moment|regularly|or|supplements?|blood thinners?|anticoagulants?|"
    r"of (?:these|the above|them)))*"
    r"|-|x|not (?:taking|on) any(?:thing)?(?: (?:medicines?|medications?|meds?))?"
    r"|(?:i )?(?:dont|do not) take any(?:thing)?(?: (?:medicines?|medications?|meds?))?")


def says_none(line: str) -> bool:
    """Does the line answer "no medicines" (none, nil, N/A, "no blood thinners")?"""
    words = [token.text for token in tokens(line) if token.text not in (".", ",", "!")]
    return not words or bool(_NONE.fullmatch(" ".join(words)))


def read_line(line: str, *, country: str | None = None, answers: Mapping[str, str] | None = None,
              imported: ImportedNames | None = None) -> list[MedicationStatement]:
    """Each medicine that one typed line mentions, in order; one unrecognised statement when none is known.

    `country` is US, CA, UK, FR, EU, AU, IN ... for names that differ; `answers` maps a folded text to the name a
    person gave it, or to "irrelevant". A line that says "none" gives no statement (see `says_none`).
    """
    if says_none(line):
        return []
    if len(line) > MOST_CHARACTERS:
        return [statement for piece in _pieces(line)
                for statement in read_line(piece, country=country, answers=answers, imported=imported)]
    return _Reader(line, country, answers or {}, imported).read()


def read_list(text: str, *, country: str | None = None, answers: Mapping[str, str] | None = None,
              imported: ImportedNames | None = None) -> list[MedicationStatement]:
    """A pasted list, line by line; a heading such as "Allergies:" speaks for the lines under it."""
    found: list[MedicationStatement] = []
    heading = ""
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            heading = ""
        elif re.fullmatch(r"[^:]{3,40}:", line):
            heading = line
        else:
            found.extend(read_line(f"{heading} {line}" if heading else line, country=country, answers=answers,
                                   imported=imported))
    return found


def _pieces(line: str) -> list[str]:
    pieces, rest = [], line
    while len(rest) > MOST_CHARACTERS:
        cut = max(rest.rfind(mark, 0, MOST_CHARACTERS) for mark in ";,. ")
        cut = cut + 1 if cut > 0 else MOST_CHARACTERS
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest]


class _Reader:
    """Reads one line."""

    def __init__(self, line: str, country: str | None, answers: Mapping[str, str], imported: ImportedNames | None
                 ) -> None:
        self.line = line
        self.country = _SAME_COUNTRY.get(country, country) if country else None
        self.answers = answers
        self.vocabulary = vocabulary()
        self.tokens = tokens(line)
        self.imported = imported

    def read(self) -> list[MedicationStatement]:
        answered = self._answered(fold(self.line), self.line)
        if answered:
            return answered
        mentions = Finder(self.vocabulary, self.tokens, self.answers, self.imported).find()
        if not mentions:
            return [MedicationStatement(self.line.strip(), self.line, question="What is this medicine?",
                                        status=self._status_of_unknown())]
        named = namings([token.text for token in self.tokens], mentions, self._contents)
        scopes = Scopes(self.tokens, [(naming.mention.start, naming.end) for naming in named])
        statements = [self._statement(naming, number, named, scopes) for number, naming in enumerate(named)]
        read: list[MedicationStatement] = []
        for number, statement in enumerate(statements):
            if not self._repeats(read, statement, named, number):
                read.append(statement)
        return read + [MedicationStatement(text, self.line, question="What is this medicine?")
                       for text in unknown_parts(self.vocabulary, self.tokens, self.line, self._understood(
                           named, statements))]

    def _contents(self, mention: Mention) -> tuple[str, ...]:
        """What a mention contains, as far as it is known without its line."""
        if mention.phrase:
            return mention.phrase.ingredients
        return tuple(dict.fromkeys(name for entry in mention.entries for name in self._ingredients(entry)))

    def _understood(self, named: Sequence[Naming], statements: Sequence[MedicationStatement]) -> list[Understood]:
        """Where the medicines stand, and whether each answers for its part of the line."""
        return [Understood(naming.mention.start, naming.end, bool(each.level or each.question or each.dose),
                           each.how in ("exact", "alias"))
                for naming, each in zip(named, statements, strict=True)]

    def _answered(self, folded: str, written: str) -> list[MedicationStatement]:
        """What a person has said that this text is."""
        name = self.answers.get(folded)
        if name is None:
            return []
        if name == IRRELEVANT:
            return [MedicationStatement(written.strip(), self.line, classes=(IRRELEVANT,), how="alias",
                                        confidence=1.0)]
        entries = self.vocabulary.entries.get(fold(name)) or imported_entries(self.imported, fold(name))
        if not entries:
            return []
        return [self._build(written.strip(), entries[0], "alias", 1.0, Scopes(self.tokens, []).status_of_line(),
                            self.tokens)]

    def _status_of_unknown(self) -> str:
        return Scopes(self.tokens, []).status_of_line()

    def _statement(self, naming: Naming, number: int, named: Sequence[Naming], scopes: Scopes) -> MedicationStatement:
        mention = naming.surer or naming.mention
        written = self.line[self.tokens[naming.mention.start].start:self.tokens[naming.mention.end - 1].end]
        inner = self.tokens[naming.mention.end:naming.end]
        after = self._words_after(number, named)
        before = self._words_before(number, named)
        dose = dose_of(inner, self.line) or dose_of(after, self.line) or dose_of(before[-3:], self.line)
        status = scopes.status(number, bool(dose))
        around = [*before, *inner, *after]
        if mention.phrase:
            return self._vague(mention, mention.phrase, written, status, dose, around)
        contents = mention.entries[0].ingredients if mention.entries else ""
        if contents == "heparin flushes" or (
                contents == "heparin" and _LINE.intersection(token.text for token in around)):
            return self._vague(mention, _FLUSH, written, status, dose, around)
        if answered := self._answered(fold(written), written):
            # A guess is read anew in its line; of a name known exactly, the line has said how it is taken.
            is_guess = mention.how in ("misspelling", "unrecognised")
            return answered[0] if is_guess else replace(answered[0], status=status, dose=dose)
        if not mention.entries:
            return self._unknown(mention, written, status, dose)
        entry, doubt = self._choose(self._told_in_brackets(naming, mention.entries))
        if otherwise := self._otherwise(naming, number, named, entry, written):
            return otherwise
        entry, written = self._with_letters(naming.mention, entry, written)
        statement = self._build(written, entry, mention.how, mention.confidence, status, around, dose, doubt)
        if mention.how != "misspelling":
            return statement
        return self._guessed(statement, mention, around, self._is_told_otherwise(naming, number, named))

    def _is_told_otherwise(self, naming: Naming, number: int, named: Sequence[Naming]) -> bool:
        """Do brackets right behind a guess hold the name of a substance that is unknown here: "Hepatin (silymarin)"?"""
        end = naming.mention.end
        told = substance_in_brackets([token.text for token in self.tokens[end:end + 3]])
        is_known = naming.end > end or (number + 1 < len(named) and named[number + 1].mention.start == end + 1)
        return bool(told) and not is_known and not self.vocabulary.is_common(told)

    def _guessed(self, statement: MedicationStatement, mention: Mention, around: Sequence[Token],
                 is_told_otherwise: bool) -> MedicationStatement:
        """A near name as a question; one that its form or dose contradicts is no longer a guess."""
        names = tuple(dict.fromkeys(self._as_sold(near.name) for near in mention.near)) or statement.ingredients
        texts = [token.text for token in around]
        if is_told_otherwise or contradicted(statement.ingredients, statement.dose, texts):
            return MedicationStatement(statement.as_written, self.line, status=statement.status, dose=statement.dose,
                                       candidates=names, question="What is this medicine?")
        return replace(statement, candidates=names, question=f"Did you mean {names[0]}?")

    def _unknown(self, mention: Mention, written: str, status: str, dose: str) -> MedicationStatement:
        """A name that nothing here knows, with what it may hold: asked, at no tier."""
        names = tuple(dict.fromkeys(self._as_sold(near.name) for near in mention.near))
        return MedicationStatement(written, self.line, status=status, dose=dose, candidates=names,
                                   question=f"What is this medicine? Perhaps {names[0]}?")

    def _told_in_brackets(self, naming: Naming, entries: Sequence[NameEntry]) -> Sequence[NameEntry]:
        """The entries that contain what the second name says: "Anacin (paracetamol)"."""
        words = [token.text for token in self.tokens[naming.mention.end:naming.end]]
        told = [entry for entry in entries if set(words) & set(self._ingredients(entry))]
        return told or entries

    def _otherwise(self, naming: Naming, number: int, named: Sequence[Naming], entry: NameEntry, written: str
                   ) -> MedicationStatement | None:
        """A guess or a mild brand whose brackets name something harmless: "Hepatin (silymarin)"; it is asked."""
        texts = [token.text for token in self.tokens[naming.end:naming.end + 12]]
        following = named[number + 1] if number + 1 < len(named) else None
        if not following or naming.mention.how not in ("brand", "imported", "misspelling"):
            return None
        shifted = following._replace(mention=following.mention._replace(start=following.mention.start - naming.end),
                                     end=following.end - naming.end)
        if not contradicts(texts, naming._replace(end=0), shifted) or self._meaning(following.mention.entries[0]).level:
            return None
        if naming.mention.how != "misspelling" and self._meaning(entry).level == "high":
            return None
        return MedicationStatement(written, self.line, question="What is in this medicine?")

    def _as_sold(self, name: str) -> str:
        """A brand with its capital: "Did you mean Xarelto?"."""
        kinds = {entry.kind for entry in self.vocabulary.entries.get(name, ())}
        return as_sold(name) if kinds <= {"brand"} else name

    def _words_after(self, number: int, named: Sequence[Naming]) -> list[Token]:
        end = named[number + 1].mention.start if number + 1 < len(named) else len(self.tokens)
        words = []
        for token in self.tokens[named[number].end:end]:
            if token.text in ";,|" or (token.text == "." and self.line[token.end:token.end + 1] == " "):
                break
            words.append(token)
        return words

    def _words_before(self, number: int, named: Sequence[Naming]) -> list[Token]:
        start = named[number - 1].end if number else 0
        words: list[Token] = []
        for token in reversed(self.tokens[start:named[number].mention.start]):
            if token.text in _PARTING:
                break
            words.append(token)
        words.reverse()
        return words if number == 0 else words[-3:]

    def _choose(self, entries: Sequence[NameEntry]) -> tuple[NameEntry, str]:
        """The entry of the clinic's country; without one the most cautious, with a question where it matters."""
        if len(entries) == 1:
            return entries[0], ""
        weights = {entry: _weight(self._meaning(entry)) for entry in entries}
        mine = [entry for entry in entries if self.country and self.country in entry.country.split("|")]
        first = max(mine or entries, key=lambda entry: weights[entry])
        rivals = mine if mine else entries
        others = [entry for entry in rivals if self._ingredients(entry) != self._ingredients(first)]
        if first.key or all(weights[entry] == weights[first] for entry in others):
            return first, ""
        named = dict.fromkeys(" + ".join(self._ingredients(entry)) for entry in [first, *others])
        return first, f"Is it {' or '.join(list(named)[:3])}?"

    def _with_letters(self, mention: Mention, entry: NameEntry, written: str) -> tuple[NameEntry, str]:
        """Letters behind the brand of an antiplatelet or a statin that name a partner: A, ASP, CV, Gold (5.5)."""
        groups = {code[:5] for code in self._meaning(entry).atc}
        if entry.kind != "brand" or not groups & {"B01AC", "C10AA"}:
            return entry, written
        rest = [token for token in self.tokens[mention.end:mention.end + 2] if token.text != "-"]
        partners = _LETTERS.get(rest[0].text, ()) if rest else ()
        new = [partner for partner in partners if partner not in self._ingredients(entry)]
        if not new:
            return entry, written
        written = self.line[self.tokens[mention.start].start:rest[0].end]
        return entry._replace(ingredients="|".join([*new, entry.ingredients]), atc="", key=""), written

    def _ingredients(self, entry: NameEntry) -> tuple[str, ...]:
        return ingredients_of(self.vocabulary, entry.ingredients)

    def _meaning(self, entry: NameEntry, route: str = "", dose: str = "") -> Meaning:
        size = milligrams(dose)
        return meaning_of(self.vocabulary, self._ingredients(entry), route or entry.route,
                          tuple(filter(None, entry.atc.split("|"))), strong=bool(size and size >= 300))

    def _build(self, written: str, entry: NameEntry, how: str, confidence: float, status: str, around: Sequence[Token],
               dose: str = "", doubt: str = "") -> MedicationStatement:
        route = route_of(around)
        meaning = self._meaning(entry, route, dose)
        return MedicationStatement(
            as_written=written, line=self.line, ingredients=self._ingredients(entry), atc=meaning.atc,
            classes=meaning.classes, level=meaning.level, status=status, how=how, confidence=confidence, dose=dose,
            frequency=frequency_of(around, status), route=route or entry.route,
            question=doubt or (meaning.question if status in PRESENT else ""), reveals=meaning.reveals)

    def _vague(self, mention: Mention, phrase: Phrase, written: str, status: str, dose: str, around: Sequence[Token]
               ) -> MedicationStatement:
        meaning = meaning_of(self.vocabulary, phrase.ingredients, "topical" if "topical" in phrase.classes else "")
        present = status in PRESENT
        classes = phrase.classes
        if "line_flush" in classes and status == "taken":
            status = "unsure"
        return MedicationStatement(
            as_written=written, line=self.line, ingredients=phrase.ingredients,
            atc=meaning.atc if phrase.ingredients else (), classes=classes, level=phrase.level, status=status,
            how="phrase", confidence=mention.confidence, dose=dose, frequency=frequency_of(around, status),
            route=route_of(around), question=phrase.question if present else "", reveals=meaning.reveals)

    def _repeats(self, read: list[MedicationStatement], statement: MedicationStatement,
                 named: Sequence[Naming], number: int) -> bool:
        """The same medicine named again further on: "Coumadin, I mean warfarin". What is taken by either is taken."""
        if not read or not statement.ingredients or not number:
            return False
        between = [token.text for token in self.tokens[named[number - 1].end:named[number].mention.start]]
        last = read[-1]
        if any(text in (",", ";", "and", "|") for text in between) or len(between) > 8:
            return False
        if not set(statement.ingredients) <= set(last.ingredients):
            return False
        if statement.status in PRESENT and last.status not in PRESENT:
            return False
        if last.how == "misspelling" and statement.how != "misspelling":
            read[-1] = replace(last, how=statement.how, confidence=statement.confidence, candidates=(), question="")
        return True


def _weight(meaning: Meaning) -> int:
    return LEVELS.index(meaning.level)
