"""Taken again, or taken otherwise now: "came off it in 2018 but back on it", "no longer 5 mg, now 3 mg"."""
from intake.clinical.medicines.line_map import FARTHEST, LineMap

_AGAIN = frozenset("restarted resumed recommenced reinstated reintroduced rebegun repris reprise reanudado reanudada "
                   "ripreso ripresa retomei retomado wieder hervat weer igjen igen aterupptagit znowu ponownie dobara "
                   "recommence reempece".split())
_PAIRS = frozenset({("back", "on"), ("started", "again"), ("begun", "again"), ("on", "again"), ("take", "again"),
                    ("taking", "again"), ("de", "nouveau"), ("de", "nuevo"), ("otra", "vez"), ("di", "nuovo"),
                    ("de", "novo"), ("phir", "se"), ("put", "back"), ("gone", "back")})
_IT = frozenset({"it", "them", "this", "that"})
_NOW = frozenset("now currently only".split())
_HOW = frozenset("in at once twice daily half mornings evenings nights every each weekly less more reduced lower "
                 "higher down up".split())
_NEVER = frozenset("not never nie nunca mai jamais nooit aldrig aldri".split())


def is_resumed(places: LineMap, number: int) -> bool:
    """Do the words behind a medicine, up to the next one, say that it is taken again or in another way?"""
    end, following = places.spans[number][1], places.following(number)
    texts = places.texts[end:min(following, end + FARTHEST)]
    is_last = following == len(places.texts)
    for index, text in enumerate(texts):
        after, behind = texts[index + 1:index + 2], texts[index + 2:index + 3]
        if not _NEVER.isdisjoint(texts[max(0, index - 2):index]):
            continue
        if text in _NOW and after and (after[0][0].isdigit() or after[0] in _HOW):
            return is_last or "," in texts[index:]
        if text in _AGAIN or (text, *after) in _PAIRS:
            left = texts[index + 1:] if text in _AGAIN else behind
            if is_last or (left and (left[0] in _IT or "," in left)):
                return True
    return False
