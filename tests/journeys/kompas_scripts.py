"""What a scripted group answers on each card of the Kompas, by row; `test_kompas` tells how it is spelled."""

ROWS: dict[str, dict[str, str]] = {
    "K0": {
        "route": "0 0 1 2 1 1 0 1 2 1 1 0",
        "plan-binnen": "jdnnnn/jjdnnn/djnnjn/jjnnnn + 2 Bel de wijkmanager/jdddnn/jjjnnn/nnnnnn/jdndnn/jjnndn/djnnnj",
    },
    "K2": {
        "wat": (
            "Een veilig plein / Meer bomen / Buren kennen elkaar / Kinderen spelen buiten / Minder afval / "
            "Een plek voor muziek / Samen eten / Schone lucht / Iedereen groet elkaar / Een tuin voor allen"
        ),
        "themas": "0,2 2 4,8 4 4,6 7 2,4 8 4,8 0,4,6,8 4 8",
    },
    "K3": {
        "waarom": "0 0,2 2 3 1,2 4 0 2,3 2 1 2,4 0",
        "waarom-stad": "1,5 5 7,8 2 5,11 1 2,5 4 5,7 8 10 0,5",
        "waarom-gemeente": "0,2 2 6 5,11 2,4 7 2 9 2,6 3 8 2,10",
        "waarom-aanpak": "1 1,2 2 0 4 2,4 2 3 1 2",
    },
    "K4": {
        "belangen": (
            "Bewoners + rust en groen + Ervoor / Winkels + plek voor de auto + Ertegen / "
            "School + een veilige weg + Ervoor / Jongeren + een plek om te zitten + Weten we niet / "
            "Ouderen + een bankje + Ervoor / De wethouder + een besluit + Het hangt ervan af / "
            "De bus + doorrijden + Ertegen / Vogels + bomen + Ervoor / Sporters + ruimte + Ervoor / "
            "De pers + een verhaal + Weten we niet"
        ),
    },
    "K5": {
        "representatief": "0,5 5 5,2 2 6 5 4,5 3 5 2,3 1 5",
        "instrument": "5 5,6 2 0 5 2,5 6 1 3 5,4",
    },
    "K6": {
        "stijlen": (
            "40,30,20,10 25,25,25,25 10,20,30,40 0,0,50,50 30,10,20,40 20,20,20,40 50,0,0,50 10,10,40,40 "
            "0,20,20,60 35,15,25,25"
        ),
        "kleur-mist": (
            "Geel: soep op de stoep / Rood: een kunstje / Blauw: een plan op één vel / Groen: vraag om hulp / "
            "Geel: een bankje + Rood: een race / Blauw: een datum / Geel: thee / Rood: muziek / Blauw: cijfers / "
            "Geel: thuis"
        ),
        "meeweten": "0 1 1 2 0 3 1 2 1 0",
        "wie-mist": (
            "Jongeren / Mensen met nachtdienst / Nieuwe buren / Ouderen + De winkels / Vaders / De sportclub / "
            "De kerk / De moskee / Studenten / Mensen zonder internet"
        ),
    },
    "K7": {
        "wanneer": "0 0 1 1 1 1 2 0 1 1 3 1",
        "wanneer-wie": "3,4 3 4 0,3 3,4 9 1,2,3 4 3,4 5 3 6,7",
        "anders": (
            "De school haakte af / Het regende / Iemand was sneller / De raad koos anders / Er kwam geld bij / "
            "Het plein was dicht / Een buur deed mee / De boom viel / We werden groter / Het duurde lang"
        ),
        "werkvormen": "5 6 3,5 5 4,5 0 5,6 6 5 3 1,2 7,8",
    },
    "K8": {
        "moment": (
            "Het plein gaat open / De school zoekt ruimte / Er is nu geld / Het is te heet / Er komt bouw / "
            "De winkel sluit / Veel jeugd / De weg gaat dicht / Mensen willen / De raad kiest in maart"
        ),
        "einde": (
            "Een open plein + 2027-09-10 / Een feest + 2027-06-05 / Tien bomen + 2027-04-01 / "
            "Een plein + 2027-09-10 / Een bankje + 2027-05-01 / Een boek + 2027-12-01 / Een plein + 2027-09-11 / "
            "Rust + 2027-08-01 / Een pad + 2027-05-20 / Een afspraak + 2027-03-01"
        ),
        "hoor-wat": (
            "Bewoners + wat er besloten is + 2026-12-15 / De raad + ons advies + 2027-01-10 / "
            "Wie er niet was + een brief + 2026-12-01 / De school + de datum + 2026-12-20 / "
            "Winkels + de planning + 2027-01-05 / Ouderen + een belletje + 2026-12-02 / "
            "Jongeren + een filmpje + 2026-12-03 / De buurt + een bord + 2026-12-04 / "
            "De wethouder + het verslag + 2026-12-05 / Iedereen + dat er niets nieuws is + 2027-02-01"
        ),
        "mijlpalen": (
            "Het plan staat + 2026-12-01 + bewoners / Geld geregeld + 2027-01-15 + gemeente / "
            "Proef klaar + 2027-03-01 + school / Bomen staan + 2027-04-10 + groengroep / "
            "Feest + 2027-06-05 + winkels / Bankjes staan + 2027-05-01 + buurt / "
            "Pad ligt + 2027-05-20 + gemeente / Lampen aan + 2027-05-30 + gemeente / "
            "Terugkijken + 2027-09-01 + bewoners / Belofte gedaan + 2026-11-30"
        ),
    },
    "K9": {
        "hoe-nu": "4 4 3 3 4 2 3 4 3 4 2 3",
        "hoe-gewenst": "1 2 1 0 2 1 1 3 1 2 1 0",
    },
    "K10": {
        "eigenaar": "1234512 2234511 1111111 5555555 3333333 2345123 4444444 5432154 4455223 3345512 2211334 5544.32",
        "communicatie": "12345 22345 11111 55555 33333 23451 44444 54321 44552 33421",
    },
    "K11": {
        "party-cipatie/score": (
            "jjjjjjj/jjjndnd/djdnnnd/jnjndnn + 6 Een koor op de stoep/jjjnnnn/djjndnj/jjdnnnn/jddndnn + 4 Hoeden/"
            "jjjnnnd/djjndnn"
        ),
    },
    "K12": {
        "weeg-regels": "0 / 0 / 0 / 1 + Zeg ook wie beslist / 0 / 0 / 2 / 0 / 3 + Er is te weinig tijd / 0",
        "weeg-voor": (
            "Meer groen / Meer contact / Goed voor kinderen / Koeler / Mooier / Minder lawaai / Fijn wonen / "
            "Veiliger / Het kost weinig + Iedereen kan helpen / De buurt wil het"
        ),
        "weeg-tegen": (
            "Minder plek voor auto's / Wie ruimt op? / Te duur / Lawaai op straat / "
            "De winkel is slecht te bereiken / Er is haast / Geen regels / Het trekt rommel / Wie beheert het? / "
            "Ik zie de bus niet meer"
        ),
        "weegschaal": "5 4 4 3 5 4 2 4 5 1 4 3",
        "weeg-toets": "5432 4433 5543 4321 3345 5544 4332 2233 1544 5522 4455 333.",
        "weeg-nee": "0 / 0 / 1 + Ook per brief / 0 / 2 / 3 + Twee weken is te kort / 0 / 1 + Bel ook even / 0 / 0 / 0",
    },
    "K14": {
        "beren/sabotage": "1 2 2 3 1 4 2 6 3 2 1 5",
    },
    "K15": {
        "windmee": (
            "jjdnjjdnjjd/jdnnjdnnjdn/jjjnndddjjj/dddddnnnnnn/jnjnjnjnjnj/jjnnddjjnnd/njnjnjnjnjn/jddjjddjjdd/"
            "nnnjjjdddjj/jjjjjjjjjjj + 4 Maak een groepsapp"
        ),
        "windmee-meer": "3,3,4 0 10,10,10 3,4 5,6,7 3 3,8 9,9 1,2,3 4,4,4",
    },
    "K17": {
        "leerstijlen/leervelden": (
            "1234321 2345432 5555111 1112223 4433221 3333333 2222555 1515151 5151515 3214321 2.45.43"
        ),
    },
    "K18": {
        "uitgangspunten": "1234 2345 3451 4512 5123 5432 4321 3215 2154 1543 5555 1111",
        "voorbeelden": (
            "0 + de raad / 1 + een pop-up / 2 + we keken terug / 1 + een proefweek / 3 + een tent / "
            "0 + samen koken / 2 + een wandeling / 3 + een hek weg / 0 + de kinderen / 3 + een ontheffing"
        ),
        "eigen-uitgangspunt": (
            "We groeten iedereen / We eten samen / We bellen terug / We maken het af / We vragen door / "
            "We lachen veel / We delen alles / We zijn op tijd / We zeggen sorry / We beginnen klein"
        ),
        "verantwoording": (
            "Een vraag over geld / Dieren / Een beer: haast + Muziek / Kinderen / De nacht / Het weer / "
            "De kerk / Sport / Vrienden van buiten / Hoe je stopt"
        ),
        "verder": (
            "Wijkoverleg + de wijkmanager / Schoolplein + de ouders / Groenronde + de beheerder / "
            "Sportakkoord + de coach / Wijkraad + de voorzitter / Winkelstraat / Zorgtafel + de zorg / "
            "Buurtkrant + de krant / Jaarplan + de leiding / Speelplan + de kinderen"
        ),
    },
    "K20": {
        "verhaal-leerlingenraad": (
            "Kinderen / Ouderen / Jongeren / Nachtwerkers / Nieuwe buren / Vaders / Doven / Studenten / "
            "Winkeliers / Mensen in de flat"
        ),
        "verhaal-park": "0 1 3 3 2 1 0 3 3 2",
        "wild-idee": (
            "Een tribune + als trap / Muziek op straat + tot acht uur / Een muur vol verf + op doek / "
            "Een vuurplaats + met een bak / Een markt + klein / Kippen + op het schoolplein / Een podium + los / "
            "Een wip + in het gras / Een hut + van wilgen / Water + uit een pomp"
        ),
        "verhaal-kans": (
            "Bij werk / Bij de balie / Bij een klacht / Bij haast / Bij geld / Bij jeugd / Bij regels / "
            "Bij de bouw / Bij zorg / Bij school"
        ),
        "verhaal-buiten": "1 1 2 0 3 1 1 2 0 1",
        "gebruikers": (
            "Kinderen + met een kaart + de school / Ouderen + bij de koffie + de kerk / Jongeren + op het veldje / "
            "Ouders + bij het hek + de juf / Sporters + na de training + de club / Honden + met hun baas / "
            "Winkels + in de winkel / Nachtwerkers + 's ochtends / Studenten + online + hun huis / Buren + aan de deur"
        ),
        "verhaal-eigen": (
            "Er was ruzie + buren + we aten samen + rust / Een leeg veld + school + zaad + bloemen / "
            "Te veel afval + winkels + een feest + schoon / Geen speelplek + ouders + een brief + een glijbaan / "
            "Stilte + kerk / Donker pad + gemeente + een ronde + licht / Hitte + groengroep + bomen / "
            "Leegstand + kunstenaars + een sleutel + ateliers / Eenzaam + vrijwilligers + koffie + contact / "
            "Snelle auto's + straat + een drempel + veilig"
        ),
    },
}
