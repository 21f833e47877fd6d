"""Medicines as people say them, and events with a date: operations, casts, bed rest, injuries, journeys, births."""

from intake.clinical.questionnaire.shape import SIDES, Group, Kind, Question, Repeat, Section, options, yes_no

MEDICINES = Repeat("medicines", "Medicines, injections, supplements", "medicine", (
    Question("text", "Medicine, as you would say it", limit=300),
    Question("dose", "Dose", limit=100),
    Question("how_often", "How often", Kind.CHOICE, options(
        daily="Every day", weekly="Some days", as_needed="When needed", stopped="Stopped")),
    Question("stopped_on", "If stopped, when", Kind.DATE),
    Question("reason", "What for", limit=200),
    Question("since", "Since when", Kind.DATE),
), "Everything: tablets, patches, injections, the pill, aspirin, herbs. Spelling does not matter.",
    "medicines_any", "Do you take any?", blank_rows=2, limit=60)

OPERATIONS = Repeat("operations", "Operations", "operation", (
    Question("what", "What was done", limit=200),
    Question("date", "When", Kind.DATE),
    Question("setting", "How", Kind.CHOICE, options(
        inpatient="Stayed in hospital", day_case="Home the same day", local_anaesthetic="Local anaesthetic only")),
    Question("kind", "Kind", Kind.CHOICE, options(
        hip_replacement="Hip replacement", knee_replacement="Knee replacement",
        hip_fracture_repair="Hip fracture repair", leg_fracture_repair="Leg fracture repair",
        cancer_surgery="Cancer operation", major_abdominal="Abdomen", major_pelvic="Pelvis", spinal="Spine",
        neurosurgery="Brain", cardiac="Heart", arthroscopy_leg="Keyhole knee or ankle",
        varicose_vein_procedure="Varicose veins", foot_ankle_day_case="Foot or ankle", other="Other, or not sure")),
    yes_no("healed", "Healed?"),
), "In the last year, and any hip or knee replacement or cancer operation.", "operations_any",
    "Any operation in the last year?")

IMMOBILISATIONS = Repeat("immobilisations", "Casts, boots and bed rest", "time", (
    Question("type", "What", Kind.CHOICE, options(
        leg_cast="Leg in a cast", leg_boot="Leg in a boot or splint", leg_fracture="Broken leg or ankle",
        hospital_bed="In bed in hospital, 3 days or more", home_bed="Ill in bed at home, 3 days or more")),
    Question("side", "Side", Kind.CHOICE, SIDES),
    Question("start", "From", Kind.DATE),
    Question("end", "Until", Kind.DATE, hint="Leave open if it goes on now"),
    Question("words", "Why", limit=200),
), "", "immobilisations_any", "Any in the last three months?")

INJURIES = Repeat("injuries", "Injuries", "injury", (
    Question("region", "Where", Kind.CHOICE, options(
        leg="Leg, knee, ankle or foot", arm="Arm, wrist or hand", back="Back", neck="Neck", head="Head",
        trunk="Chest, belly or hip")),
    Question("side", "Side", Kind.CHOICE, SIDES),
    Question("type", "What", Kind.CHOICE, options(
        sprain="Sprain", muscle_tear="Pulled or torn muscle", bruise="Knock or bruise", fracture="Fracture",
        other="Other")),
    Question("date", "When", Kind.DATE),
    Question("words", "How it happened", limit=200),
), "", "injuries_any", "Any in the last ten weeks?")

JOURNEYS = Repeat("journeys", "Long journeys", "journey", (
    Question("mode", "How", Kind.CHOICE, options(plane="Plane", car="Car", bus="Bus", train="Train", other="Other")),
    Question("seated_hours", "Longest time seated in one go", Kind.NUMBER, lowest=0, highest=60, unit="hours"),
    Question("end_date", "Ended", Kind.DATE),
), "Three hours or more seated, in the last eight weeks.", "journeys_any", "Any in the last eight weeks?")

BIRTHS = Repeat("births", "Births", "birth", (
    Question("date", "When", Kind.DATE),
    Question("mode", "How", Kind.CHOICE, options(vaginal="Vaginal", caesarean="Caesarean")),
), "", "births_any", "Given birth in the last three months?", limit=3)

BLOOD_THINNER = Group("If you take a blood thinner", (
    Question("thinner_for_clot", "The blood thinner for clots: was there ever a clot?", Kind.CHOICE, options(
        yes="Yes, there was a clot", no="No, to prevent one", unsure="Not sure")),
))

MEDICINES_SECTION = Section(
    "medicines", "Medicines", "One line each, in your own words.", (MEDICINES, BLOOD_THINNER))

EVENTS = Section(
    "events", "Lately", "Operations, rest, injuries and journeys. A rough date is fine: “March”, “three weeks ago”.",
    (OPERATIONS, IMMOBILISATIONS, INJURIES, JOURNEYS, BIRTHS),
)
