"""Conditions, asked as now / in the past / never / not asked, and the questions that a "now" or a "past" opens."""

from intake.clinical.questionnaire.pain import SITES
from intake.clinical.questionnaire.shape import (
    NOW_PAST_NEVER,
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


def condition(code: str, label: str, hint: str = "") -> Question:
    """A condition asked as now / in the past / never; its key is "condition_" and the fact code."""
    return Question(f"condition_{code}", label, Kind.PAST, NOW_PAST_NEVER, hint)


def told(code: str, *questions: Question, answers: tuple[str, ...] = ("now", "past")) -> tuple[Question, ...]:
    """Questions about a condition, asked once it was told."""
    return follow_ups(opened_by(f"condition_{code}", *answers), *questions)


def side_of(code: str, words: str) -> Question:
    """On which side a condition is; `words` name it."""
    return Question(f"side_of_{code}", f"{words}: which side?", Kind.CHOICE, SIDES)


def site_of(code: str, words: str, sites: tuple[Option, ...] = SITES) -> Question:
    """Where a condition is."""
    return Question(f"site_of_{code}", f"{words}: where?", Kind.CHOICE, sites)


def date_of(code: str, words: str) -> Question:
    """When a condition began, or was."""
    return Question(f"date_of_{code}", f"{words}: when did it begin?", Kind.DATE)


def placed(code: str, words: str) -> tuple[Question, ...]:
    """Where a condition of the skin is."""
    return told(code, site_of(code, words), side_of(code, words))


CIRCULATION = Group("Circulation", (
    condition("dvt", "Blood clot in a leg or arm (DVT)"),
    condition("pe", "Blood clot in the lung (PE)"),
    condition("svt", "Clot or inflammation in a surface vein (phlebitis)"),
    condition("thrombophilia", "Clotting tendency (factor V Leiden, protein C or S, antiphospholipid …)"),
    *told("thrombophilia", Question("thrombophilia_name", "Name of the clotting tendency, if you have one", limit=200)),
    condition("bleeding_disorder", "Bleeding disorder (haemophilia, von Willebrand …)"),
    *told("bleeding_disorder",
          Question("bleeding_disorder_kind", "Which bleeding disorder?", Kind.CHOICE, options(
              haemophilia="Haemophilia", haemophilia_carrier="Carrier of haemophilia",
              von_willebrand="Von Willebrand disease", platelet_function="Platelet function disorder",
              other="Another, or not sure"))),
    *follow_ups(
        opened_by("bleeding_disorder_kind", "haemophilia_carrier"),
        Question("carrier_level", "Carrier: level of the clotting factor", Kind.CHOICE, options(
            low="Low, or called mild haemophilia", normal="Normal", unsure="Not sure"))),
    *told("bleeding_disorder",
          Question("bleeding_disorder_name", "Name of the bleeding disorder, if you have one", limit=200),
          Question("bleeding_disorder_severity", "Bleeding disorder: how severe?", Kind.CHOICE,
                   options(mild="Mild, never treated", treated="Mild, but treated", severe="Severe"))),
    condition("low_platelets", "Low platelets"),
    *told("low_platelets", yes_no("heparin_low_platelets", "Low platelets: was it caused by heparin (HIT)?")),
    *follow_ups(opened_by("heparin_low_platelets", "yes"),
                Question("heparin_low_platelets_on", "Low platelets from heparin: when?", Kind.DATE)),
    condition("varicose_veins", "Varicose veins"),
    *told("varicose_veins", side_of("varicose_veins", "Varicose veins")),
    condition("arterial_disease", "Narrowed leg arteries"),
    condition("aortic_aneurysm", "Swelling of the main artery (aneurysm)"),
    condition("arterial_graft", "Artery graft or bypass"),
    condition("heart_failure", "Heart failure"),
    condition("heart_disease", "Heart attack, angina, stent, valve or rhythm problem"),
    condition("stroke", "Stroke or mini-stroke"),
    condition("high_blood_pressure", "High blood pressure"),
    condition("swelling_both_legs", "Swelling of both legs"),
    condition("lymphoedema", "Lymphoedema"),
    *told("lymphoedema", site_of("lymphoedema", "Lymphoedema", options(arm="Arm", leg="Leg")),
          side_of("lymphoedema", "Lymphoedema")),
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

HARDWARE = Repeat("hardware", "Replaced joints, plates and screws", "joint or plate", (
    Question("kind", "What", Kind.CHOICE, options(joint="Replaced joint", plate="Plate, screws or rod")),
    Question("site", "Where", Kind.CHOICE, SITES),
    Question("side", "Side", Kind.CHOICE, SIDES),
    Question("date", "When put in", Kind.DATE),
), opened_by=opened_by("condition_joint_replacement", "now", "past"))

NERVES = Group("Nerves", (
    condition("sciatica", "Sciatica"),
    *told("sciatica", side_of("sciatica", "Sciatica")),
    condition("reduced_sensation_feet_or_legs", "Less feeling in feet or legs"),
    *told("reduced_sensation_feet_or_legs", side_of("reduced_sensation_feet_or_legs", "Less feeling")),
    condition("paralysed_leg", "A leg that is paralysed or hardly moves"),
    *told("paralysed_leg", side_of("paralysed_leg", "Paralysed leg")),
    condition("epilepsy", "Epilepsy or seizures"),
    condition("neurological_disease", "Multiple sclerosis, Parkinson's or similar"),
    condition("migraine", "Migraine or frequent headaches"),
))

SKIN = Group("Skin", (
    condition("open_wound", "Open wound or ulcer"),
    *placed("open_wound", "Wound or ulcer"),
    condition("unhealed_scar", "Scar that is not yet healed"),
    *placed("unhealed_scar", "Scar"),
    condition("skin_infection", "Skin infection"),
    *placed("skin_infection", "Skin infection"),
    condition("burn", "Burn or sunburn"),
    *placed("burn", "Burn"),
    condition("fragile_skin", "Skin that tears easily"),
    condition("rash", "Eczema, psoriasis or rash"),
    *placed("rash", "Rash"),
))

BREATHING_INFECTION = Group("Breathing and infection", (
    condition("asthma", "Asthma"),
    condition("chronic_lung_disease", "COPD or another lung disease"),
    condition("covid", "COVID"),
    *told("covid", date_of("covid", "COVID")),
    condition("pneumonia", "Pneumonia"),
    *told("pneumonia", date_of("pneumonia", "Pneumonia")),
    condition("influenza", "Influenza (flu)"),
    *told("influenza", date_of("influenza", "Influenza")),
    condition("acute_infection", "A cold, stomach bug or other infection"),
    *told("acute_infection", Question("infection_kind", "Infection: of which kind?", Kind.CHOICE, options(
        acute="A cold, stomach bug or the like", lasting="Lasting, coming back, or in one place only"))),
))

OTHER = Group("Other", (
    condition("diabetes", "Diabetes"),
    condition("cancer", "Cancer"),
    *told("cancer", Question("cancer_status", "Cancer: where things stand", Kind.CHOICE, options(
              active="Treatment now, or within 6 months, or cannot be cured",
              remission="Finished more than 6 months ago")),
          Question("cancer_last_treatment", "Last cancer treatment", Kind.DATE)),
    condition("liver_cirrhosis", "Liver cirrhosis"),
    condition("kidney_disease", "Serious kidney disease or dialysis"),
    condition("nephrotic_syndrome", "Nephrotic syndrome"),
    condition("inflammatory_bowel_disease", "Crohn's disease or ulcerative colitis"),
    condition("cushings", "Cushing's disease"),
    condition("recent_major_bleed", "Serious bleed (brain, stomach, bowel)"),
    *told("recent_major_bleed", date_of("recent_major_bleed", "Serious bleed")),
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
    *follow_ups(opened_by("walking_pain", "yes"), yes_no("walking_pain_assessed", "If so, has a doctor seen it?")),
))

NECK_WORK = Group("After work on the neck", (
    Question("neck_work_pain", "Neck pain or a headache since work on your neck (massage, manipulation), within seven "
             "days of it?", Kind.CHOICE, options(neck_pain="Neck pain", headache="Headache", both="Both", no="No")),
    *follow_ups(
        opened_by("neck_work_pain", "neck_pain", "headache", "both"),
        Question("neck_work_pain_course", "How is it from day to day?", Kind.CHOICE,
                 options(easing="Easing", same="The same", worse="Worse")),
        yes_no("neck_work_pain_unlike", "Unlike any before?"),
        Question("neck_work_pain_side", "On which side?", Kind.CHOICE, SIDES[:3])),
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
    Question("platelets", "Last platelet count, if you know it", Kind.NUMBER, lowest=0, highest=2000,
             unit="thousand per µL"),
    Question("devices", "Do you have any of these?", Kind.CHOICES, options(
        port="Port", central_line="Central line or PICC", pacemaker="Pacemaker", icd="Defibrillator (ICD)",
        insulin_pump="Insulin or other pump", fistula="Dialysis fistula",
        vena_cava_filter="Filter in the large vein of the belly (vena cava filter)")),
    *follow_ups(opened_by("devices", "vena_cava_filter"),
                Question("vena_cava_filter_reason", "Why was the filter put in?", limit=200)),
    Question("height_cm", "Height", Kind.NUMBER, lowest=50, highest=260, unit="cm"),
    Question("weight_kg", "Weight", Kind.NUMBER, lowest=10, highest=400, unit="kg"),
    Question("systolic", "Blood pressure, upper", Kind.NUMBER, lowest=40, highest=300, unit="mmHg"),
    Question("diastolic", "Blood pressure, lower", Kind.NUMBER, lowest=20, highest=200, unit="mmHg"),
    Question("inr_state", "If you take warfarin: your last INR", Kind.CHOICE, options(
        in_range="In your range", above="Above your range", correcting="Dose being corrected", unsure="Not known")),
    *follow_ups(
        opened_by("inr_state", "in_range", "above", "correcting", "unsure"),
        Question("inr_value", "Last INR, as a number", Kind.NUMBER, lowest=0, highest=20),
        Question("inr_target_high", "Top of your INR range", Kind.NUMBER, lowest=1, highest=6)),
    Question("gloves", "Anything for which we should wear gloves or keep off?", Kind.AREA, limit=500,
             hint="What we should do is enough. Nothing needs to be named."),
    Question("health_notes", "Anything else about your health", Kind.AREA, limit=2000),
))

PREGNANCY = Group("Pregnancy", (
    Question("pregnant", "Pregnant, or might be?", Kind.CHOICE,
             (Option("yes", "Yes"), Option("no", "No"), Option("might", "Might be"),
              Option("not_applicable", "Does not apply"))),
    Question("pregnancy_weeks", "Weeks", Kind.NUMBER, lowest=0, highest=44, unit="weeks"),
    yes_no("ivf_any", "IVF or egg collection in the last three months?"),
    *follow_ups(opened_by("ivf_any", "yes"),
                Question("ivf_stimulation_end", "Last day of the injections", Kind.DATE)),
))

HEALTH = Section(
    "health", "Health", "Now, in the past, or never. Leave a line open if it was not asked.",
    (CIRCULATION, CLOTS, WALKING, MUSCLE_BONE, HARDWARE, NERVES, NECK_WORK, SKIN, BREATHING_INFECTION, OTHER, PREGNANCY,
     LEG_PAIN_CAUSES, DETAILS),
)
