"""Under which key a page is kept."""

from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import urlencode

from django.http import HttpRequest


def address_key(request: HttpRequest) -> str:
    """The key of an address without its query. Raises DisallowedHost."""
    address = f"{request.scheme}://{request.get_host()}{request.path}"
    return f"page:{blake2b(address.encode(errors='surrogatepass'), digest_size=16).hexdigest()}"


def query_key(address: str, request: HttpRequest, names: Iterable[str]) -> str:
    """The key of a request whose page reads these parameters; others make no copies of their own."""
    read = [(name, request.GET[name]) for name in sorted(names) if name in request.GET]
    if not read:
        return address
    query = urlencode(read, errors="surrogatepass")
    return f"{address}:{blake2b(query.encode(), digest_size=16).hexdigest()}"
