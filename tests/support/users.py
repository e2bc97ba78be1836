"""People for tests that ask what somebody may do, and not who signs in."""

from hub.users.models import User

ADMINISTRATOR = User(username="ylläpitäjä", is_superuser=True)
"""May do everything; not in the database."""
