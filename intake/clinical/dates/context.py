"""Words that mean a date in one place and something else in another: "fall", "may", "sat", "due", "sept", "m"."""

from collections.abc import Callable, Sequence

from intake.clinical.dates.lexicon import LEXICON
from intake.clinical.dates.slips import LONG_NAMES, UNITS, nearest
from intake.clinical.dates.tokens import END, Token

Around = tuple[Token, Token, Token]
"""The token before, the word itself, the token after."""
_ROMANCE_UNITS = frozenset("jour jours semaine semaines mois ans annee annees heures giorno giorni settimana settimane "
                           "mese mesi anno anni dia dias semanas meses anos".split())
_LETTERS = frozenset("d w m y h mo mos min mins".split())
_SHORT = 5
"""Letters of the longest word that is too short for a slip to be told from another word."""
_LETTERS_ELSE = {"y": "AND", "d": "OF"}
_SHORT_DAYS = frozenset("mon tue wed thu fri sat sun thur".split())
_LEADS = frozenset("END SEP LAST THIS NEXT SINCE PERIOD AND TO BUT UNTIL INTIME IN EARLY MID LATE BETWEEN EVERY "
                   "FOR PAST".split())
_ENDS = frozenset("OF LAST MONTH REL NUM UNIT FEAST ART AND".split())
_PARTED = frozenset("OF MONTH UNIT HALF QUARTER WEEKDAY END SEP NUM WEEKEND FEW".split())


def in_context(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each word of two meanings taken as its neighbours have it; else it is a word like any other."""
    whole = [END, *tokens, END]
    result: list[Token] = []
    for at, token in enumerate(tokens, 1):
        before = result[-1] if result else END
        result.append(_meaning((before, token, whole[at + 1])))
    return result


def _meaning(around: Around) -> Token:
    _, token, _ = around
    if token.kind == "WORD" and len(token.word) > 2:
        return _respelt(around)
    judge = _JUDGES.get(token.word)
    if judge is None and token.word in _LETTERS | _SHORT_DAYS:
        judge = _after_a_number if token.word in _LETTERS else _as_a_weekday
    return judge(around) if judge is not None else token


def _respelt(around: Around) -> Token:
    """A slip in a unit before "ago", or in a long name of a day or month."""
    before, token, after = around
    if before.kind in ("NUM", "FEW", "COUPLE", "ART") and after.kind == "AGO":
        meant = nearest(token.word, UNITS, 2)
    else:
        meant = nearest(token.word, LONG_NAMES, 1) if len(token.word) > _SHORT else None
    return Token(*LEXICON[meant], meant) if meant else token


def _plain(token: Token) -> Token:
    return Token("WORD", 0, token.word)


def _after_a_number(around: Around) -> Token:
    before, token, _ = around
    is_counted = before.kind in ("NUM", "FRACTION", "DECIMAL", "PLUS", "FEW") or before.word == "couple of"
    return token if is_counted else Token(_LETTERS_ELSE.get(token.word, "WORD"), 0, token.word)


def _as_a_weekday(around: Around) -> Token:
    before, token, after = around
    is_led = before.kind in _LEADS or before.word in ("on", "am", "the")
    is_ended = after.kind not in ("WORD", "ART", "OF", "AT", "THE") or before.kind in ("LAST", "SINCE", "NEXT")
    return token if is_led and is_ended else _plain(token)


def _fall(around: Around) -> Token:
    before, token, after = around
    if after.kind in ("YEAR", "YY") or before.kind in _LEADS - {"END", "SEP", "SINCE", "FOR", "BUT"}:
        return token
    is_alone = before.kind in ("END", "SEP") and after.kind in ("END", "SEP", "AND", "TO")
    return token if is_alone else _plain(token)


def _ete(around: Around) -> Token:
    before, token, after = around
    is_season = after.kind in ("YEAR", "POSTLAST", "END", "NEXT") or before.kind in _LEADS - {"END", "SEP"}
    return token if is_season or before.word in ("l", "d") else _plain(token)


def _sept(around: Around) -> Token:
    before, token, after = around
    is_seven = after.word in _ROMANCE_UNITS or before.word in ("dix", "vingt", "soixante")
    return Token("NUM", 7, token.word) if is_seven else Token("MONTH", 9, token.word)


def _dez(around: Around) -> Token:
    return Token("NUM", 10, "dez") if around[2].word in _ROMANCE_UNITS else around[1]


def _number_of(kind: str, value: float) -> Callable[[Around], Token]:
    """A number where a unit of a Romance language follows, else what the word is in English or German."""
    def judge(around: Around) -> Token:
        _, token, after = around
        return Token("NUM", value, token.word) if after.word in _ROMANCE_UNITS else Token(kind, 1, token.word)
    return judge


def _an(around: Around) -> Token:
    before, token, after = around
    if after.kind == "POSTLAST" or before.kind == "NUM":
        return token
    return Token("ART", 1, token.word)


def _ate(around: Around) -> Token:
    _, token, after = around
    return token if after.kind in _ENDS else _plain(token)


def _place(around: Around) -> Token:
    """"First", "second": a day of a month or a part, no date before other words."""
    before, token, after = around
    is_place = after.kind in _PARTED
    return token if is_place and before.kind != "WORD" or after.kind == "MONTH" else _plain(token)


def _back(around: Around) -> Token:
    before, token, _ = around
    return Token("AGO", 0, token.word) if before.kind in ("UNIT", "ISH", "WEEKEND", "NUM", "PLUS") else _plain(token)


def _out(around: Around) -> Token:
    before, token, after = around
    return token if before.kind == "UNIT" and after.kind in ("END", "SEP", "OF", "SINCE") else _plain(token)


_JUDGES: dict[str, Callable[[Around], Token]] = {
    "fall": _fall, "ete": _ete, "sept": _sept, "dez": _dez, "an": _an, "ate": _ate, "back": _back, "out": _out,
    "due": _number_of("AHEAD", 2), "once": _number_of("WORD", 11), "sei": _number_of("WORD", 6),
    "first": _place, "second": _place, "third": _place, "premier": _place, "primo": _place, "erste": _place,
}
