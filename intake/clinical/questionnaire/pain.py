"""Pain, warning signs today, consent. Intensity is the 0–10 numeric rating scale (NRS, LOINC 72514-3).

Clinical source: evidence.md#recording-pain.
"""

from intake.clinical.questionnaire.shape import (
    SIDES,
    Group,
    Kind,
    Option,
    Question,
    Repeat,
    Section,
    follow_ups,
    opened_by,
    options,
    yes_no,
)

SITES = options(
    head="Head", face="Face", jaw="Jaw", neck="Neck", shoulder="Shoulder", upper_arm="Upper arm", elbow="Elbow",
    forearm="Forearm", wrist="Wrist", hand="Hand", arm="Whole arm", chest="Chest", upper_back="Upper back",
    mid_back="Middle back", lower_back="Lower back", flank="Side, below the ribs", abdomen="Belly", hip="Hip",
    groin="Groin", buttock="Buttock", thigh="Thigh", knee="Knee", shin="Shin", calf="Calf", ankle="Ankle", foot="Foot",
    leg="Whole leg",
)
"""Places by the codes of `clinical.body`."""
BACK = ("lower_back", "mid_back", "upper_back")


def nrs(key: str, label: str) -> Question:
    """A pain intensity, whole number 0 (none) to 10 (worst imaginable)."""
    return Question(key, label, Kind.NUMBER, lowest=0, highest=10, unit="0–10", whole=True)


PAINS = Repeat("pains", "Where it hurts", "pain", (
    Question("site", "Where", Kind.CHOICE, SITES),
    *follow_ups(opened_by("site", *BACK), yes_no("after_fall", "After a fall?")),
    *follow_ups(opened_by("site", "foot"), yes_no("at_rest", "At rest or at night too?")),
    Question("side", "Side", Kind.CHOICE, (*SIDES[:3], Option("middle", "Middle"))),
    nrs("now", "Now"),
    nrs("average", "Average, last 7 days"),
    nrs("worst", "Worst, last 7 days"),
    Question("frequency", "How often", Kind.CHOICE, options(
        never="Never", some_days="Some days", most_days="Most days", every_day="Every day")),
    Question("quality", "What it is like", Kind.CHOICES, options(
        aching="Aching", cramping="Cramping", numb="Numb", weak="Weak", burning="Burning", throbbing="Throbbing",
        stabbing="Stabbing", tingling="Tingling", dull="Dull", sharp="Sharp", stiff="Stiff", heavy="Heavy")),
    Question("since", "Since when", Kind.DATE),
    Question("cause", "What brought it on", Kind.CHOICE, options(
        unexplained="Nothing I know of", exercise="Exercise", injury="An injury",
        known_condition="A condition a doctor has named")),
    Question("words", "In your own words", limit=500),
    Question("eases", "What eases it", limit=200),
    Question("worsens", "What makes it worse", limit=200),
    *follow_ups(opened_by("cause", "known_condition"),
                Question("cause_name", "Which condition, if a doctor has named one", limit=200)),
    yes_no("assessed", "Has a doctor seen it?"),
), "Add one for each place.", "pains_any", "Any pain now or in the last week?")

PAIN = Section("pain", "Pain", "Where, how much, how often.", (PAINS,))


def sign(code: str, label: str) -> Question:
    """A warning sign today; its key is "sign_" and the symptom code."""
    return yes_no(f"sign_{code}", label)


def sided_sign(code: str, label: str) -> Question:
    """A warning sign that has a side: "left", "right", "both", "no", or "" for not asked."""
    return Question(f"sign_{code}", label, Kind.CHOICE, options(left="Left", right="Right", both="Both", no="No"))


SIGNS = (
    Group("Legs", (
        sided_sign("leg_swelling", "Leg or calf swollen"),
        sided_sign("leg_warmth", "Leg warmer than it should be"),
        sided_sign("leg_redness", "Leg red or darker than it should be"),
        sided_sign("leg_tenderness", "Calf or thigh sore along a vein, or new veins showing"),
        sided_sign("leg_weakness_or_foot_drop", "New weakness of a leg, or a foot that drops"),
        sided_sign("limb_cold_pale_sudden", "Limb or toes suddenly cold, pale, blue or numb"),
        sided_sign("tense_muscle_severe_pain", "Hard, tense muscle with severe pain after injury, cast or effort"),
        sided_sign("cannot_bear_weight", "Cannot put weight on a leg after an injury"),
    )),
    Group("Arms and neck", (
        sided_sign("arm_swelling", "Arm swollen, blue or heavy"),
        sided_sign("neck_swelling", "Side of the neck swollen"),
    )),
    Group("Breathing and chest", (
        sign("new_breathlessness", "New or worse breathlessness"),
        sign("chest_pain", "Chest pain"),
        sign("coughing_blood", "Coughing blood"),
        sign("collapse", "Fainting or collapse"),
    )),
    Group("Head, face, back", (
        sign("sudden_severe_headache", "Sudden severe headache"),
        sign("neck_pain_with_dizziness_or_vision_change", "Neck pain with dizziness or a change in sight"),
        sign("face_arm_speech_change", "Face drooping, weak arm or trouble speaking"),
        sign("saddle_numbness", "Numbness between the legs"),
        sign("bladder_or_bowel_change", "New trouble with bladder or bowel"),
        sign("new_weakness_both_legs", "New weakness of both legs"),
        sign("head_knock", "Knock to the head since the last visit"),
    )),
    Group("Skin, fever, bleeding", (
        sign("spreading_hot_red_skin", "Hot red skin that spreads, or a hot swollen joint"),
        sign("diabetic_foot_hot_swollen_or_ulcer", "Diabetes with a hot, swollen or ulcerated foot"),
        sign("fever", "Fever of 38 °C or more, or feeling ill with an infection"),
        *follow_ups(opened_by("sign_fever", "yes"),
                    Question("temperature", "Temperature, if measured", Kind.NUMBER, lowest=30, highest=45, unit="°C")),
        sign("large_or_unexplained_bruise", "Large, spreading or unexplained bruise, or a hard painful swelling"),
        sign("bleeding_not_stopping", "Bleeding that does not stop, or blood in urine or stool, or black stool"),
        sign("dark_urine_with_muscle_pain", "Severe muscle pain with dark urine"),
        sign("unexplained_lump", "A lump nobody has explained"),
        sign("weight_loss_unexplained", "Losing weight without trying"),
        sign("constant_night_pain", "Constant pain at night"),
    )),
    Group("If you take a blood thinner", (
        sign("faintness", "Feeling faint, or unusually pale"),
    )),
    Group("If pregnant", (
        sign("pregnancy_warning", "Severe headache, change in sight, sudden swelling of face or hands, "
             "or pain in the upper belly"),
    )),
    Group("If any is yes", (
        Question("signs_since", "Since when", Kind.DATE),
        Question("signs_course", "If told here before, and seen by a doctor", Kind.CHOICE,
                 options(as_it_was="As it was then", new_or_worse="New, or worse")),
        yes_no("signs_assessed", "Has a doctor seen all of these?"),
        Question("signs_assessed_by", "Which doctor", limit=200),
        Question("signs_assessed_on", "Seen when", Kind.DATE),
        Question("calf_difference_cm", "Calf difference, if measured", Kind.NUMBER, lowest=0, highest=30, unit="cm"),
        Question("signs_words", "In your own words", limit=500),
    )),
)

WARNING_SIGNS = Section("signs", "Warning signs today", "Ask each one. They change what happens next.", SIGNS)

CONSENT_VERSION = "2026-11-23"
CONSENT_TEXT = (
    "I have answered as well as I can. I will say at once if anything hurts or my health changes. "
    "I know that massage is not a medical examination, that I may stop at any time, and that my answers are kept "
    "and read by the staff of this clinic."
)

CONSENT = Section("consent", "Consent", CONSENT_TEXT, (
    Group("Your consent", (
        yes_no("consent_massage", "I agree to massage as discussed"),
        yes_no("consent_records", "I agree that my answers are kept"),
        yes_no("consent_contact_doctor", "My doctor may be asked about massage"),
    )),
))
