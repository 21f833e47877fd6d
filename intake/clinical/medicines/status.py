"""What a line says about a medicine besides its name: taken, stopped, somebody else's. Trigger words with a scope.

The idea is that of NegEx and ConText (reading-medicines.md#who-takes-it-and-when): a trigger reaches forward or back
until its scope ends. When in doubt the medicine stays present and the line gets a question.
"""
from collections.abc import Sequence

from intake.clinical.medicines.dosage import PIECES, UNITS
from intake.clinical.medicines.folding import Token
from intake.clinical.medicines.times import when_stopped
from intake.clinical.medicines.triggers import HARD, Trigger, break_between, find_triggers, reply_behind

_SOFT = frozenset(",/+&()[]{}")
# The strongest statement about a medicine wins.
_ORDER = ("allergy", "other_person", "not_taken", "on_hold", "past", "recently_stopped", "planned", "unsure",
          "as_needed", "taken")
_ENDS = frozenset({"end", "except", "taken", "exchange"})
_DENIES = frozenset({"no", "stopped", "not", "never"})
_JOINED = frozenset({"and", "or", "plus"}) | UNITS | PIECES
_ABSENT = frozenset({"not_taken", "past", "allergy", "planned", "stopped", "left_out"})
_DATED = frozenset({"stopped", "past", "left_out"})
_WHEN_LINK = frozenset({"since", "when", "because", "after", "by", "from", "with", "like", "told", "says", "and"})
# Behind another medicine these begin a statement of their own: "not on warfarin, on rivaroxaban".
_TAKES_UP = frozenset({"on", "with", "taking", "take", "takes", "using"})
_SETTING = frozenset({"on", "with", "about", "despite"})
_OWN = frozenset({"my", "the", "a", "her", "his", "daily", "old"})
# Between a denial and "on" these belong to the denial: "never been on warfarin", not "never had a bleed on warfarin".
_HELPING = frozenset("been ever currently now put yet actually really started going go presently still any of us them "
                     "in my the family not or nor that i is am are was were".split())
# After a comma these go on about the medicine before it: ", stopped last week"; other words about something else.
_GOES_ON = frozenset("it them that this taking using taken needed required last in on since because by after due for "
                     "when the my now and but so yesterday today recently as any one two three some until before at "
                     "day week fortnight month year while few couple more longer anymore then".split())
_OLD = frozenset({"previous", "past", "former", "history", "hx", "h"})
_MEDICINES = frozenset("medications medication meds medicines medicine drugs tablets treatment prescriptions use of "
                       "list anticoagulation".split())
_WITH_DOSE = frozenset("from on starting as daily once twice a day one two and".split()) | UNITS | PIECES


class Scopes:
    """The statuses of the medicines in one line."""

    def __init__(self, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> None:
        self.tokens = tokens
        self.spans = spans
        taken = [False] * len(tokens)
        for start, end in spans:
            taken[start:end] = [True] * (end - start)
        # An answer behind a name says nothing about its neighbours.
        self.denied: set[int] = set()
        for number, (_, end) in enumerate(spans):
            answer = reply_behind(tokens, end)
            if answer.end:
                taken[end:answer.end] = [True] * (answer.end - end)
                if answer.denies:
                    self.denied.add(number)
        self.triggers = find_triggers(tokens, taken)

    def status(self, number: int, has_dose: bool) -> str:
        """The status of the medicine at `spans[number]`."""
        start, end = self.spans[number]
        said = {self._forward(trigger, start, has_dose) for trigger in self.triggers if trigger.end <= start}
        said |= {self._backward(trigger, number) for trigger in self.triggers if trigger.start >= end}
        said.discard("")
        if number in self.denied:
            said.add("not_taken")
        said = {self._dated(status, start, end) for status in said}
        if "unsure" in said and said & {"past", "not_taken", "planned", "recently_stopped"}:
            return "unsure"
        strongest = min(said, key=_ORDER.index) if said else "taken"
        return "unsure" if strongest == "taken" and self._after_no(number) else strongest

    def status_of_line(self) -> str:
        """The status of a line in which no name was found: what its first trigger says."""
        for trigger in self.triggers:
            if trigger.status in _ORDER or trigger.status in _DATED:
                return self._dated(trigger.status, 0, 0)
        return "taken"

    def _after_no(self, number: int) -> bool:
        """Does the line begin with no or stopped, and nothing since then clearly ends that? Then it is in doubt."""
        while number and all(token.text in _JOINED or not token.is_word
                             for token in self.tokens[self.spans[number - 1][1]:self.spans[number][0]]
                             ) and not break_between(self.tokens, self.spans[number - 1][1], self.spans[number][0]):
            number -= 1
        start = self.spans[number][0]
        first = next((index for index, token in enumerate(self.tokens) if token.is_word), 0)
        if number or self.tokens[first].text not in _DENIES or break_between(self.tokens, 0, start) == "hard":
            return False
        return not any(self._clears(trigger, first) for trigger in self.triggers if trigger.end <= start)

    def _clears(self, trigger: Trigger, first: int) -> bool:
        """"No blood thinners except ...", "no problems with ...", "no allergies, ..."; not "no only ..."."""
        if trigger.status == "except":
            return trigger.start > first + 1
        return trigger.start == first and trigger.status in ("taken", "end")

    def _forward(self, trigger: Trigger, start: int, has_dose: bool) -> str:
        if trigger.status in ("end", "self") or trigger.reach == "backward":
            return ""
        parted = break_between(self.tokens, trigger.end, start)
        if parted == "hard" or self._ended(trigger, start) or self._in_brackets(trigger, start):
            return ""
        if trigger.reach == "close" and self._other_words(trigger.end, start, _WITH_DOSE):
            return ""
        if trigger.status == "exchange":
            return "past" if self._word_before(start) == "from" else ""
        status = "taken" if trigger.status == "except" else trigger.status
        if parted == "soft":
            return self._over_a_comma(trigger, status, start, has_dose)
        if trigger.reach == "both" and self._is_behind_another(trigger, start):
            return ""
        return "unsure" if self._about_something_else(trigger, start) else status

    def _in_brackets(self, trigger: Trigger, start: int) -> bool:
        """"digoxin (stopped), warfarin": words in brackets behind a medicine speak of that one."""
        opened = next((i for i in range(trigger.start - 1, -1, -1) if self.tokens[i].text in "()"), -1)
        if opened < 0 or self.tokens[opened].text != "(" or not any(b <= opened for _, b in self.spans):
            return False
        return any(self.tokens[i].text == ")" for i in range(trigger.end, start))

    def _about_something_else(self, trigger: Trigger, start: int) -> bool:
        """"never had a bleed on warfarin": what is denied stands between, and the medicine is only its setting."""
        before = self.tokens[start - 1].text
        if trigger.status == "other_person":
            # "my partner injects my warfarin", "my daughter fills my box: warfarin"
            colon = next((i for i in range(trigger.end, start) if self.tokens[i].text == ":"), 0)
            return before == "my" or self._other_words(trigger.end, colon, frozenset({"law", "s"}))
        if self.tokens[trigger.start].text in _OLD:
            return self._other_words(trigger.end, start, _MEDICINES)
        word = self._word_before(start)
        if word not in _SETTING:
            return False
        at = max(i for i in range(start) if self.tokens[i].text == word)
        return self._other_words(trigger.end, at, frozenset())

    def _other_words(self, start: int, end: int, besides: frozenset[str]) -> bool:
        return any(self.tokens[i].is_word and self.tokens[i].text not in _HELPING | besides and not any(
            a <= i < b for a, b in self.spans) for i in range(start, end))

    def _over_a_comma(self, trigger: Trigger, status: str, start: int, has_dose: bool) -> str:
        if has_dose or status in ("as_needed", "unsure", "taken"):
            return ""
        if status in ("not_taken", "allergy") and not any(trigger.end <= a < start for a, _ in self.spans):
            behind = self.tokens[trigger.end].text if trigger.end < start else ""
            return status if behind in ":-" else "unsure"
        bare_not = trigger.end - trigger.start == 1 and self.tokens[trigger.start].text == "not"
        return "unsure" if bare_not or status in ("stopped", "past", "planned", "on_hold") else status

    def _word_before(self, start: int) -> str:
        """The word before a place, without "my" and the like."""
        index = start - 1
        while index > 0 and self.tokens[index].text in _OWN:
            index -= 1
        return self.tokens[index].text if index >= 0 else ""

    def _taken_up(self, trigger: Trigger, start: int) -> bool:
        """Another medicine lies between, and "on", "with", "taking" begin again; not after "or"."""
        if trigger.status == "other_person" or self._word_before(start) not in _TAKES_UP or not any(
                trigger.end <= a and b < start for a, b in self.spans):
            return False
        at = max(i for i in range(start) if self.tokens[i].text in _TAKES_UP)
        return self.tokens[at - 1].text not in ("or", "nor")

    def _is_behind_another(self, trigger: Trigger, start: int) -> bool:
        """"warfarin stopped, aspirin": a word that ends its part of the list speaks of the medicine before it."""
        follows = any(trigger.end <= a < start for a, _ in self.spans)
        before = [b for _, b in self.spans if b <= trigger.start]
        return not follows and bool(before) and not break_between(self.tokens, before[-1], trigger.start) and (
            self._next_words_part(trigger.end, start))

    def _next_words_part(self, end: int, start: int) -> bool:
        return any(self.tokens[i].text in _SOFT for i in range(end, start))

    def _ended(self, trigger: Trigger, start: int) -> bool:
        for other in self.triggers:
            if trigger.end <= other.start and other.end <= start:
                if trigger.status == "other_person":
                    if other.status == "self":
                        return True
                elif other.status in _ENDS or (other.status == "self" and trigger.status != "unsure") or (
                        other.status != trigger.status and other.reach != "backward"
                        and other.status not in ("self", "unsure", "as_needed")):
                    return True
        return self._switched_away(trigger, start) or self._taken_up(trigger, start)

    def _switched_away(self, trigger: Trigger, start: int) -> bool:
        """"switched from warfarin to eliquis": what comes after "to" is taken."""
        return self.tokens[trigger.end - 1].text == "from" and any(
            token.text in ("to", "onto") for token in self.tokens[trigger.end:start])

    def _backward(self, trigger: Trigger, number: int) -> str:
        if trigger.reach == "forward" or trigger.status in ("end", "self", "except"):
            return ""
        end = self.spans[number][1]
        following = self.spans[number + 1][0] if number + 1 < len(self.spans) else len(self.tokens)
        if trigger.start >= following or break_between(self.tokens, end, trigger.start) == "hard":
            return ""
        if trigger.status == "exchange":
            return "stopped" if number + 1 < len(self.spans) and following - trigger.end <= 2 else ""
        if trigger.reach == "person":
            return trigger.status if self._belongs(trigger, end) else ""
        if trigger.reach == "close" and any(
                token.is_word and token.text not in _WITH_DOSE for token in self.tokens[end:trigger.start]):
            return ""
        # "warfarin, stopped aspirin": a word with a medicine after it in the same part speaks of that one.
        if following < len(self.tokens) and trigger.reach == "both" and not self._parts(trigger.end, following):
            return ""
        return "unsure" if self._goes_elsewhere(trigger, end) else trigger.status

    def _goes_elsewhere(self, trigger: Trigger, end: int) -> bool:
        """"warfarin, quit smoking last year", "warfarin, never had a bleed": said of something else."""
        if trigger.status not in _ABSENT or break_between(self.tokens, end, trigger.start) != "soft":
            return False
        after = [token for token in self.tokens[trigger.end:trigger.end + 2] if token.text not in ("a", "an")]
        return bool(after) and after[0].is_word and after[0].text not in _GOES_ON

    def _parts(self, start: int, end: int) -> bool:
        return any(self.tokens[i].text in ",;()[]|-:" or self.tokens[i].text in ("and", "but")
                   for i in range(start, end)) or bool(break_between(self.tokens, start, end))

    def _belongs(self, trigger: Trigger, end: int) -> bool:
        between = [token.text for token in self.tokens[end:trigger.start]]
        after = self.tokens[trigger.end].text if trigger.end < len(self.tokens) else ""
        return not _WHEN_LINK.intersection(between) and len(between) <= 6 and (not after or after in ").,;]'")

    def _dated(self, status: str, start: int, end: int) -> str:
        return when_stopped(status, self._part(start, end)) if status in _DATED else status

    def _part(self, start: int, end: int) -> list[str]:
        """The words around a medicine, up to a hard break and to the next medicine."""
        low, high = start, end
        while low > 0 and self.tokens[low - 1].text not in HARD:
            low -= 1
        while high < len(self.tokens) and self.tokens[high].text not in HARD and not any(
                a == high for a, _ in self.spans):
            high += 1
        return [token.text for token in self.tokens[low:high]]
