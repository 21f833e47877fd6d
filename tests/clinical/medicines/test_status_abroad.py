"""Denial, stops, relatives, allergies and need in nine languages, and how far they reach."""
import pytest

from intake.clinical.medicines import read_line

FRENCH = [
    ("je ne prends aucun anticoagulant", "not_taken"), ("pas de Kardégic", "not_taken"),
    ("je ne prends plus d'Eliquis", "past"), ("je ne prends que du Xarelto", "taken"),
    ("mon père prend du Sintrom", "other_person"), ("Eliquis (mon mari)", "other_person"),
    ("j'ai arrêté le Plavix en 2018", "past"), ("je n'oublie jamais mon Xarelto", "taken"),
    ("pas de douleur, sous Eliquis", "unsure"), ("allergique aux chats, Xarelto 20", "taken"),
    ("ma mère a eu une phlébite, je prends Eliquis", "taken"), ("pas de diabète Xarelto 20 mg", "not_taken unsure"),
    ("pas mal à la tête, Eliquis", "unsure"), ("ma mère est diabétique et moi sous Xarelto", "other_person taken"),
    ("allergie au pollen, Kardegic 75", "allergy taken"), ("arrêt de travail, Eliquis", "recently_stopped unsure"),
    ("j'ai arrêté de fumer, Plavix 75", "taken"), ("sans douleur sous Préviscan", "unsure"),
    ("jamais eu de saignement sous Xarelto", "unsure"), ("pas plus d'une aspirine par jour", "unsure"),
    ("Xarelto jusqu'à l'opération", "taken"), ("Coumadine depuis 2015", "taken"),
    ("aucune allergie, Eliquis", "unsure"), ("ne prend rien sauf Kardégic", "taken"),
    ("je suis allergique à la pénicilline, sous Eliquis", "unsure unsure"),
    ("pas d'allergie connue. Plavix 75 mg", "taken"), ("mon mari m'injecte l'Innohep", "unsure"),
    ("anciennement fumeur, Eliquis 5", "taken"), ("Xarelto arrêté en 2016", "past"),
    ("mes parents prennent du Sintrom", "other_person"), ("Kardégic 75 tous les jours", "taken"),
    ("Previscan stoppé depuis 2019", "past"), ("je ne suis pas sous anticoagulant", "not_taken"),
    ("mon mari est sous Eliquis", "other_person"), ("Doliprane si besoin, pas d'ibuprofène", "as_needed not_taken"),
    ("Lovenox 4000 une injection par jour pendant 10 jours", "taken"),
    ("Pradaxa remplacé par Eliquis", "recently_stopped taken"), ("j'avais du Plavix avant", "past"),
    ("intolérance à l'aspirine", "allergy"), ("ni aspirine ni ibuprofène", "not_taken not_taken"),
]
GERMAN = [
    ("ich nehme keine Blutverdünner", "not_taken"), ("kein Aspirin, nur Eliquis", "not_taken taken"),
    ("Marcumar 2016 abgesetzt", "past"), ("meine Oma nimmt Marcumar", "other_person"),
    ("Xarelto vergesse ich nie", "taken"), ("keine Schmerzen, Eliquis 5", "taken"),
    ("kein Diabetes Eliquis morgens", "unsure"), ("ich nehme nicht mehr Plavix", "past"),
    ("Allergie gegen Ibuprofen", "allergy"), ("mein Vater hatte Thrombose, nehme Xarelto", "taken"),
    ("Clexane bis zur OP", "taken"), ("mein Mann fährt, ich nehme Marcumar", "taken"),
    ("Rauchen abgesetzt, Xarelto", "unsure"), ("früher geraucht, Eliquis", "unsure"),
    ("Allergie gegen Pollen, Marcumar", "allergy unsure"), ("nicht schwanger, Clexane", "taken"),
    ("ohne Beschwerden unter Eliquis", "unsure"), ("Xarelto seit 2018", "taken"), ("nie ohne mein Marcumar", "taken"),
    ("nicht mehr als 100 mg ASS am Tag", "taken"), ("nichts außer Plavix", "taken"),
    ("keine Vorerkrankungen, Marcumar", "unsure"), ("nicht mehr rauchen, Plavix 75", "taken"),
    ("meine Frau hilft mir, Clexane 40", "taken"), ("mein Opa hatte Marcumar", "unsure"),
    ("Plavix seit 2019 abgesetzt", "past"), ("ich nehme Xarelto nicht", "not_taken"),
    ("kein Marcumar mehr", "not_taken"), ("nehme keine Gerinnungshemmer ein", "not_taken"),
    ("ich nehme täglich ASS 100", "taken"), ("nehme kein Aspirin", "not_taken"),
    ("Eliquis pausiert wegen OP", "recently_stopped"), ("Xarelto bis 2020 genommen", "past"),
    ("keine Gerinnungshemmer, kein ASS", "not_taken"), ("Oma nimmt Marcumar", "other_person"),
    ("vertrage kein Ibuprofen", "allergy"), ("Von Marcumar auf Eliquis umgestellt", "taken taken"),
    ("Ibuprofen nur bei Kopfschmerzen", "as_needed"), ("Heparinspritzen nach Knie-OP", "taken"),
]
SPANISH = [
    ("no tomo anticoagulantes", "not_taken"), ("sin aspirina", "not_taken"),
    ("mi abuela toma Sintrom", "other_person"), ("ya no tomo Plavix", "past"), ("dejé el Xarelto en 2017", "past"),
    ("sin dolor, tomo Eliquis", "not_taken taken"), ("no soy diabético warfarina 5mg", "unsure unsure"),
    ("alérgico al ibuprofeno", "allergy"), ("alergia al polen, Sintrom", "allergy unsure"),
    ("nunca olvido mi Sintrom", "taken"), ("mi padre murió de trombosis, tomo Xarelto", "taken"),
    ("dejé de fumar, Sintrom", "unsure"), ("no tengo alergias, Eliquis 5", "taken"),
    ("mi mujer me pone Clexane", "taken"), ("antes fumaba, Xarelto", "taken"), ("sin fiebre con Sintrom", "unsure"),
    ("Clexane hasta la operación", "taken"), ("Sintrom desde 2012", "taken"), ("nada excepto Adiro", "taken"),
    ("nunca salgo sin mi Sintrom", "unsure"), ("no más de una aspirina al día", "taken"),
    ("no fumo, tomo Adiro", "taken"), ("mi hija me pincha Hibor", "taken"), ("dejé de beber, Sintrom", "unsure"),
    ("Xarelto lo dejé en 2019", "past"), ("nunca he tomado anticoagulantes", "not_taken"),
    ("mis padres toman Sintrom", "other_person"), ("Sintrom según control", "taken"),
    ("tomo Adiro 100 desde el infarto", "taken"), ("me quitaron el Sintrom en 2018", "past"),
    ("no estoy tomando anticoagulantes", "not_taken"), ("mi hermano toma Xarelto", "other_person"),
    ("Eliquis suspendido por cirugía", "recently_stopped"), ("ni aspirina ni ibuprofeno", "not_taken not_taken"),
    ("ibuprofeno solo si me duele", "as_needed"), ("heparina por el embarazo", "taken"),
    ("antes tomaba Plavix", "past"),
]
ITALIAN = [
    ("non prendo aspirina", "not_taken"), ("nessun anticoagulante", "not_taken"),
    ("mio padre prende Coumadin", "other_person"), ("mia madre ha avuto un ictus, prendo Eliquis", "taken"),
    ("allergico all'aspirina", "allergy"), ("non fumo, Xarelto 20", "taken"), ("ibuprofene al bisogno", "as_needed"),
    ("sospeso Eliquis nel 2019", "past"), ("non ho mai smesso il Coumadin", "taken"),
    ("senza dolori prendo Xarelto", "taken"), ("ho smesso di fumare, Eliquis", "unsure"),
    ("nessuna allergia, Coumadin", "unsure"), ("mia moglie mi fa il Clexane", "unsure"),
    ("allergia ai gatti, Xarelto", "unsure"), ("in passato trombosi, Eliquis", "unsure"),
    ("Coumadin dal 2010", "taken"), ("niente tranne Cardioaspirin", "taken"), ("non più di una aspirina", "taken"),
    ("non ho allergie, Xarelto", "unsure"), ("mio marito russa, io prendo Coumadin", "taken"),
    ("non assumo anticoagulanti", "not_taken"), ("Plavix sospeso nel 2018", "past"),
    ("i miei genitori prendono Coumadin", "other_person"), ("prendo Cardioaspirin", "taken"),
    ("terapia anticoagulante orale", "taken"), ("Xarelto sospeso per intervento", "recently_stopped"),
    ("mia nonna prende il Coumadin", "other_person"), ("né aspirina né ibuprofene", "not_taken not_taken"),
    ("non prendo più il Plavix", "past"), ("intolleranza all'ibuprofene", "allergy"),
    ("nessun farmaco anticoagulante", "not_taken"), ("eparina dopo l'operazione fino a lunedì", "taken"),
]
PORTUGUESE = [
    ("não tomo aspirina", "not_taken"), ("nenhum anticoagulante", "not_taken"),
    ("meu pai toma Xarelto", "other_person"), ("minha avó teve trombose, tomo Eliquis", "taken"),
    ("alérgica ao ibuprofeno", "allergy"), ("parei o Marevan em 2018", "past"), ("sem dor, Xarelto 20", "taken"),
    ("não tenho diabetes varfarina 5mg", "unsure"), ("ibuprofeno às vezes", "as_needed"),
    ("já não tomo Eliquis", "past"), ("parei de fumar, Marevan", "unsure"), ("sem alergias, Eliquis", "unsure"),
    ("meu marido aplica Clexane em mim", "unsure"), ("alergia a camarão, Xarelto", "unsure"),
    ("Marevan desde 2011", "taken"), ("nada exceto Marevan", "taken"), ("não mais de um AAS por dia", "taken"),
    ("nunca tomei anticoagulante", "not_taken"), ("não fumo, tomo Xarelto", "taken"),
    ("Marevan suspenso em 2017", "past"), ("meus pais tomam Marevan", "other_person"),
    ("uso Xarelto todos os dias", "taken"), ("não uso anticoagulante", "not_taken"),
    ("meu irmão toma Marevan", "other_person"), ("deixei de tomar AAS em 2020", "past"),
    ("Clexane suspenso para cirurgia", "recently_stopped"), ("nem aspirina nem ibuprofeno", "not_taken not_taken"),
    ("alergia à aspirina", "allergy"), ("anticoagulado com varfarina", "taken"), ("não tomo mais Plavix", "past"),
]
DUTCH = [
    ("ik gebruik geen aspirine", "not_taken"), ("mijn vrouw gebruikt Eliquis", "other_person"),
    ("gestopt met Xarelto in 2018", "past"), ("geen pijn, Xarelto", "unsure"),
    ("allergisch voor aspirine", "allergy"), ("ibuprofen zo nodig", "as_needed"),
    ("mijn moeder had trombose, ik slik Eliquis", "taken"), ("niet diabetisch Xarelto 20 mg", "unsure"),
    ("gestopt met roken, Eliquis", "unsure"), ("geen allergie, acenocoumarol", "unsure"),
    ("mijn man spuit de Fraxiparine bij mij", "unsure"), ("niets behalve Ascal", "taken"),
    ("niet meer dan 1 aspirine", "taken"), ("vroeger gerookt, Xarelto", "unsure"),
    ("geen roker, Xarelto 20", "taken"), ("ik slik geen bloedverdunners", "not_taken"),
    ("Plavix gestopt in 2017", "past"), ("gebruik dagelijks Ascal", "taken"),
    ("Marcoumar via trombosedienst", "taken"), ("ik neem nooit aspirine", "not_taken"),
    ("mijn vader slikt acenocoumarol", "other_person"),
    ("Eliquis tijdelijk gestopt voor operatie", "recently_stopped"),
]
NORDIC = [
    ("ingen Waran", "not_taken"), ("jag tar inte Eliquis", "not_taken"), ("min mamma tar Waran", "other_person"),
    ("slutat med Eliquis 2019", "past"), ("jeg bruker ikke Marevan", "not_taken"),
    ("min far tager Xarelto", "other_person"), ("ingen smärta, Eliquis", "unsure"),
    ("allergisk mot ibuprofen", "allergy"), ("ibuprofen vid behov", "as_needed"), ("inte diabetiker Waran", "unsure"),
    ("slutat röka, Eliquis", "unsure"), ("inga allergier, Waran", "unsure"), ("min man ger mig Fragmin", "unsure"),
    ("ingenting utom Trombyl", "taken"), ("ikke mer enn 1 aspirin", "taken"), ("röker inte, Waran", "unsure"),
    ("jeg tager ikke blodfortyndende", "not_taken"), ("tar Waran varje kväll", "taken"),
    ("äter inte blodförtunnande", "not_taken"), ("Eliquis uppehåll inför operation", "unsure"),
    ("tidligere Marevan, sluttet 2017", "past"), ("min bror bruker Xarelto", "other_person"),
]
POLISH = [
    ("nie biorę warfaryny", "not_taken"), ("moja mama bierze Xarelto", "other_person"),
    ("odstawiłem Eliquis w 2019", "past"), ("bez bólu, Xarelto", "unsure"), ("uczulenie na aspirynę", "allergy"),
    ("nie mam cukrzycy, Eliquis 5", "taken"), ("ibuprofen w razie potrzeby", "as_needed"),
    ("rzuciłem palenie, Xarelto", "taken"), ("brak alergii, Eliquis", "unsure"),
    ("mój mąż robi mi zastrzyki Clexane", "unsure"), ("nie palę Xarelto 20", "unsure"),
    ("nie palę, Eliquis", "unsure"), ("nie przyjmuję leków przeciwzakrzepowych", "not_taken"),
    ("mój ojciec bierze Warfin", "other_person"), ("biorę Xarelto codziennie", "taken"),
    ("nie biorę leków na rozrzedzenie krwi", "not_taken"), ("Sintrom odstawiony 2018", "past"),
    ("mój brat bierze warfarynę", "other_person"), ("Polopiryna czasami", "as_needed"),
]
HINDI = [
    ("warfarin nahi leta", "not_taken"), ("main aspirin nahi leti", "not_taken"),
    ("mummy ko Eliquis chal raha hai", "other_person"), ("meri patni Xarelto leti hai", "other_person"),
    ("clopidogrel band kar diya 2019", "past"), ("sugar nahi hai, ecosprin 75 leta hoon", "taken"),
    ("koi dard nahi warfarin leta hoon", "taken"), ("khoon patla karne wali dawai", "taken"),
    ("blood thinner nahi chal raha", "not_taken"), ("ibuprofen kabhi kabhi", "as_needed"),
    ("cigarette band kar di, ecosprin", "unsure"), ("BP nahi hai clopidogrel leti hoon", "taken"),
    ("pati mujhe clexane lagate hain", "taken"), ("aur kuch nahi sirf warfarin", "taken"),
    ("pehle heart attack hua tha, clopidogrel", "unsure"), ("koi allergy nahi, eliquis", "unsure"),
    ("papa ko clot tha, main warfarin leta hoon", "taken"), ("ecosprin nahi leti", "not_taken"),
    ("warfarin roz raat ko leta hoon", "taken"), ("dadi ko clopidogrel dete hain", "other_person"),
    ("aspirin se allergy hai", "allergy"), ("koi bhi khoon patla karne ki dawa nahi", "not_taken"),
    ("operation ke liye eliquis band hai", "recently_stopped"), ("ab warfarin nahi leta", "not_taken"),
]


def statuses(line):
    """The statuses of what was recognised, in order."""
    return [found.status for found in read_line(line) if found.how != "unrecognised"]


@pytest.mark.parametrize(("line", "expected"), [
    *FRENCH, *GERMAN, *SPANISH, *ITALIAN, *PORTUGUESE, *DUTCH, *NORDIC, *POLISH, *HINDI])
def test_words_of_other_languages_reach_no_further_than_english_ones(line, expected):
    assert statuses(line) == expected.split()
