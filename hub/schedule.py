"""What should have been published or taken down by now."""

import datetime

from django.apps import apps
from django.db.models import Min
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision


def waiting_seconds() -> int:
    """For how long the longest overdue publishing or taking down has waited; 0 when nothing is due.

    `manage.py publish_scheduled` does what is due; the timer in deploy/systemd runs it each minute.
    """
    now = timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lte=now).aggregate(Min("approved_go_live_at"))
    times: list[datetime.datetime] = [*due.values()]
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and (model is Page or not issubclass(model, Page)):
            ended = model._default_manager.filter(live=True, expire_at__lte=now)
            times += ended.aggregate(Min("expire_at")).values()
    return max((int((now - time).total_seconds()) for time in times if time), default=0)
