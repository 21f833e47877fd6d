"""What people call feasts, in six languages, and the name that each has here. Small letters, without accents."""

_NAMES = {
    "christmas": "christmas, xmas, x mas, christmas day, christmas time, christmastime, christmas eve, weihnachten, "
                 "weihnacht, heiligabend, noel, navidad, navidades, natale, natal, yuletide, crimbo",
    "christmas holidays": "christmas holidays, xmas hols, christmas hols, christmas holiday, christmas break, "
                          "weihnachtsferien, vacances de noel, christmas vacation",
    "boxing day": "boxing day, st stephen s day, santo stefano, stephanstag",
    "new year": "new year, new years, new year s, nouvel an, ano nuevo, ano novo",
    "new year's eve": "new year s eve, new years eve, nye, silvester, sylvester, reveillon, nochevieja, hogmanay",
    "new year's day": "new year s day, new years day, neujahr, capodanno, jour de l an",
    "in the new year": "in the new year, in new year, early in the new year, early new year, im neuen jahr",
    "epiphany": "epiphany, reyes, los reyes, befana, epifania, dia de reyes, dreikonig, dreikonigstag, dreikonige, "
                "twelfth night",
    "easter": "easter, easter weekend, ostern, paques, pascua, pasqua, pascoa, osterwochenende, easter time, "
              "eastertime, week end de paques",
    "easter sunday": "easter sunday, easter day, ostersonntag",
    "easter monday": "easter monday, ostermontag, lundi de paques, pasquetta, easter bank holiday",
    "good friday": "good friday, karfreitag, vendredi saint, viernes santo, venerdi santo, sexta feira santa",
    "palm sunday": "palm sunday, palmsonntag",
    "holy week": "holy week, semana santa, karwoche, settimana santa, semaine sainte",
    "easter holidays": "easter holidays, easter hols, easter holiday, easter break, easter vacation, osterferien, "
                       "vacances de paques",
    "shrove tuesday": "shrove tuesday, pancake day, pancake tuesday, mardi gras, fat tuesday, faschingsdienstag",
    "carnival": "carnival, carnaval, carnevale, fasching, karneval, fastnacht",
    "ash wednesday": "ash wednesday, aschermittwoch, mercredi des cendres",
    "lent": "lent, fastenzeit, careme, cuaresma, quaresima, quaresma",
    "ascension": "ascension, ascension day, himmelfahrt, christi himmelfahrt, vatertag, ascension thursday",
    "whitsun": "whitsun, whitsuntide, pentecost, whit monday, whit sunday, whit weekend, pfingsten, pfingstmontag, "
               "pfingstsonntag, pentecote, pentecostes, pentecoste, whit bank holiday",
    "corpus christi": "corpus christi, fronleichnam, fete dieu, corpus domini",
    "advent": "advent, advent sunday",
    "bank holiday": "bank holiday, bank hol, bank holiday monday, bank hol monday, public holiday",
    "bank holiday weekend": "bank holiday weekend, bank hol weekend, long weekend",
    "may bank holiday": "may bank holiday, may bank hol, may bank holiday monday, late may bank holiday, spring bank "
                        "holiday, spring bank hol, second may bank holiday",
    "early may bank holiday": "early may bank holiday, first may bank holiday, may day bank holiday",
    "may day": "may day, mayday, labour day, erster mai, tag der arbeit, fete du travail, primo maggio, dia del "
               "trabajo, dia do trabalho",
    "august bank holiday": "august bank holiday, august bank hol, late august bank holiday, summer bank holiday, "
                           "august bank holiday monday, aug bank holiday",
    "any half term": "half term, half term holiday, half term week, halfterm, half term break",
    "half term": "autumn half term, october half term, oct half term",
    "spring half term": "spring half term, february half term, feb half term",
    "summer half term": "summer half term, may half term, whitsun half term",
    "summer holidays": "summer holidays, summer hols, school hols, school holidays, summer vacation, sommerferien, "
                       "summer break, school summer holidays, grandes vacances",
    "valentine": "valentine s day, valentines day, valentines, valentine s, valentinstag, saint valentin, st valentin",
    "st patrick": "st patrick s day, st patricks day, st paddy s day, paddy s day, saint patrick s day",
    "mothering sunday": "mothering sunday",
    "mothers day": "mother s day, mothers day, muttertag, fete des meres",
    "fathers day": "father s day, fathers day, fete des peres",
    "halloween": "halloween, hallowe en, all hallows eve",
    "bonfire night": "bonfire night, guy fawkes, guy fawkes night, fireworks night",
    "all saints": "all saints, all saints day, all saints, allerheiligen, toussaint, todos los santos, ognissanti, "
                  "todos os santos, all souls, day of the dead, dia de los muertos, dia de muertos, finados",
    "remembrance day": "remembrance day, remembrance sunday, armistice day, poppy day, veterans day, veteran s day, "
                       "martinstag, armistice",
    "canadian thanksgiving": "canadian thanksgiving, action de grace",
    "thanksgiving": "thanksgiving, thanksgiving day, thanks giving, turkey day",
    "black friday": "black friday",
    "memorial day": "memorial day, memorial day weekend",
    "labor day": "labor day, labor day weekend",
    "independence day": "independence day, fourth of july, july 4th weekend, fourth of july weekend",
    "juneteenth": "juneteenth",
    "mlk": "mlk day, martin luther king day, mlk weekend, martin luther king jr day",
    "presidents day": "presidents day, president s day, presidents day weekend, washington s birthday, presidents",
    "columbus day": "columbus day, indigenous peoples day, indigenous people s day",
    "spring break": "spring break",
    "victoria day": "victoria day, may long weekend, may two four",
    "canada day": "canada day",
    "australia day": "australia day",
    "anzac day": "anzac day, anzac",
    "waitangi day": "waitangi day, waitangi",
    "king s day": "king s day, kings day, koningsdag",
    "national day fr": "bastille day, quatorze juillet, fete nationale",
    "republic day it": "festa della repubblica",
    "burns night": "burns night",
    "st andrew": "st andrew s day, st andrews day",
    "st george": "st george s day, st georges day",
    "unity day": "tag der deutschen einheit, german unity day, day of german unity",
    "assumption": "assumption, mariae himmelfahrt, maria himmelfahrt, assomption, ferragosto, asuncion, assunzione",
    "midsummer": "midsummer, midsommar, san juan, saint jean, juhannus, sao joao, midsummer s day",
    "diwali": "diwali, divali, deepavali, deepawali, dipawali, diwalli",
    "holi": "holi",
    "dussehra": "dussehra, dasara, vijayadashami, dasera, durga puja",
    "navratri": "navratri, navaratri, navratra",
    "eid al-fitr": "eid al fitr, eid ul fitr, eid el fitr, small eid, chhoti eid, ramadan eid, idul fitri, ramazan "
                   "bayrami, aid el fitr, hari raya, end of ramadan, zuckerfest",
    "eid al-adha": "eid al adha, eid ul adha, eid el adha, bakrid, bakra eid, big eid, badi eid, kurban bayrami, aid "
                   "el kebir, tabaski, opferfest, festival of sacrifice",
    "eid": "eid, eid mubarak",
    "ramadan": "ramadan, ramazan, ramzan",
    "lunar new year": "lunar new year, chinese new year, cny, spring festival, tet, seollal",
    "hanukkah": "hanukkah, chanukah, hanukah, chanukkah",
    "passover": "passover, pesach, pessach",
    "yom kippur": "yom kippur",
    "rosh hashanah": "rosh hashanah, rosh hashana, jewish new year",
}
FEAST_NAMES: dict[str, str] = {
    phrase.strip(): name for name, phrases in _NAMES.items() for phrase in phrases.split(",")
}
"""Each way of saying a feast, with its name."""
