"""Words that carry a word about taking on to a medicine, and words that end it, in the languages that are read."""
from intake.clinical.medicines.dosage import PIECES, UNITS

# These take a medicine's tier away, so they need more than the others: nothing may stand between but what belongs.
AWAY = frozenset({"not_taken", "past", "allergy", "planned", "stopped", "left_out", "recently_stopped", "had",
                  "took"})
ENDS = frozenset({"end", "except", "taken", "exchange", "still"})
DENIES = frozenset({"no", "stopped", "not", "never"})
DATED = frozenset({"stopped", "past", "left_out", "had", "took"})
JOINED = frozenset({"and", "or", "plus"}) | UNITS | PIECES
# "no aspirin, warfarin or ibuprofen": only such a word tells that what stands after a comma is still denied.
NOR = frozenset("or nor ni oder ou o noch of eller lub ani ne od".split())
AND = frozenset("and plus & + / y e et und en och og i aur".split())
SOFT = frozenset(",/+&()[]{}")
# Behind another medicine these begin a statement of their own: "not on warfarin, on rivaroxaban".
TAKES_UP = frozenset({"on", "with", "taking", "take", "takes", "using", "started", "starting", "commenced"})
SETTING = frozenset({"on", "with", "about", "despite"})
OWN = frozenset({"my", "the", "a", "her", "his", "daily", "old"})
OLD = frozenset({"previous", "past", "former", "history", "hx", "h", "ex"})
WITHOUT = frozenset("sans sin ohne senza sem zonder utan uten uden bez".split())
# Said of a time: they speak of what follows only where they begin their part of the line.
ADVERBS = frozenset({"in", "as", "when", "previously", "formerly", "years", "long", "any", "anymore", "not"})
EXCHANGED = frozenset({"from", "swapped", "traded", "exchanged"})
TURNS = frozenset("so but because however hence therefore then although though".split())
MEDICINES = frozenset("medications medication meds medicines medicine drugs drug tablets treatment prescriptions "
                      "prescription use user users of list anticoagulation course courses doses dose therapy".split())
WITH_DOSE = frozenset("from on starting as daily once twice a day one two and hoon hun hu".split()) | UNITS | PIECES
# After a comma these go on about the medicine before it: ", stopped last week"; other words about something else.
GOES_ON = frozenset("it them that this taking using taken needed required last in on since because by after due for "
                    "when the my now and but so yesterday today recently as any one two three some until before at "
                    "day week fortnight month year while few couple more longer anymore then following with years "
                    "completely altogether permanently myself ages long gp doctor dr consultant cardiologist hospital "
                    "haematologist surgeon ago earlier months weeks january february march april may june july august "
                    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring "
                    "autumn summer winter monday tuesday wednesday thursday friday saturday sunday whilst during "
                    "de en hace por depuis en pour seit wegen vor nach im da dal nel per desde em sinds wegens sedan "
                    "avant para voor antes od w pehle se".split())
# Words of a part that say plainly that its medicine is taken: "no tylenol, warfarin restarted".
TAKEN = frozenset("daily nightly bid bd od qd tds tid twice nocte mane resumed resumes restarted started starts "
                  "commenced "
                  "continued continues continuing instead ongoing again weekly mornings nights".split())

_HELPING = frozenset("been ever currently now put yet actually really started going go presently still any of us them "
                     "in my the family not or nor that i is am are was were".split())
# Words of other languages that go with taking: they are no names of medicines.
TONGUES = frozenset(
    # French, Spanish, Italian, Portuguese
    "le la les l un une des du de d aucun aucune mon ma mes je ne prends prend prendre pris plus jamais ni et ou "
    "el los las una unos del mi mis tomo toma tomar tomado tomando ningun ninguna ningunos ya y o uso usa he tipo "
    "il lo gli i uno dei delle degli di dell all alla al mio mia prendo prende prendere preso piu nessun nessuno "
    "nessuna ho assumo assume os as um uma da do dos das meu minha tomei uso nenhum nenhuma mais a ao em "
    # German, Dutch, Nordic, Polish, Hindi
    "der die das den dem ein eine einen meine meinen mein ich nehme nimmt nehmen genommen keine mehr und oder "
    "het een mijn ik gebruik gebruikt gebruiken neem neemt nemen meer en of geen jag tar ta tager tagit ett min mitt "
    "mina jeg bruger bruker noen nogen nagon nagra nagot och eller og mer biore brac zadnych zadne lekow leki moje i "
    "lub ani na ko ki ka ke main mera meri leta leti lete koi bhi aur ya se "
    # Medicines and tablets
    "farmaco farmaci medicamento medicamentos medicament medicaments remedio remedios pastilla pastillas comprimido "
    "comprimidos medikament medikamente medicijn medicijnen medicin mediciner lek dawa dawai goli terapia traitement "
    "tratamiento behandlung medicacion medicacao".split())
# Between a denial and a medicine these belong to the denial: "never been on any warfarin", not "no pain on warfarin".
CARRIES = _HELPING | TONGUES | JOINED | MEDICINES | (WITH_DOSE - {"daily", "day"}) | frozenset(
    "prescribed oral kind type sort form forms types kinds other more longer current recent "
    "known need needed needs required require uses used using take takes took taken taking have has had having given "
    "give get getting got be tried try touched touch to with like such as including include eg e g both either all at "
    "present moment some such called known neither treated injecting inject having do did does these by me we he she "
    "completely together s t self medicating it which who old new".split())
# What was stopped may have its time beside it: "stopped last year: warfarin".
TIMED = CARRIES | frozenset(
    "this last year years month months week weeks ago day days since until while recently in daily regular regularly "
    "every antes avant autrefois vorher fruher prima vroeger eerder forr wczesniej pehle seit depuis desde dal sinds "
    "sedan siden od hace vor hoon hun hu".split())
PASSED = frozenset({"stopped", "past", "recently_stopped", "had", "took", "left_out"})
# Between a person and a medicine: "my husband is also on warfarin".
_THEIR_TONGUES = frozenset(
    "nimmt nahm bekommt braucht prend prenait toma tomaba tomava prende prendeva neemt gebruikt slikt tar tager bruger "
    "bruker bierze zazywa przyjmuje bral leta leti lete chal raha rahi hai hain khata khati khate le lo de di "
    "est sous ete eu traite ist unter hat esta lleva sotto sta er op tas dete deti dena "
    "toman tomaban prennent prenaient prendono prendevano tomam tomavam nehmen gebruiken slikken "
    "biora przyjmuja".split())
OF_PERSON = TONGUES | _THEIR_TONGUES | JOINED | WITH_DOSE | frozenset(
    "is was are were on takes took taking taken has had have been being uses used using gets got get needs needed "
    "prescribed given also still now currently both all or s who that to too always his her their our the in law had "
    "with regularly for years year every just only already recently use take does did of daily step x and".split())
# No names of medicines, in whatever language: "prendo", "comprimidos", "sangre" is left to be asked.
NO_NAMES = TONGUES | _THEIR_TONGUES | frozenset(
    "para pour avec por con cuando quand para noche manana tarde matin soir midi jour jours dia dias giorno giorni "
    "sera mattina notte noite manha abends morgens mittags nachts taglich tag dagelijks avond ochtend dag kvall morgon "
    "dziennie rano wieczorem raz razy subah shaam raat din roz dopo prima nach vor beim wegen gegen contra contre "
    "tengo tenho habe hab heb har mam alergias allergien allergier alergii allergia allergies cirugia operacion "
    "operation semana semaine woche settimana tous chaque cada ogni jede jeden iedere elke varje "
    "hver kazdy actualmente actuellement attualmente atualmente derzeit momenteel aktuell prendre tomar nehmen".split())
# The last word between somebody of the family, first in a part, and a medicine that is theirs.
THEY_TAKE = frozenset("on takes took uses gets".split())
ANIMALS = frozenset("dog dogs cat cats horse puppy twin".split())
REACTIONS = frozenset("rash rashes hives urticaria wheeze wheezing wheezy asthma anaphylaxis anaphylactic swelling "
                      "swollen "
                      "itch itching itchy severe mild bad reaction reactions stomach gastric nausea vomiting sick "
                      "ulcer "
                      "angioedema breathing breathless hit bronchospasm since as when in at from it them this that "
                      "both "
                      "confirmed hai ho known childhood child and or yes only too also is years".split())
# What may stand between a medicine and the person whose it is: "aspirin 75 (my husband's)", "warfarin is for mum".
_BELONGING = frozenset("my our the for of belongs to is are taken used by his her s for my own it its this that thats "
                       "late deceased every each".split())
BELONGS = _BELONGING | WITH_DOSE
PERSON_BEHIND = frozenset("takes uses has it them his her hers one s is too only also now".split())
CLOSE = WITH_DOSE | frozenset({"my", "her", "his"})
# Between a word and a medicine these begin another part.
PARTS = frozenset({",", ";", "(", ")", "[", "]", "|", "-", ":", "and", "but", "so"})
# Whoever stops, allows or plans a medicine: "my doctor stopped warfarin", not "chemo finished warfarin".
AGENTS = TIMED | frozenset(
    "doctor doctors dr gp gps cardiologist haematologist hematologist consultant surgeon specialist neurologist nurse "
    "hospital clinic they pharmacist dentist vascular rheumatologist physician medecin arzt medico medica lekarz "
    "lakare "
    "laege lege advised told asked warned try supposed dokter doktor docteur cardiologue kardiologe cardiologo was "
    "were been just also so then hence but "
    "because eventually finally later meanwhile who that which we he she it you recently temporarily "
    "completely".split())
# A word that ends so speaks of the medicine whatever stands between: "prescribed for pain but I never take it".
MEANT = frozenset({"it", "them", "this", "that", "la", "lo", "las", "los"})
# "eliquis from next week", "to start eliquis next week"; not "to increase eliquis next week".
BEGINS = CARRIES | frozenset("start starts starting begin begins beginning commence commencing plan plans planned due "
                             "will "
                             "going about".split())
