"""What a doctor confirmed and treats, and no rule knows: nothing until the treating team agrees.

Clinical source: scale.md#assessments.
"""
from intake.clinical.facts import Facts, TreatedCondition
from intake.clinical.screening.evidence import of_treated
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rule import Verdict


def treated(facts: Facts) -> dict[str, Verdict]:
    """A HOLD of the whole session for each rule whose suspicion was confirmed, until it is cleared."""
    by_rule: dict[str, list[TreatedCondition]] = {}
    for each in facts.treated:
        by_rule.setdefault(each.rule, []).append(each)
    return {
        rule: Verdict(Tier.HOLD, "Confirmed and treated: no massage until the treating team agrees.",
                      tuple(map(of_treated, conditions)), until_reason="until a clearance is stored")
        for rule, conditions in by_rule.items()
    }
