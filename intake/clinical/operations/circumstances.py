"""What is said around an operation: whether it was done, whose it was, how one was put to sleep, whether one stayed.

What would make an operation none (ahead, called off, somebody else's, denied) needs plain words for it. All patterns
read folded text (`words.fold`).
"""

import re

_UNITS = r"(?:days?|weeks?|wks?|months?|mths?|years?|yrs?|fortnights?)"
_COUNT = r"(?:an?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|couple of|few)"
_MONTHS = (r"(?:jan\w*|feb\w*|mar|march|apr|april|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|spring|summer|"
           r"autumn|winter|christmas|easter|new year)")
_WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_AHEAD = re.compile("|".join((
    r"\b(?:(?:was |were |been |got |is )?(?:cancell?ed|called off|postponed|put off|abgesagt|verschoben|annulee?"
    r"|reportee?|cancelad[ao]|annullat[ao]|adiad[ao])",
    r"wait(?:ing)? (?:list|for|on|to)|awaiting|still waiting|waiting$",
    r"on (?:the |a )?(?:wait\w* |nhs )?list|warteliste|lista (?:de|d) \w+",
    r"liste d attente|en attente|en espera|pre op for",
    r"(?:not|never|n t|havent|hasnt|not yet|yet to)(?: yet)? (?:been )?(?:done|had|have|happened)",
    r"to be (?:done|removed|replaced|operated|booked|confirmed|arranged|scheduled|fixed|decided)|"
    r"tbc|tba|provisional\w*|(?:op|operation|surgery) date|decided not to|was going to|in the new year",
    r"(?:didn t|didnt|did not)(?: (?:have|happen|go ahead|do|get)|$)|upcoming|coming up|pencill?ed in|"
    r"ahead of me|in the pipeline|"
    r"(?:down|listed|in line|lined up|put down) for|rescheduled|hopefully|pending",
    rf"next (?:week|month|year|{_MONTHS}|{_WEEKDAYS})|tomorrow|this coming",
    r"booked(?! in and)|scheduled|due (?:an? |my |to (?:have|be|get|go|undergo)|in |on |for |next |this |\d)|due$|"
    r"date (?:set|given)",
    rf"in {_COUNT} {_UNITS}(?: time)?(?! ago)|in (?:the )?(?:near future|coming \w+)",
    r"planned (?:for|in|on|next|\d)|(?<=\w )(?<!as )planned$|is planned|"
    r"geplant|steht an|prevu\w*|programad\w+|prevista?|programmat\w+",
    r"(?:will|might|may|shall|ll|going to|gonna|about to|likely to|supposed to|hoping to|want(?:s|ed)? (?:me )?to|"
    r"would like to|have to|has to|ought to|should|meant to|plan(?:ning)? to) "
    r"(?:be (?!\d)|have (?!been|had|torn|\w+ed\b)|need |do |get |undergo |go )",
    r"need(?:s|ing)? (?:an? |my |the |to |doing|new|it|both|surg|hip|knee|heart|back|replac|op)",
    r"(?:having|getting) (?:it|my|the|an?|this|that|new|both) .{0,80}(?:soon|on the|in (?:the|a|\d)|next|tomorrow)",
    r"refused(?! to (?:heal|close|work))|declin\w+|turned (?:it )?down|decided against|thinking (?:about|of)|"
    r"consider\w*|offered|recommend\w*",
    r"discuss\w+|referred for|being assessed for|if i need|in case i need|candidate for|^to have",
    r"(?:seeing|see|consult\w*|talk\w*|spoke|appointment) (?:[a-z]+ ){0,3}(?:about|regarding))\b",
)))
# Said for certain of the past, in the same words.
_DONE = re.compile(
    rf"\b(?:had(?! to\b)|went ahead|ago|last (?:week|month|year|{_MONTHS}|{_WEEKDAYS})|"
    rf"since (?:then|19|20|{_MONTHS})|yesterday|already|in (?:19|20)\d\d|"
    r"(?:was|were|got|all|then|finally|eventually|both) done|done (?:in|on|at|last|a|by|now|this|early|late|\d)|"
    r"operiert|opere|operado|operata)\b")
_NOT_HAD = re.compile(r"\b(?:(?:not|never|n t|havent|hasnt|not yet)(?: yet)? (?:been )?had|"
                      r"(?:supposed|meant|due|going|was) to (?:have )?(?:had|been)|had been)\b")
_ONLY_DONE = re.compile(r"^(?:(?:it|but|was|then|now|all|has|have|been|is) )*done\b")
_DATED = re.compile(rf"\b(?:(?:19|20)\d\d|ago|{_MONTHS}|yesterday|done)\b")
_DATE_WORD = re.compile(rf"(?:{_MONTHS}|{_WEEKDAYS}|\d+(?:st|nd|rd|th))")
_BESIDE = frozenset(
    "a an and the it is was be been now just only still again twice once times so far for of on in at by to due not "
    "yet op operation surgery date covid nhs this week month year privately hospital surgeon they them because i am m "
    "s".split())
_RELATIVE = (
    r"(?:husband|wife|hubby|partner|spouse|mum|mom|mother|mummy|dad|father|daddy|parents?|son|daughter|sons|daughters|"
    r"brother|sister|bro|sis|aunt|auntie|uncle|cousin|niece|nephew|gran|nan|nana|granny|grandma|grandmother|grandad|"
    r"granddad|grandpa|grandfather|grandson|granddaughter|boyfriend|girlfriend|fiancee?|friend|flatmate|neighbour|"
    r"neighbor|boss|colleague|child|kid|kids|children|dog|cat|horse|mari|femme|mere|pere|fils|fille|mann|frau|ehemann|"
    r"ehefrau|mutter|vater|sohn|tochter|marido|esposa|esposo|mujer|madre|padre|hijo|hija|marito|moglie|figlio|figlia|"
    r"mae|pai|filho|filha|irmao|irma|bruder|schwester|frere|soeur|hermano|hermana|fratello|sorella)")
_MY = r"(?:my|our|an?|the|his|her|mon|ma|mein\w*|mi|mio|mia|meu|minha)"
_OTHERS = re.compile(
    rf"^(?:(?:it|that|this) (?:was|is) |was |for |only )*(?:{_MY} )?(?:late |ex |step |older |younger |twin )?"
    rf"{_RELATIVE}(?: in law)?(?: s)?\b"
    r"(?! (?:and i|gave|donat|says?|said|thinks|reckons|told|drove|took|helped|is my))")
_ONLY_OTHERS = re.compile(
    rf"^(?:(?:it|that|was|is|for|only|not me|of|on|{_MY}) )*{_RELATIVE}(?: in law)?(?: s)?"
    r"(?: only| not me| not mine| again)?$")
_MY_RELATIVE = re.compile(rf"^(?:it was |was |for )?(?:my|our) {_RELATIVE}(?: in law)?(?: s)?$")
_OF_OTHERS = re.compile(rf"\b(?:of|on|for|de|von|di|da|del) {_MY} {_RELATIVE}(?: s)?$")
_OWN = re.compile(r"\b(?:i|ive|im|me|mine|myself|own)\b")
_CHILDS_BIRTH = re.compile(
    r"\b(?:born|birth|deliver\w*)\b|(?:son|daughter|child|kid|baby)s?(?: s)?(?: (?:by|was|via))")
_DENIED = re.compile(
    r"^(?:i )?(?:no|not|never|nil|kein\w*|pas d|pas de|aucune?|nessun\w*|ningun\w*|nenhum\w*|nunca|jamais|haven t|"
    r"havent|have not|without)\b(?! (?:longer|more|problem))")
_NONE = re.compile(
    r"(?:(?:i ve|i have|ive|i|has|have|had|there (?:were|have been)|that i know of|so far|to date|known) ?)*"
    r"(?:none|no|nil|n a|na|nothing|never|zero|keine|aucune?|ninguna|nessuna|nenhuma|not applicable|nope)"
    r"(?: (?:had|have|any|an?|op|ops|operations?|surger(?:y|ies)|procedures?|at all|ever|so far|yet|previous|past|"
    r"recent|known|to date|major|other|in the last year|this year|"
    r"operationen|operation|operaciones|operazioni|cirurgias?|"
    r"thanks|been operated|or|and))*")

_GENERAL = re.compile(
    r"\b(?:ga|general an\w+|under general|under an\w+|full an\w+|eua|put (?:me |him |her )?(?:to sleep|under|out)|"
    r"put fully|knocked (?:me )?out|went under|was under|asleep|while sleeping|intubat\w+|vollnarkose|narkose|"
    r"anesthesie generale|anestesia gener\w+|anestesia geral)\b|\bgeneral$|\bgeneral not (?:a )?local")
_REGIONAL = re.compile(
    r"\b(?:spinal (?:an\w+|block)|under (?:a )?spinal|with (?:a )?spinal|epidural|regional an\w+|"
    r"(?:nerve|axillary|plexus|arm|foot|ankle) block|ruckenmarksnarkose|spinalan\w+|peridural\w*)\b")
_SEDATION = re.compile(
    r"\b(?:sedat\w+|twilight|sediert|dammerschlaf|sedacion|sedazione|sedacao|midazolam|propofol)\b")
_LOCAL = re.compile(
    r"\b(?:under local|local an\w+|with local|just local|only local|lokal\w*|anesthesie locale|anestesia locale?|"
    r"local only|la only|numbed|was awake|while awake)\b")
_UNLESS = re.compile(
    r"\b(?:no|not|without|n t|wasn t|rather than|instead of|ohne|sans|sin|senza|sem)"
    r"(?: (?:a|an|any|under|put|fully|have|had|need|needed|the|me))* $")
_STAYED = re.compile(
    r"\b(?:stayed (?:in|over|for|\d|one|two|three|four|five|six|seven|the)|overnight|in ?patient|"
    r"(?:\d+|one|two|three|four|five|six|seven|ten|few|couple of|some) (?:nights?|days?|weeks?) (?:in|inpatient|stay)|"
    r"kept (?:me )?in|admitted|in hospital (?:for|a|\d|one|two|three)|intensive care|icu|itu|stationar|"
    r"hospitali[sz]ed|hospitalise|hospitalizad\w+|ricoverat\w+)\b")
_HOME = re.compile(
    r"\b(?:day (?:case|surgery|patient|op|operation|procedure|unit)|daycase|same day|"
    r"home (?:that|the same) (?:day|evening|afternoon|night)|out ?patient|in and out|ambulant|ambulatoire|"
    r"ambulatori\w+)\b")


def is_ahead(part: str) -> bool:
    """Whether it lies ahead, was called off or refused. "Planned" alone is said of what was done as well."""
    if not _AHEAD.search(part):
        return False
    return not _DONE.search(_NOT_HAD.sub(" ", _AHEAD.sub(" ", part)))


def is_ahead_alone(part: str) -> bool:
    """Whether it says that something lies ahead and nothing else, so that it speaks of what stands before it."""
    rest = _AHEAD.sub(" ", part).split()
    return all(word.isdigit() or word in _BESIDE or _DATE_WORD.fullmatch(word) for word in rest)


def is_done(part: str) -> bool:
    """Whether it says of what stands before it that it was done in the end."""
    return bool(_DONE.search(part) or _ONLY_DONE.search(part)) and not is_ahead(part)


def is_dated(part: str) -> bool:
    """Whether a time stands in it, or that it was done."""
    said = _NOT_HAD.sub(" ", part)
    return bool(_DATED.search(said) or _DONE.search(said))


def is_somebody_elses(part: str, category: str) -> bool:
    """Whether the part begins with a relative, or ends with whose it was; not the birth of one's own child."""
    if _OWN.search(part) or not (_OTHERS.search(part) or _OF_OTHERS.search(part)):
        return False
    return not (category == "caesarean" and _CHILDS_BIRTH.search(part))


def names_somebody_else_alone(part: str) -> bool:
    """Whether it says only whose it was: "(my husband)"."""
    return bool(_ONLY_OTHERS.search(part))


def begins_with_somebody_else(part: str) -> bool:
    """Whether it only says "my mother", so that what follows is hers."""
    return bool(_MY_RELATIVE.search(part))


def speaks_of_oneself(folded: str) -> bool:
    """Whether "I", "me" or "mine" stand in it."""
    return bool(_OWN.search(folded))


def is_denied(part: str) -> bool:
    """Whether it begins with a no: "never had a hip replacement"."""
    return bool(_DENIED.search(part))


def says_none(folded: str) -> bool:
    """Whether the whole says that there was none."""
    return bool(_NONE.fullmatch(folded))


def without_stay(folded: str) -> str:
    """The words without "day surgery", "home the same day" and the like, which name no operation."""
    return " ".join(_HOME.sub(" ", folded).split())


def was_put_to_sleep(folded: str) -> bool:
    """Whether a general anaesthetic was given, or a regional one."""
    return _is_said(_GENERAL, folded) or _is_said(_REGIONAL, folded)


def was_under_general(folded: str) -> bool:
    """Whether a general anaesthetic was given."""
    return _is_said(_GENERAL, folded)


def was_sedated(folded: str) -> bool:
    """Whether a sedative was given."""
    return _is_said(_SEDATION, folded)


def setting_in(folded: str) -> str:
    """ "inpatient", "day_case", "local_anaesthetic" or "" as the words say it; of two the more serious."""
    if _is_said(_STAYED, folded):
        return "inpatient"
    if _is_said(_HOME, folded):
        return "day_case"
    return "local_anaesthetic" if _is_said(_LOCAL, folded) else ""


def _is_said(pattern: re.Pattern[str], folded: str) -> bool:
    return any(not _UNLESS.search(folded[max(0, found.start() - 40):found.start()])
               for found in pattern.finditer(folded))
