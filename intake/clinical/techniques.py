"""The techniques that a finding may take away, and the Walton pressure scale. Words only, no judgement."""

TECHNIQUES = {
    "deep_tissue": "deep tissue, elbow or forearm, sustained trigger-point pressure",
    "friction": "cross-fibre friction, skin rolling",
    "tapotement": "vigorous tapping or pounding",
    "percussion_device": "percussion device (massage gun)",
    "cupping": "cupping",
    "gua_sha_iastm": "gua sha and scraping tools",
    "deep_abdominal": "deep work on the belly, groin or front of the neck",
    "thrust": "spinal thrust",
    "forced_stretch": "forced end-of-range stretch",
    "hot_stones": "hot stones and strong heat",
    "compression": "firm squeezing or compression of the legs",
}
# bleeding.md#techniques-by-level: what the column "high" rules out, and what the column "moderate" does.
HIGH = frozenset(TECHNIQUES) - {"compression"}
MODERATE = HIGH - {"hot_stones"}
# advice.md#what-is-said, line of journeys and injuries: no elbow, gun, percussion or compression on the legs.
LEG_CARE = frozenset({"deep_tissue", "percussion_device", "tapotement", "compression"})

PRESSURES = ("resting hand", "light lotioning", "heavy lotioning", "medium", "strong", "deep")
PRESSURE_WORDS = tuple(f"{number}: {words}" for number, words in enumerate(PRESSURES))
