"""The WSGI entry point that gunicorn loads."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.production")
application = get_wsgi_application()

# Drawing a page takes some 20 ms and makes 50,000 objects, of which hardly any are left afterwards. With Python's
# defaults a worker of four threads spends a third of its processor time on handing a page from thread to thread (and
# core to core) every 5 ms and on looking through what the program itself is made of (benchmarks).
gc.freeze()
gc.set_threshold(20_000, 20, 20)
sys.setswitchinterval(0.05)
