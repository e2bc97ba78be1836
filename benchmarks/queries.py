"""How many queries a page costs that nobody has kept."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.servers import ROOT

COUNT = """
import sys
import django
django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(headers={"Host": "127.0.0.1", "Authorization": "Basic YTpi"})
client.get(sys.argv[1])
with CaptureQueriesContext(connection) as captured:
    client.get(sys.argv[1])
print(len(captured))
"""


def queries_of(data: Path, path: str) -> int:
    """Queries of the second request in a process, on a data folder of Pakki's."""
    environment = {
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", COUNT, path]
    said = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return int(said.stdout)
