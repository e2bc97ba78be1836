"""Swedish forms in Finland: the Finnish ones, but for the word before the time."""

from hub.formats.fi.formats import *  # noqa: F403  # Django looks for each by its name.

DATETIME_FORMAT = r"j.n.Y \k\l. G.i"
