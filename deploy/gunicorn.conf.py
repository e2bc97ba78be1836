"""How gunicorn serves a node; the address to listen on is given on the command line."""

worker_class = "gthread"
workers = 2
"""Processes: as many as the machine has processors."""
threads = 4
timeout = 120
"""Seconds after which a worker that does not stir is replaced; a large upload is stored in one request."""
graceful_timeout = 30
keepalive = 75
"""Seconds; longer than nginx keeps a connection, so that it never writes into one that is being closed."""
max_requests = 5000
max_requests_jitter = 500
forwarder_headers = ""
"""No header says under which path the site stands: who sends one would change the links of everybody's copy."""
worker_tmp_dir = "/dev/shm"  # noqa: S108  # A heartbeat on a slow disk would look like a worker that hangs.
accesslog = None
"""nginx writes one."""
