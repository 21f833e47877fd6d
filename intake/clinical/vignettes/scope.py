"""Whose it is and whether it is there: free words, cut into clauses with what they deny, and of whom they speak.

In doubt words count as said. A "no" takes away what is named after it in the same clause, and nothing where it belongs
to the description itself ("does not stop", "no feeling", "no relief").
"""
import re
from dataclasses import dataclass
from functools import lru_cache

DENIALS = frozenset({"no", "not", "without", "denies", "denied", "denying", "never", "nil", "none", "neither", "nor",
                     "negative"})
_ALL = frozenset({
    "symptoms", "symptom", "complaints", "conditions", "condition", "problems", "issues", "concerns", "illness",
    "illnesses", "diseases", "diagnoses", "medical", "known", "relevant", "significant", "other", "any", "of", "note",
    "history", "past", "medication", "medicines", "surgery", "surgeries", "operations", "devices", "health",
})
# A denial does not reach past these.
_ENDS = frozenset({"but", "however", "although", "though", "yet", "just", "only", "instead", "now", "with", "has",
                   "had", "still", "because", "despite"})
# Before what is denied, and of no weight of their own.
_FILLERS = frozenset({
    "a", "an", "any", "the", "of", "for", "on", "in", "from", "to", "is", "was", "has", "had", "have", "having", "been",
    "history", "hx", "known", "sign", "signs", "evidence", "symptom", "symptoms", "current", "currently", "previous",
    "prior", "past", "recent", "ever", "patient", "client", "pt", "he", "she", "they", "reports", "reported", "states",
    "scan", "doppler", "ultrasound", "test", "tested", "swab", "dimer", "d", "ct", "ctpa", "result", "results",
    "suffered", "suffering", "diagnosed", "i", "my", "there", "are", "were", "and", "or", "so",
})
# The absence of these is what is wrong, or the "no" says how it is and not whether: such words are read whole.
_KEPT = ("able", "stop", "bear", "put", "ease", "easing", "better", "feel", "sensation", "improv", "heal", "clear",
         "explain", "cause", "reason", "strength", "power", "mov", "walk", "sure", "certain", "pulse", "treat", "settl",
         "relie", "going", "gone", "just", "only", "control", "chang", "try", "inten", "expect", "respond",
         "resolv", "diagnos", "assess", "seen", "check", "investigat", "due", "longer", "more", "further", "another",
         "breathing", "breathe", "speak", "talk", "hold", "pass", "urinat", "reach", "lift", "stand", "sleep", "weight")
_KEPT_WORDS = frozenset({"breath", "speech", "vision", "sight", "urine", "go", "as", "too", "yet", "long", "much"})
# "No cause for weight loss", "no relief from chest pain": whatever follows is there.
_LACKING = ("chang", "cause", "reason", "explan", "relie", "improv", "better", "stop", "able", "let")
_TROUBLE = ("chang", "problem", "issue", "disturb", "loss", "trouble", "difficult", "concern", "symptom", "complain")
# Whatever follows the "no", these say that it was there, or is.
_AFTER_ALL = frozenset({"since", "except", "apart", "than", "again", "until", "till", "unless", "like", "this", "such",
                        "before", "worse", "recurrence", "recurrences"})
_DENIED_AT_END = re.compile(r"\b(ruled out|excluded|negative|denied|absent|none|nothing|nil|never|no|n a|na|nkda)"
                            r"(?: (?:by|on|after) (?:a )?\w+(?: \w+)?)?$")
_ADJECTIVES = ("pain", "tender", "red", "hot", "warm", "sore", "itch", "swollen", "severe", "bad", "big", "large")
_NOT_EXCLUDED = re.compile(r"\b(not|cannot|cant|t|never|yet|be) (yet )?(been |be )?(ruled out|excluded)$")
_NOT_HAVE = re.compile(r"\b(has|have|did|does|do|is)n ?t (?=(have|had|has|any|ever|got|suffer|experienc)\b)")

_FIRST_DEGREE = r"mother|father|mum|mom|mam|dad|parents?|brothers?|sisters?|siblings?|sons?|daughters?"
_OTHER_RELATIVE = (r"grand\w*|gran|granny|nan|aunt\w*|uncles?|cousins?|nephews?|nieces?|husband|wife|partner|spouse|"
                   r"friends?|neighbou?rs?|step ?\w+|in laws?")
_WHOSE = r"(?:(?:my|his|her|their|the|a|client s|patient s|both|pt s) )?"
_DEGREES = r"(?:(?:maternal|paternal|older|younger|twin|half|elder|late) )?"
_SOMEBODY = re.compile(
    rf"^{_WHOSE}{_DEGREES}(?P<who>{_OTHER_RELATIVE}|{_FIRST_DEGREE})(?P<more> in law)?"
    r"(?: s)?(?: (?:has|had|have|having|got|died|suffered|suffers|with|was|is|diagnosed|history|aged)\b|"
    r"(?= (?!\w+(?:ed|ing)\b)\w+(?: \w+){0,3}$))")
_IN_SOMEBODY = re.compile(
    rf"\bin {_WHOSE}{_DEGREES}(?P<who>{_OTHER_RELATIVE}|{_FIRST_DEGREE})(?P<more> in law)?(?: s side)?$")
# "dvt (mother)", and not "pain after lifting mother".
_OF_SOMEBODY = re.compile(
    r"^(?:(?!after|since|with|from|for|of|by|to|and|when)\w+(?<!ing)(?<!ed) ){1,2}"
    rf"(?P<who>{_OTHER_RELATIVE}|{_FIRST_DEGREE})(?P<more> in law)?$")
_SOMEBODIES = (_SOMEBODY, _IN_SOMEBODY, _OF_SOMEBODY)
_IN_FAMILY = re.compile(r"\bfamily (history|hx|members?)\b|\bfhx?\b|\bin (the |my |his |her )?family\b|^family\b")
_SAYS = re.compile(r"\b(notic\w*|say\w*|said|think\w*|thought|report\w*|told|tell\w*|saw|sees?|worr\w*|found)\b")
_SELF = re.compile(r"\b(i|me|my|myself|self|too|also|both|same|client|patient)\b")
_PAST = re.compile(r"\b(history of|hx of|h o|previous|previously|past|prior|former|formerly|survivor|free|"
                   r"(?<!years )(?<!year )old|"
                   r"(?<!not )(?<!never )(resolved|recovered)|years ago|in childhood|as a child|long ago)\b")
_PARTS = re.compile(r"[;\n]|\.(?!\w)|\bbut\b|\bhowever\b")
_COMMAS = re.compile(r",|/|\+|&|\band\b|\bplus\b|\bwith\b")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_LIST = re.compile(r"[,;\n]")
_SCOPED = re.compile(r"\b(no|not|without|den(?:ies|ied|ying)|never|nil|none|nothing|neither|negative|excluded|"
                     r"ruled out|absent|\w+n t|family|fhx?|history|previous|past|"
                     + _FIRST_DEGREE + "|" + _OTHER_RELATIVE + r")\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of what was written: the words that are `said`, and those that are `denied`, None where nothing is.

    `denies_all`: it denies everything ("none", "no symptoms"). `of_relative`: it speaks of somebody else, who is of the
    first degree, or of the family, where `of_first_degree` says so.
    `is_part`: the whole is read beside it; `is_listed`: it is one of several with commas between.
    """

    said: tuple[str, ...] = ()
    denied: tuple[str, ...] | None = None
    denies_all: bool = False
    past: bool = False
    of_relative: bool = False
    of_first_degree: bool = False
    is_part: bool = False
    is_listed: bool = False


@lru_cache(maxsize=4096)
def tokens_of(text: str) -> tuple[str, ...]:
    """The words of a text, small, without marks."""
    return tuple("".join(c if c.isalnum() else " " for c in text.lower()).split())


def clauses(text: str) -> list[Clause]:
    """The clauses of a text. The text stands whole as well, where nothing in it denies or speaks of somebody else."""
    plain = text.lower().replace("_", " ").replace("n/a", "none")
    plain = _DOTTED.sub("", plain)
    scoped = bool(_SCOPED.search(" ".join(tokens_of(plain))))
    parts = [part for whole in _PARTS.split(plain) for part in _parted(whole) if tokens_of(part)]
    if not scoped:
        listed = {tokens_of(part) for part in _LIST.split(plain)}
        more = [Clause(words, past=bool(_PAST.search(" ".join(words))), is_part=True, is_listed=words in listed)
                for words in map(tokens_of, parts)]
        return [Clause(tokens_of(plain), past=bool(_PAST.search(plain))), *(more if len(more) > 1 else ())]
    read = [_clause(" ".join(tokens_of(part))) for part in parts]
    if len(read) > 1 and not any(each.of_relative or each.denied is not None for each in read):
        # "Bleeding gums, never stops": where nothing is denied, the whole may say more than its parts.
        read.append(Clause(tokens_of(plain), past=all(each.past for each in read), is_part=True))
    return read


def _parted(text: str) -> list[str]:
    """At commas and "and"; "no chest pain, cough or fever" denies all three and stays one."""
    words = tokens_of(text)
    if words and words[0] in DENIALS and {"or", "nor"} & set(tokens_of(_COMMAS.split(text)[-1])):
        return [text]
    return _COMMAS.split(text)


def _clause(text: str) -> Clause:
    relative, is_first = _relative(text)
    past = bool(_PAST.search(text)) and not relative
    said, denied = _denied(text)
    if relative:
        return Clause(tuple(word for word in said if word not in _FILLERS), denied, False, False, True, is_first)
    weighty = tuple(word for word in said if word not in _FILLERS | DENIALS)
    if denied is None:
        return Clause(said, past=past)
    return Clause(said if weighty else (), denied, _ALL.issuperset(denied) and not weighty, past)


def _denied(text: str) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """The words said and the words denied; None where nothing is."""
    if _DENIED_AT_END.search(text) and not _NOT_EXCLUDED.search(text):
        before = tokens_of(_DENIED_AT_END.sub("", text))
        is_said = "yes" in before or (bool(before) and _is_description(before[-1:]))
        return (tokens_of(text), None) if is_said else ((), before)
    words = tokens_of(_NOT_HAVE.sub("not ", text))
    first = next((number for number, word in enumerate(words) if word in DENIALS), None)
    if first is None:
        return words, None
    last = next((number for number in range(first + 2, len(words)) if words[number] in _ENDS), len(words))
    if words[first] == "not" and words[first + 1:] and words[first + 1].startswith(_ADJECTIVES):
        last = first + 2
    span = words[first + 1:last]
    if _is_description(span):
        return words, None
    return (*words[:first], *words[last:]), span


def _is_description(span: tuple[str, ...]) -> bool:
    """Whether a "no" before these words says how something is, and not that it is not there."""
    named = [word for word in span if word not in _FILLERS] or list(span)
    if _AFTER_ALL & set(span) or any(word.isdigit() and len(word) < 4 for word in span):
        return True
    if named and named[0].startswith(_LACKING):
        return True
    if any(word.startswith(_TROUBLE) for word in named[:4]):
        return False
    return any(word.startswith(_KEPT) or word in _KEPT_WORDS for word in named[:2])


def _relative(text: str) -> tuple[bool, bool]:
    """Whether the words speak of a relative or somebody else, and whether of the first degree or the family."""
    somebody = next((found for pattern in _SOMEBODIES if (found := pattern.search(text))), None)
    if somebody and not _SAYS.search(text) and not _SELF.search(text.replace(somebody.group(0), "", 1)):
        is_other = bool(re.fullmatch(_OTHER_RELATIVE, somebody["who"])) or bool(somebody["more"])
        return True, not is_other
    if _IN_FAMILY.search(text) and not _SELF.search(_IN_FAMILY.sub("", text)):
        return True, not re.search(rf"\b({_OTHER_RELATIVE})\b", text)
    return False, False
