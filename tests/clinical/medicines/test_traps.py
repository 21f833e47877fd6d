"""Look-alikes, names that differ by country, combinations, and what a medicine reveals.

Clinical source: reading-medicines.md#look-alike-names and what follows there.
"""
import pytest

from intake.clinical.medicines import read_line
from intake.clinical.screening.bleeding.levels import rule_of


def one(text, **more):
    [found] = read_line(text, **more)
    return found


@pytest.mark.parametrize(("text", "rule"), [
    ("Synthroid", ""), ("Synthrox", ""), ("Klonopin", ""), ("Brintellix", "R67"), ("Trintellix", "R67"),
    ("Plavix", "R64"),
    ("Pradaxa", "R46"), ("Pradax", "R46"), ("Paxil", "R67"), ("Cardura", ""), ("Avandia", ""), ("Coversyl", ""),
    ("disopyramide", ""), ("Anexsia", ""), ("Elocon", "R67"), ("Xeljanz", ""), ("Xeloda", "R64"), ("Zaroxolyn", ""),
    ("Savella", "R67"), ("Lonox", ""), ("Lovaza", "R67"), ("Effexor", "R67"), ("Zylet", ""), ("Avil", ""),
    ("Alevo", ""),
    ("5-ASA", ""), ("Asacol", ""), ("mesalazine", ""), ("aspirin-free", ""), ("non-aspirin pain reliever", ""),
    ("acetaminophen", ""), ("Alka-Seltzer anti-gas", ""), ("coumarin", ""), ("coumarin cream", ""),
    ("heparin flush", "R67"), ("heparin lock", "R67"), ("Hirudoid", "R67"), ("heparinoid cream", "R67"),
    ("Thrombophob", "R67"), ("heparin gel", "R67"), ("vitamin K", ""), ("Mephyton", ""), ("Konakion", ""),
    ("tranexamic acid", ""), ("Lysteda", ""), ("Cyklokapron", ""), ("etamsylate", ""), ("Cartia XT", ""),
    ("bupropion", ""), ("mirtazapine", ""), ("agomelatine", ""), ("hydrocortisone cream", ""), ("voltaren gel", "R67"),
    ("ginger tea", ""), ("garlic bread", ""), ("RIVA-SIMVASTATIN 20", ""), ("ACC-METFORMIN", ""),
    ("METOCLOPRAMIDE OMEGA", ""),
    ("ANTICOAGULANT CITRATE DEXTROSE SOLUTION", ""),
    ("Riva atenolol", ""), ("C2 tablets", "R64"),
    ("C2 buffered tab", "R64"), ("paint thinner", ""), ("thinner skin", ""), ("Hepsal", "R67"),
    ("Betnovate", "R67"), ("betnovate cream", "R67"),
])
def test_a_look_alike_has_its_own_meaning(text, rule):
    assert {rule_of(found) for found in read_line(text)} == {rule}


def test_words_that_hold_asa_are_not_aspirin():
    for text in ("as a rule nothing", "take as a tablet", "nasal spray", "pleasant walks"):
        assert not any("acetylsalicylic acid" in found.ingredients for found in read_line(text)), text


def test_a_flush_is_not_simply_taken_and_asks_about_a_line():
    found = one("heparin flush")

    assert found.status != "taken"
    assert "line or port" in found.question


@pytest.mark.parametrize(("text", "country", "ingredient"), [
    ("Cartia", "AU", "acetylsalicylic acid"), ("Cartia", "US", "diltiazem"), ("Reactine", "CA", "cetirizine"),
    ("Reactin", "IN", "diclofenac"), ("Serax", "US", "oxazepam"), ("Serax", "IN", "diclofenac"),
    ("NAC", "GB", "acetylcysteine"),
    ("Prax", "IN", "prasugrel"),
])
def test_a_name_that_differs_by_country_follows_the_clinic(text, country, ingredient):
    found = one(text, country=country)

    assert found.ingredients == (ingredient,)
    assert "Is it" not in found.question


@pytest.mark.parametrize(("text", "ingredient"), [
    ("Cartia", "acetylsalicylic acid"), ("Serax", "diclofenac"), ("NAC", "diclofenac"), ("Prax", "prasugrel")])
def test_without_a_country_the_cautious_reading_stands_and_asks(text, ingredient):
    found = one(text)

    assert found.ingredients == (ingredient,)
    assert found.question.startswith("Is it ")


@pytest.mark.parametrize(("text", "ingredients", "rule"), [
    ("Aggrenox", "acetylsalicylic acid|dipyridamole", "R64"),
    ("Asasantin Retard", "acetylsalicylic acid|dipyridamole", "R64"),
    ("DuoPlavin", "acetylsalicylic acid|clopidogrel", "R46"), ("CoPlavix", "acetylsalicylic acid|clopidogrel", "R46"),
    ("DuoCover", "acetylsalicylic acid|clopidogrel", "R46"),
    ("Piax Plus Aspirin", "acetylsalicylic acid|clopidogrel", "R46"),
    ("Vimovo", "naproxen|esomeprazole", "R67"), ("Treximet", "sumatriptan|naproxen", "R67"),
    ("Duexis", "famotidine|ibuprofen", "R67"),
    ("Ecosprin Gold", "acetylsalicylic acid|clopidogrel|atorvastatin", "R46"),
    ("Rosuvas CV", "clopidogrel|rosuvastatin", "R64"), ("Ecosprin AV", "acetylsalicylic acid|atorvastatin", "R64"),
    ("Rozucor ASP", "acetylsalicylic acid|rosuvastatin", "R64"),
    ("Excedrin", "acetylsalicylic acid|caffeine|paracetamol", "R64"),
    ("CLOPILET-A 75", "acetylsalicylic acid|clopidogrel", "R46"),
    ("Aspirin/paracetamol/caffeine", "acetylsalicylic acid|paracetamol", "R64"),
    ("Mvasi", "bevacizumab", "R64"), ("Zaltrap", "aflibercept", "R64"), ("Brexin", "piroxicam", "R67"),
])
def test_a_combination_expands_to_every_ingredient(text, ingredients, rule):
    found = read_line(text)[0]

    assert set(found.ingredients) == set(ingredients.split("|"))
    assert rule_of(found) == rule


@pytest.mark.parametrize(("text", "reveals"), [
    ("Hemlibra", "haemophilia"), ("emicizumab", "haemophilia"), ("factor VIII", "haemophilia"),
    ("Stimate", "von_willebrand"),
    ("desmopressin", "von_willebrand"), ("eltrombopag", "low_platelets"), ("Nplate", "low_platelets"),
    ("avatrombopag", "low_platelets"), ("fostamatinib", "low_platelets"), ("Cablivi", "ttp"),
])
def test_some_medicines_reveal_a_condition(text, reveals):
    assert one(text).reveals == reveals


@pytest.mark.parametrize(("text", "kind"), [
    ("tofacitinib", "jak_inhibitor"), ("tamoxifen", "tamoxifen_raloxifene"),
    ("Microgynon", "combined_hormonal_contraceptive"),
    ("estradiol tablets", "hrt_oral"), ("estradiol patch", "hrt_transdermal"), ("testosterone gel", "testosterone"),
    ("lenalidomide", "thalidomide_group"), ("ibrutinib", "btk_inhibitor"), ("alteplase", "thrombolytic"),
    ("prednisone", "steroid_systemic"), ("sertraline", "ssri_snri"), ("ibuprofen", "nsaid"),
    ("apixaban", "anticoagulant"),
    ("clopidogrel", "antiplatelet"), ("methotrexate", "chemotherapy"), ("turmeric", "supplement"),
])
def test_classes_are_told(text, kind):
    assert kind in one(text).classes


def test_a_daily_anti_inflammatory_weighs_more_than_one_now_and_then():
    assert (rule_of(one("ibuprofen 400 every day")), rule_of(one("ibuprofen now and then"))) == ("R64", "R67")


def test_the_pump_for_asthma_is_not_a_steroid_tablet():
    assert (rule_of(one("Flovent inhaler")), rule_of(one("prednisolone 5 mg"))) == ("R67", "R64")


def test_a_brand_with_its_substance_beside_it_is_one_medicine():
    for text in ("Coumadin (warfarin)", "PLAVIX / CLOPIDOGREL SULFATE", "warfarin (Coumadin) 5mg",
                 "WARFARIN(WARFARIN)"):
        assert len(read_line(text)) == 1, text
