"""What the editor writes and the translator translates."""

from typing import NamedTuple


class Text(NamedTuple):
    """A text in both languages."""

    fi: str
    sv: str


class Published(NamedTuple):
    """A page that the editor has published: its number and address, and every text that is in it."""

    pk: int
    path: str
    texts: dict[str, Text]


GUIDE = {
    "title": Text("Kesäsijaisen palkkaaminen", "Anställ en sommarvikarie"),
    "lead": Text(
        "Kesä tulee joka vuosi, ja silti se yllättää.", "Sommaren kommer varje år och överraskar ändå."
    ),
    "goal": Text("Yhdistyksellä on sijainen ennen juhannusta.", "Föreningen har en vikarie före midsommar."),
    "time_needed": Text("Luet viidessä minuutissa", "Läses på fem minuter"),
    "checklist_title": Text("Ennen kesää", "Före sommaren"),
    "steps-0-value-title": Text("Sopikaa lomista ajoissa", "Kom överens om ledigheterna i tid"),
    "steps-0-value-todo": Text(
        "Kysykää jokaiselta lomatoive huhtikuussa.", "Fråga alla om deras önskemål i april."
    ),
    "steps-0-value-checklist-0-value": Text("Lomatoiveet on kirjattu muistiin", "Önskemålen har antecknats"),
}

SESSION = {
    "title": Text("Kesätyö kylällä: ilta hallituksille", "Sommarjobb i byn: en kväll för styrelser"),
    "lead": Text("Kuka tekee työt, kun väki on lomalla?", "Vem gör jobbet när folk har semester?"),
    "description": Text(
        "Illassa käydään läpi kesän työt ja tekijät.",
        "Under kvällen går vi igenom arbetena och vem som gör dem.",
    ),
    "chapters-0-value-title": Text("Miksi aihe on nyt ajankohtainen", "Varför ämnet är aktuellt nu"),
    "chapters-1-value-title": Text("Päätös ensin, työ sitten", "Först beslutet, sedan arbetet"),
}

SCENARIO = {
    "title": Text("Lainaväki", "Lånefolket"),
    "lead": Text("Kylät lainaavat toisilleen tekijöitä.", "Byarna lånar ut arbetare till varandra."),
    "claim": Text("Tekijä kiertää, työ pysyy.", "Den som jobbar rör sig, jobbet stannar."),
    "story-0-value": Text("Aamulla soi kylätalon puhelin.", "På morgonen ringer telefonen i byagården."),
    "drivers-0-value-title": Text("Väki vähenee", "Folket minskar"),
    "drivers-0-value-text": Text("Tekijöitä on vähemmän kuin töitä.", "Det finns färre arbetare än arbeten."),
    "roles-0-value-title": Text("Välittäjä", "Förmedlaren"),
    "roles-0-value-text": Text("Yhdistys tuntee tekijät.", "Föreningen känner dem som kan jobba."),
    "opportunities-0-value-text": Text(
        "Osaaminen leviää kylästä toiseen.", "Kunskapen sprids från by till by."
    ),
    "threats-0-value-text": Text("Kukaan ei vastaa kokonaisuudesta.", "Ingen ansvarar för helheten."),
    "consequences-0-value-text": Text("Sopimuksia tehdään yhdessä.", "Avtal ingås tillsammans."),
    "signs-0-value-text": Text(
        "Kunnat kilpailuttavat yhdessä.", "Kommunerna konkurrensutsätter tillsammans."
    ),
    "questions-0-value-text": Text("Kenelle me lainaisimme?", "Till vem skulle vi låna ut?"),
}
