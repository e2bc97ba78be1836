"""FILES_URL: where uploaded files are kept, as plain data."""

from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

SCHEMES = {"s3": "https", "s3+http": "http"}


class Bucket(NamedTuple):
    """A bucket of an S3 server and how to get into it, under django-storages' names."""

    access_key: str
    secret_key: str
    endpoint_url: str
    bucket_name: str
    region_name: str


def parse_files_url(url: str) -> Bucket:
    """The bucket of `s3://key:secret@host/bucket?region=eu-north-1`; `s3+http` speaks HTTP without TLS.

    Without a region it is us-east-1, which servers without regions take. Raises ValueError.
    """
    parts = urlsplit(url)
    name = parts.path.strip("/")
    query = parse_qs(parts.query, strict_parsing=bool(parts.query))
    is_whole = parts.username and parts.password and parts.hostname and name and "/" not in name
    if parts.scheme not in SCHEMES or not is_whole or set(query) - {"region"} or parts.fragment:
        raise ValueError("not s3://key:secret@host/bucket")
    return Bucket(
        access_key=unquote(parts.username or ""),
        secret_key=unquote(parts.password or ""),
        endpoint_url=f"{SCHEMES[parts.scheme]}://{parts.hostname}" + (f":{parts.port}" if parts.port else ""),
        bucket_name=name,
        region_name=query.get("region", ["us-east-1"])[0],
    )
