"""What should have been published, taken down or sent by now."""

import datetime

from django.apps import apps
from django.db.models import Min
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from hub.models import OutgoingMail


def waiting_seconds() -> int:
    """For how long the longest overdue publishing, taking down or sending has waited; 0 when nothing is due.

    `manage.py publish_scheduled` and `manage.py send_mail` do what is due; timers in deploy/systemd run them each
    minute. A mail that no server takes is not overdue: its next try is in the future.
    """
    now = timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lte=now).aggregate(Min("approved_go_live_at"))
    mail = OutgoingMail.objects.filter(next_try_at__lte=now).aggregate(Min("next_try_at"))
    times: list[datetime.datetime] = [*due.values(), *mail.values()]
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and (model is Page or not issubclass(model, Page)):
            ended = model._default_manager.filter(live=True, expire_at__lte=now)
            times += ended.aggregate(Min("expire_at")).values()
    return max((int((now - time).total_seconds()) for time in times if time), default=0)
