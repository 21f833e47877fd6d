"""Free words of the facts form: what raises and what does not. In doubt it raises, or is said to be unread."""
import pytest

from intake.clinical.vignettes.codes import known_codes, read_words

S, C, D, B = "symptoms", "conditions", "devices", "immobilisations"

OF_NO_BEARING = [
    (C, "never had a DVT"), (C, "no DVT"), (C, "no history of PE"), (C, "DVT: no"), (C, "PE excluded by CT scan"),
    (C, "DVT ruled out"), (C, "tested negative for covid"), (C, "no haemophilia or other bleeding disorder"),
    (C, "hasn't had a clot in the leg"), (C, "none"), (C, "n/a"), (C, "no known conditions"),
    (S, "denies chest pain"), (S, "without fever"), (S, "no calf pain, swelling or warmth"), (S, "no symptoms"),
    (S, "neither fever nor chills"), (S, "doesn't have chest pain"), (S, "no bladder or bowel problems"),
    (C, "grandfather had a PE"), (C, "aunt: DVT"), (C, "husband has covid"), (C, "sister had breast cancer"),
    (C, "mother-in-law had a DVT"), (C, "flu jab"), (C, "covid booster"), (C, "vaccinated against influenza"),
    (C, "cold sore"), (C, "cold hands"), (C, "PE lesson"), (C, "retired PE teacher"), (C, "pes cavus"),
    (C, "supraventricular tachycardia (SVT)"), (C, "cold sore on the lip"), (C, "port wine stain"),
    (D, "port-wine birthmark"), (D, "no pacemaker"),
    (C, "DVT prophylaxis"), (C, "pins and needles"), (C, "heart burn"), (C, "skin graft"), (C, "fall risk"),
    (C, "heart of the matter"), (S, "tense shoulders"), (S, "facet joint pain"), (S, "cold hands"),
    (B, "no cast"), (B, "no bed rest"),
    (C, "son has haemophilia"), (C, "haemophilia in the family"),
]

OF_BEARING = [
    (C, "DVT", "dvt"), (C, "had a DVT in March", "dvt"), (C, "no PE but DVT in 2019", "dvt"),
    (C, "no further DVT since the first", "dvt"), (C, "no DVT since 2015", "dvt"), (C, "DVT not ruled out", "dvt"),
    (C, "mother and I both had a DVT", "dvt"), (C, "breast cancer with DVT", "dvt"),
    (C, "breast cancer with DVT", "cancer"),
    (C, "diabetes and haemophilia", "haemophilia"), (C, "asthma, haemophilia A", "haemophilia"),
    (C, "mother had a PE and client has a DVT", "dvt"), (C, "fever after flu jab", "acute_infection"),
    (C, "head cold", "acute_infection"), (C, "flu", "influenza"), (C, "COVID, no fever", "covid"),
    (C, "scarlet fever", "acute_infection"), (C, "HIT", "heparin_induced_thrombocytopenia"),
    (C, "PE, works as a teacher", "pe"), (C, "no feeling in both feet", "reduced_sensation_feet_or_legs"),
    (C, "plate and screws in ankle", "hardware"), (C, "IVC filter", "vena_cava_filter"),
    (C, "thrombosis of the left leg", "dvt"), (C, "svt in calf vein", "svt"),
    (C, "metal rod in tibia", "hardware"), (C, "COPD", "chronic_lung_disease"),
    (S, "chest pain, no fever", "chest_pain"), (S, "chest pain but no cough", "chest_pain"),
    (S, "no fever with chest pain", "chest_pain"), (S, "bleeding that does not stop", "bleeding_not_stopping"),
    (S, "not able to bear weight", "cannot_bear_weight"), (S, "not weight bearing", "cannot_bear_weight"),
    (S, "no relief from chest pain", "chest_pain"), (S, "calf pain, not easing", "leg_pain"),
    (S, "chest pain, cause: none", "chest_pain"), (S, "leg pain without swelling", "leg_pain"),
    (S, "not painful calf swelling", "leg_swelling"), (S, "no change in leg swelling", "leg_swelling"),
    (S, "chest pain when lifting my son", "chest_pain"), (S, "chest pain since death of father", "chest_pain"),
    (S, "daughter kicked my calf, calf swelling", "leg_swelling"),
    (S, "sudden cold white hands", "limb_cold_pale_sudden"),
    (S, "cold left hand", "limb_cold_pale_sudden"), (S, "chest pain and leg swelling", "leg_swelling"),
    (S, "not only chest pain", "chest_pain"), (S, "tense calf", "tense_muscle_severe_pain"),
    (S, "worst headache, never one like it", "sudden_severe_headache"),
    (S, "never had a headache this bad", "sudden_severe_headache"), (C, "clot in the calf", "dvt"),
    (D, "portacath", "port"), (S, "no known cause for weight loss", "weight_loss_unexplained"),
    (S, "no cough fever 39", "fever"), (S, "partner says face droops", "face_arm_speech_change"),
    (S, "bleeding gums, never stops", "bleeding_not_stopping"), (C, "stomach ulcer, bleeding", "recent_major_bleed"),
    (C, "D.V.T. of the leg", "dvt"), (C, "P.E. last year", "pe"), (C, "new hip", "hardware"),
    (S, "never breathless before", "new_breathlessness"), (S, "not breathing well", "new_breathlessness"),
    (B, "leg in plaster", "leg_cast"),
]

OF_NO_READER = [(C, "hit by a car"), (C, "at risk of DVT"), (C, "asthma, zorblax"), (C, "no zorblax"),
    (C, "no spleen"),
                (S, "no pulse in foot"), (C, "mother had zorblax"), (C, "")]


@pytest.mark.parametrize(("kind", "words"), OF_NO_BEARING)
def test_words_that_deny_or_mean_something_else_raise_nothing(kind, words):
    read = read_words(kind, words)

    assert read.codes == ()
    assert read.is_read


@pytest.mark.parametrize(("kind", "words", "code"), OF_BEARING)
def test_words_that_say_it_raise_it(kind, words, code):
    assert code in read_words(kind, words).codes


@pytest.mark.parametrize(("kind", "words"), OF_NO_READER)
def test_words_that_are_not_clear_are_unread_and_never_nothing(kind, words):
    assert not read_words(kind, words).is_read


@pytest.mark.parametrize(("words", "counts"), [
    ("mother had PE", True), ("father: DVT", True), ("DVT (brother)", True), ("family history of DVT", True),
    ("DVT runs in the family", True), ("clots in my family: DVT", True), ("daughter has a blood clot", True),
    ("grandmother had a DVT", False), ("father had a stroke", False), ("no family history of DVT", False),
    ("DVT", False), ("cousin had a PE", False), ("half brother had a DVT", True),
])
def test_a_clot_of_a_parent_sibling_or_child_is_the_family_question(words, counts):
    assert read_words(C, words).family_clot is counts


@pytest.mark.parametrize(("words", "past"), [
    ("previous DVT", True), ("history of PE", True), ("old DVT in 2010", True), ("DVT", False), ("new DVT", False),
    ("DVT, 60 years old", False), ("history of DVT, new PE", False), ("cancer free since 2015", True),
    ("DVT, not resolved", False),
])
def test_a_clot_told_as_over_is_past(words, past):
    assert read_words(C, words).past is past


@pytest.mark.parametrize("kind", sorted(known_codes()))
def test_every_code_stands_for_itself(kind):
    assert {read_words(kind, code).codes for code in known_codes()[kind] if code} == {
        (code,) for code in known_codes()[kind] if code}
