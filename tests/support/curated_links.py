"""Curated links and checks that tests make themselves."""

import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from hub.models import CuratedLink, LinkCheck, LinkPlace


def make_curated_link(url: str = "https://linkki.fi/", **fields: Any) -> CuratedLink:
    """A published link in Finnish only, checked today."""
    link = CuratedLink(
        **{
            "title_fi": "Kokeilusivu",
            "title_sv": "Försökssida",
            "description_fi": "Sivu kokeilua varten.",
            "description_sv": "En sida för försök.",
            "url_fi": url,
            "owner_fi": "Pakin neuvonta",
            "owner_sv": "Pakkis rådgivning",
            "checked_on": timezone.localdate(),
        }
        | fields
    )
    link.full_clean()
    link.save()
    link.save_revision().publish()
    return link


def make_check(address: str, *places: Model, days: int = 0, **fields: Any) -> LinkCheck:
    """What was found `days` ago: nothing that fails unless `fields` say so; `places` lead to the address."""
    when = timezone.now() - datetime.timedelta(days=days)
    check = LinkCheck.objects.create(**{"address": address, "outcome": "works", "checked_at": when} | fields)
    for place in places:
        kind = ContentType.objects.get_for_model(place, for_concrete_model=True)
        LinkPlace.objects.create(link=check, content_type=kind, object_id=place.pk)
    return check


def make_dead(address: str, *places: Model) -> LinkCheck:
    """An address that has failed since the day before yesterday."""
    since = timezone.localdate() - datetime.timedelta(days=2)
    return make_check(
        address, *places, outcome="not_found", status_code=404, failing_since=since, is_dead=True
    )
