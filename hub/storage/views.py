"""Serving uploaded files from local disk, with byte ranges so that videos seek.

Django's own FileResponse ignores ranges; without them a browser cannot jump in a recording.
"""

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from hub.storage.ranges import ByteRange, UnsatisfiableRange, parse_range

PUBLIC_FOLDERS = {"images", "media", "media_thumbnails", "captions"}
"""Folders of the media root that anybody may read. Documents are not among them: Wagtail serves those after
checking who asks. Originals of pictures are not either: pages show renditions."""

TYPES = {".vtt": "text/vtt; charset=utf-8", ".m4a": "audio/mp4", ".webp": "image/webp", ".avif": "image/avif"}
INLINE = ("image/", "video/", "audio/", "text/vtt")
CHUNK = 64 * 1024
YEAR = 365 * 24 * 3600


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer a file or the part of it that is asked for: 200, 206, 304 or 416. Raises Http404."""
    file = _public_file(path)
    stat = file.stat()
    etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    modified = http_date(stat.st_mtime)
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": f"public, max-age={YEAR}, immutable",
        "ETag": etag,
        "Last-Modified": modified,
    }
    if etag in [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]:
        return HttpResponse(status=304, headers=headers)

    part, status = ByteRange(0, stat.st_size - 1), 200
    wants_range = request.headers.get("If-Range", etag) in (etag, modified)
    if wants_range and request.method == "GET":
        try:
            asked = parse_range(request.headers.get("Range", ""), stat.st_size)
        except UnsatisfiableRange:
            headers["Content-Range"] = f"bytes */{stat.st_size}"
            return HttpResponse(status=416, headers=headers)
        if asked:
            part, status = asked, 206
            headers["Content-Range"] = f"bytes {part.first}-{part.last}/{stat.st_size}"

    content_type = TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0]
    if content_type is None or not content_type.startswith(INLINE) or content_type == "image/svg+xml":
        content_type = "application/octet-stream"
        headers["Content-Disposition"] = "attachment"
    headers["Content-Length"] = str(part.length)
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers, content_type=content_type)
    return StreamingHttpResponse(
        _chunks(file.open("rb"), part), status=status, headers=headers, content_type=content_type
    )


def _public_file(path: str) -> Path:
    """The file behind a public path. Raises Http404 for anything else, also outside the media root."""
    if path.partition("/")[0] not in PUBLIC_FOLDERS or "\0" in path:
        raise Http404(path)
    root = Path(default_storage.path("")).resolve()
    try:
        file = (root / path).resolve()
        is_public = any(file.is_relative_to(root / folder) for folder in PUBLIC_FOLDERS)
        if is_public and file.is_file():
            return file
    except OSError as error:  # For example a name that is too long for the disk.
        raise Http404(path) from error
    raise Http404(path)


def _chunks(file: BinaryIO, part: ByteRange) -> Iterator[bytes]:
    with file:
        file.seek(part.first)
        left = part.length
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
