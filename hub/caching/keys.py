"""Under which key a page is kept."""

from collections.abc import Mapping
from hashlib import blake2b
from re import fullmatch
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.request import split_domain_port


def address_key(request: HttpRequest, form: str) -> str:
    """The key of an address without its query; `form` names the shape of what is kept. Raises DisallowedHost.

    A host's ports and spellings are one address, for nobody must be able to make copies at will.
    """
    host, _port = split_domain_port(request.get_host())
    return f"page:{digest(f'{form} {request.scheme}://{host}{request.path}')}"


def query_key(address: str, request: HttpRequest, reads: Mapping[str, str]) -> str:
    """The key of a request whose page reads these parameters, given with the pattern of their values.

    Other parameters and other values make no copies of their own.
    """
    read = [
        (name, request.GET[name])
        for name, pattern in sorted(reads.items())
        if name in request.GET and fullmatch(pattern, request.GET[name])
    ]
    return f"{address}:{digest(urlencode(read, errors='surrogatepass'))}" if read else address


def digest(text: str) -> str:
    """A short name for a text of any length."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()
