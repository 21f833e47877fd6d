"""Conditions, asked as now / in the past / never / not asked, and the questions that a clot or cancer opens."""

from intake.clinical.questionnaire.shape import (
    NOW_PAST_NEVER,
    SIDES,
    Group,
    Kind,
    Option,
    Question,
    Repeat,
    Section,
    options,
    yes_no,
)


def condition(code: str, label: str, hint: str = "") -> Question:
    """A condition asked as now / in the past / never; its key is "condition_" and the fact code."""
    return Question(f"condition_{code}", label, Kind.PAST, NOW_PAST_NEVER, hint)


CIRCULATION = Group("Circulation", (
    condition("dvt", "Blood clot in a leg or arm (DVT)"),
    condition("pe", "Blood clot in the lung (PE)"),
    condition("svt", "Clot or inflammation in a surface vein (phlebitis)"),
    condition("thrombophilia", "Clotting tendency (factor V Leiden, protein C or S, antiphospholipid …)"),
    condition("bleeding_disorder", "Bleeding disorder (haemophilia, von Willebrand …)"),
    condition("low_platelets", "Low platelets"),
    condition("varicose_veins", "Varicose veins"),
    condition("arterial_disease", "Narrowed leg arteries"),
    condition("aortic_aneurysm", "Swelling of the main artery (aneurysm)"),
    condition("arterial_graft", "Artery graft or bypass"),
    condition("heart_failure", "Heart failure"),
    condition("heart_disease", "Heart attack, angina, stent, valve or rhythm problem"),
    condition("stroke", "Stroke or mini-stroke"),
    condition("high_blood_pressure", "High blood pressure"),
    condition("swelling_both_legs", "Swelling of both legs"),
    condition("lymphoedema", "Lymphoedema"),
))

MUSCLE_BONE = Group("Muscle and bone", (
    condition("osteoporosis", "Thin bones (osteoporosis)"),
    condition("arthritis", "Arthritis"),
    condition("inflammatory_rheumatic_disease", "Rheumatoid arthritis, lupus or similar"),
    condition("ehlers_danlos", "Ehlers-Danlos or other loose connective tissue"),
    condition("ehlers_danlos_vascular", "Ehlers-Danlos, vascular type"),
    condition("disc_problem", "Slipped disc or back problem"),
    condition("joint_replacement", "Replaced joint, plates or screws"),
))

NERVES = Group("Nerves", (
    condition("sciatica", "Sciatica"),
    condition("reduced_sensation_feet_or_legs", "Less feeling in feet or legs"),
    condition("paralysed_leg", "A leg that is paralysed or hardly moves"),
    condition("epilepsy", "Epilepsy or seizures"),
    condition("neurological_disease", "Multiple sclerosis, Parkinson's or similar"),
    condition("migraine", "Migraine or frequent headaches"),
))

SKIN = Group("Skin", (
    condition("open_wound", "Open wound or ulcer"),
    condition("unhealed_scar", "Scar that is not yet healed"),
    condition("skin_infection", "Skin infection"),
    condition("burn", "Burn or sunburn"),
    condition("fragile_skin", "Skin that tears or bruises easily"),
    condition("rash", "Eczema, psoriasis or rash"),
))

BREATHING_INFECTION = Group("Breathing and infection", (
    condition("asthma", "Asthma"),
    condition("chronic_lung_disease", "COPD or another lung disease"),
    condition("acute_infection", "Cold, flu, COVID or other infection"),
    condition("hepatitis_hiv", "Hepatitis or HIV"),
))

OTHER = Group("Other", (
    condition("diabetes", "Diabetes"),
    condition("cancer", "Cancer"),
    condition("liver_cirrhosis", "Liver cirrhosis"),
    condition("kidney_disease", "Serious kidney disease or dialysis"),
    condition("nephrotic_syndrome", "Nephrotic syndrome"),
    condition("inflammatory_bowel_disease", "Crohn's disease or ulcerative colitis"),
    condition("cushings", "Cushing's disease"),
    condition("recent_major_bleed", "Serious bleed (brain, stomach, bowel)"),
))

LEG_PAIN_CAUSES = Group("If a leg hurts, what has it been put down to?", (
    condition("leg_pain_injury", "Injury: sport, exercise, walking or an accident"),
    condition("leg_pain_clot", "A clot"),
    condition("leg_pain_sciatica", "Sciatica"),
    condition("leg_pain_diabetes", "Diabetes"),
    condition("leg_pain_arterial", "Arterial disease"),
    condition("leg_pain_varicose", "Varicose veins"),
), "Causes by name. A leg that hurts without a known cause belongs under Pain.")

WALKING = Group("Walking", (
    yes_no("walking_pain", "Leg pain on walking that eases with rest?"),
    yes_no("walking_pain_assessed", "If so, has a doctor seen it?"),
))

CLOTS = Repeat("clots", "Blood clots you have had", "clot", (
    Question("type", "Kind", Kind.CHOICE, options(
        dvt="Deep vein, leg or arm (DVT)", pe="Lung (PE)", svt="Surface vein", unsure="Not sure")),
    Question("date", "When found", Kind.DATE),
    Question("side", "Side", Kind.CHOICE, SIDES),
    yes_no("on_treatment", "Treated for it now?"),
    Question("words", "Anything else about it", limit=300),
), "Ever, even many years ago.")

DETAILS = Group("A little more", (
    Question("well_since", "If an infection or fever is over: well since when?", Kind.DATE),
    Question("clot_now", "A clot “now” and an old one: the same, or a new one?", Kind.CHOICE,
             options(same="The same one", new="A new one")),
    Question("named_condition", "If a doctor has named the cause of a pain: which condition?", limit=200),
    yes_no("family_clot", "A parent, brother, sister or child with a blood clot?"),
    yes_no("bruises_easily", "Do you bruise easily?"),
    Question("thrombophilia_name", "Name of the clotting tendency, if you have one", limit=200),
    Question("bleeding_disorder_name", "Name of the bleeding disorder, if you have one", limit=200),
    Question("bleeding_disorder_severity", "How severe", Kind.CHOICE,
             options(mild="Mild, never treated", treated="Mild, but treated", severe="Severe")),
    Question("platelets", "Last platelet count, if you know it", Kind.NUMBER, lowest=0, highest=2000,
             unit="thousand per µL"),
    Question("cancer_status", "Cancer: where things stand", Kind.CHOICE, options(
        active="Treatment now, or within 6 months, or cannot be cured",
        remission="Finished more than 6 months ago")),
    Question("cancer_last_treatment", "Last cancer treatment", Kind.DATE),
    Question("devices", "Do you have any of these?", Kind.CHOICES, options(
        port="Port", central_line="Central line or PICC", pacemaker="Pacemaker", icd="Defibrillator (ICD)",
        insulin_pump="Insulin or other pump", fistula="Dialysis fistula")),
    Question("height_cm", "Height", Kind.NUMBER, lowest=50, highest=260, unit="cm"),
    Question("weight_kg", "Weight", Kind.NUMBER, lowest=10, highest=400, unit="kg"),
    Question("systolic", "Blood pressure, upper", Kind.NUMBER, lowest=40, highest=300, unit="mmHg"),
    Question("diastolic", "Blood pressure, lower", Kind.NUMBER, lowest=20, highest=200, unit="mmHg"),
    Question("inr_state", "If you take warfarin: your last INR", Kind.CHOICE, options(
        in_range="In your range", above="Above your range", correcting="Dose being corrected", unsure="Not known")),
    Question("inr_value", "Last INR, if you know it", Kind.NUMBER, lowest=0, highest=20),
    Question("inr_target_high", "Upper end of your INR range", Kind.NUMBER, lowest=0, highest=20),
    Question("temperature", "Temperature, if measured", Kind.NUMBER, lowest=30, highest=45, unit="°C"),
    Question("neck_work_pain", "Neck pain or a headache within seven days after work on the neck?", Kind.CHOICE,
             options(neck_pain="Neck pain", headache="Headache", both="Both", no="No")),
    Question("neck_work_pain_course", "How does it go?", Kind.CHOICE,
             options(easing="Easing", same="The same", worse="Worse from day to day")),
    yes_no("neck_work_pain_unlike", "Unlike any pain before?"),
    Question("neck_work_pain_side", "On which side?", Kind.CHOICE, options(left="Left", right="Right", both="Both")),
    Question("health_notes", "Anything else about your health", Kind.AREA, limit=2000),
))

PREGNANCY = Group("Pregnancy", (
    Question("pregnant", "Pregnant, or might be?", Kind.CHOICE,
             (Option("yes", "Yes"), Option("no", "No"), Option("might", "Might be"),
              Option("not_applicable", "Does not apply"))),
    Question("pregnancy_weeks", "Weeks", Kind.NUMBER, lowest=0, highest=44, unit="weeks"),
))

HEALTH = Section(
    "health", "Health", "Now, in the past, or never. Leave a line open if it was not asked.",
    (CIRCULATION, CLOTS, WALKING, MUSCLE_BONE, NERVES, SKIN, BREATHING_INFECTION, OTHER, PREGNANCY, LEG_PAIN_CAUSES,
     DETAILS),
)
