"""Serving uploaded files: from local disk with byte ranges so that videos seek, from S3 by a signed link.

Django's own FileResponse ignores ranges; without them a browser cannot jump in a recording.
"""

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.encoding import filepath_to_uri
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from hub.models import HubDocument
from hub.storage.access import is_public, may_read, pages_showing, recording_of
from hub.storage.disk import DiskStorage
from hub.storage.ranges import ByteRange, UnsatisfiableRange, parse_range

if TYPE_CHECKING:
    from hub.storage.bucket import BucketStorage

RECORDINGS_FOLDERS = {"media", "media_thumbnails", "captions"}
"""Folders whose files may be fetched by whoever may read a page that shows the recording."""
PUBLIC_FOLDERS = RECORDINGS_FOLDERS | {"images"}
"""Folders of the media root that are served here. Documents are not among them: Wagtail serves those after
checking who asks. Originals of pictures are not either: pages show renditions."""

TYPES = {".vtt": "text/vtt; charset=utf-8", ".m4a": "audio/mp4", ".webp": "image/webp", ".avif": "image/avif"}
INLINE = ("image/", "video/", "audio/", "text/vtt")
CHUNK = 64 * 1024
YEAR = 365 * 24 * 3600
LINK_SECONDS = 3600
"""How long a signed link is valid; for a recording that long after it has been played from end to end."""
PUBLIC = f"public, max-age={YEAR}, immutable"
PRIVATE = "private, no-store"
NGINX_LOCATION = "/_files/"
"""Under which nginx sees the media root; it sends from there only what we ask it to (deploy/nginx)."""


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer a file or the part of it that is asked for. Raises Http404, also for who may not see it.

    From local disk 200, 206, 304 or 416; from S3 a redirect to a link that S3 answers.
    """
    folder = path.partition("/")[0]
    if folder not in PUBLIC_FOLDERS or "\0" in path or ".." in path.split("/"):
        raise Http404(path)
    cache_control, seconds = PUBLIC, LINK_SECONDS
    if folder in RECORDINGS_FOLDERS:
        cache_control, seconds = _rights(request, path)
    content_type, headers = _kind(path)
    headers["Cache-Control"] = cache_control
    if isinstance(default_storage, DiskStorage):
        return _from_disk(request, _public_file(path), content_type, headers)
    if folder == "captions":
        return _captions(path, content_type, headers)
    if cache_control == PUBLIC:
        headers["Cache-Control"] = f"public, max-age={LINK_SECONDS // 2}"
    return _to_bucket(request, path, seconds=seconds, content_type=content_type, headers=headers)


def _rights(request: HttpRequest, path: str) -> tuple[str, int]:
    """How a recording's file may be kept, and for how many seconds its link is valid. Raises Http404."""
    recording = recording_of(path)
    if recording is None:
        raise Http404(path)
    pages = list(pages_showing(recording))
    seconds = LINK_SECONDS + int(recording.duration or 0)
    if is_public(pages):
        return PUBLIC, seconds
    if may_read(request, recording, pages):
        return PRIVATE, seconds
    raise Http404(path)


def _kind(path: str) -> tuple[str, dict[str, str]]:
    """The content type of a file, and the headers by which a browser saves what it could run."""
    headers: dict[str, str] = {}
    content_type = TYPES.get(Path(path).suffix.lower()) or mimetypes.guess_type(path)[0]
    if content_type is None or not content_type.startswith(INLINE) or content_type == "image/svg+xml":
        content_type = "application/octet-stream"
        headers["Content-Disposition"] = "attachment"
    return content_type, headers


# --- Local disk --------------------------------------------------------------------------------


def _public_file(path: str) -> Path:
    """The file behind a public path. Raises Http404 for anything else, also outside the media root."""
    root = Path(default_storage.path("")).resolve()
    try:
        file = (root / path).resolve()
        is_public = any(file.is_relative_to(root / folder) for folder in PUBLIC_FOLDERS)
        if is_public and file.is_file():
            return file
    except OSError as error:  # For example a name that is too long for the disk.
        raise Http404(path) from error
    raise Http404(path)


def _from_disk(
    request: HttpRequest, file: Path, content_type: str, headers: dict[str, str]
) -> HttpResponseBase:
    if settings.NGINX_SENDS_FILES:
        return _by_nginx(
            str(file.relative_to(Path(default_storage.path("")).resolve())), content_type, headers
        )
    stat = file.stat()
    etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    modified = http_date(stat.st_mtime)
    headers |= {"Accept-Ranges": "bytes", "ETag": etag, "Last-Modified": modified}
    if etag in [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]:
        return HttpResponse(status=304, headers=headers)

    part, status = ByteRange(0, stat.st_size - 1), 200
    wants_range = request.headers.get("If-Range", etag) in (etag, modified)
    if wants_range and request.method == "GET":
        try:
            asked = parse_range(request.headers.get("Range", ""), stat.st_size)
        except UnsatisfiableRange:
            headers |= {"Content-Range": f"bytes */{stat.st_size}", "Cache-Control": "no-store"}
            return HttpResponse(status=416, headers=headers)
        if asked:
            part, status = asked, 206
            headers["Content-Range"] = f"bytes {part.first}-{part.last}/{stat.st_size}"

    headers["Content-Length"] = str(part.length)
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers, content_type=content_type)
    return StreamingHttpResponse(
        _chunks(file.open("rb"), part), status=status, headers=headers, content_type=content_type
    )


def _chunks(file: BinaryIO, part: ByteRange) -> Iterator[bytes]:
    with file:
        file.seek(part.first)
        left = part.length
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _by_nginx(path: str, content_type: str, headers: dict[str, str]) -> HttpResponse:
    """Tell nginx which file to send; it does ranges and validators by itself."""
    headers = headers | {"X-Accel-Redirect": NGINX_LOCATION + filepath_to_uri(path)}
    return HttpResponse(headers=headers, content_type=content_type)


# --- S3 ----------------------------------------------------------------------------------------


def _to_bucket(
    request: HttpRequest,
    path: str,
    *,
    seconds: int,
    content_type: str,
    headers: dict[str, str],
) -> HttpResponseRedirect:
    asked = {"ResponseContentType": content_type, "ResponseCacheControl": headers["Cache-Control"]}
    if "Content-Disposition" in headers:
        asked["ResponseContentDisposition"] = headers["Content-Disposition"]
    storage = cast("BucketStorage", default_storage)
    link = storage.signed_url(path, seconds, request.method or "GET", asked)
    return HttpResponseRedirect(link, headers={"Cache-Control": headers["Cache-Control"]})


def _captions(path: str, content_type: str, headers: dict[str, str]) -> HttpResponse:
    """A caption file of at most 2 MB, read through: browsers take captions from the page's own address only."""
    try:
        with default_storage.open(path) as file:
            return HttpResponse(file.read(), headers=headers, content_type=content_type)
    except FileNotFoundError as error:
        raise Http404(path) from error


def send_document(document: HubDocument, request: HttpRequest) -> HttpResponseBase | None:
    """Hand a document over without reading it, where nginx or S3 can; Wagtail has checked by now who asks."""
    headers = {
        "Cache-Control": PRIVATE,
        "Content-Disposition": document.content_disposition,
    }
    if not isinstance(default_storage, DiskStorage):
        return _to_bucket(
            request,
            document.file.name,
            seconds=LINK_SECONDS,
            content_type=document.content_type,
            headers=headers,
        )
    if settings.NGINX_SENDS_FILES:
        return _by_nginx(document.file.name, document.content_type, headers)
    return None
