"""Uploading a picture: a damaged one is refused beside its field, and what it tells of its maker is taken out."""

import io
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.uploads import UploadForm, check_size, own_name, write_anew

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
"""What Pillow may try to read; some of its other readers start programs."""
KEPT = {"icc_profile", "transparency"}
"""What a picture keeps beside its pixels: its colours. Place, time, camera, thumbnail and texts go."""
ORIENTATION = 0x0112
MOST_PIXELS = 16_000_000
"""A picture of more costs memory that a small server has not: a photograph is read at half its width and height, others
are refused. A screen of five thousand pixels in width has 15 million; WAGTAILIMAGES_MAX_IMAGE_PIXELS holds for all."""

DAMAGED = _("The picture is damaged or not a picture. Save it again and upload it anew.")
TOO_MANY_PIXELS = _("The picture has too many pixels. Make it smaller and upload it anew.")
MOVES = _("The picture moves. Save one picture of it, or upload it as a recording, which can be stopped.")


def clean_picture(file: UploadedFile) -> None:
    """Write the picture in `file` anew without what it tells of its maker. Raises ValidationError if it is broken."""
    try:
        file.seek(0)
        Image.open(file, formats=FORMATS).verify()
        file.seek(0)
        image = Image.open(file, formats=FORMATS)
        pixels = image.width * image.height
        is_photograph = image.format in {"JPEG", "MPO"}
        if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS or (pixels > MOST_PIXELS and not is_photograph):
            raise ValidationError(TOO_MANY_PIXELS, code="pixels")
        if pixels > MOST_PIXELS:
            image.draft(image.mode, (image.width // 2, image.height // 2))
        # Phones put a second picture behind the first of a JPEG (MPO); that does not move.
        if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
            raise ValidationError(MOVES, code="moves")
        image.load()  # Only this finds a JPEG that has been cut.
        content = _without_traces(image)
    except ValidationError:
        raise
    except Image.DecompressionBombError:
        raise ValidationError(TOO_MANY_PIXELS, code="pixels") from None
    except Exception:  # Pillow's readers raise whatever the bytes lead them to.
        raise ValidationError(DAMAGED, code="damaged") from None
    finally:
        file.seek(0)
    if content is not None:
        write_anew(file, content)


def _without_traces(image: Image.Image) -> bytes | None:
    """The picture with its colours only, turned upright; None when there is nothing to take out.

    JPEG and PNG have many places for texts and lose nothing by being written anew. The others lose a little.
    """
    upright = image
    if image.getexif().get(ORIENTATION, 1) != 1:
        upright = ImageOps.exif_transpose(image)
    elif image.format in {"AVIF", "GIF", "WEBP"} and not {"exif", "xmp", "comment"} & image.info.keys():
        return None
    upright.info = {name: value for name, value in image.info.items() if name in KEPT}
    options: dict = {"quality": 92, "icc_profile": upright.info.get("icc_profile")}
    if image.format == "JPEG" and upright is image:
        options["quality"] = "keep"
    upright.save(output := io.BytesIO(), "JPEG" if image.format == "MPO" else image.format, **options)
    return output.getvalue()


class PictureField(WagtailImageField):
    """Wagtail's field, which by itself trusts the first bytes of the file and keeps all of it."""

    def to_python(self, data):
        """The uploaded file, read through once, written anew, with a name of ours."""
        if isinstance(data, UploadedFile):
            check_size(data, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
            clean_picture(data)
        if file := super().to_python(data):
            file.name = own_name(file.name)
        return file


def leave_out_avatars() -> None:
    """Take the picture of oneself out of the account settings: Wagtail stores it as it was sent, traces and all."""
    AvatarSettingsPanel.is_active = lambda self: False


def read_sizes_together() -> None:
    """Let each stream read the sizes of all its pictures in one query; Wagtail asks for each picture by itself."""
    bulk_to_python = ImageChooserBlock.bulk_to_python

    def with_sizes(self: ImageChooserBlock, values: Sequence[int | None]) -> list:
        pictures = bulk_to_python(self, values)
        prefetch_related_objects([picture for picture in pictures if picture], "renditions")
        return pictures

    ImageChooserBlock.bulk_to_python = with_sizes


class PictureForm(UploadForm, BaseImageForm):
    """Wagtail's form with our field for the file."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):  # The form that edits many at once has none.
            self.fields["file"] = PictureField(
                label=field.label,
                required=field.required,
                widget=field.widget,
                max_length=field.max_length,  # type: ignore[attr-defined]  # an image field
                initial=field.initial,
            )


def clean_poster(file: UploadedFile) -> None:
    """The same for a still picture of a recording. Raises ValidationError."""
    check_size(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    clean_picture(file)
    file.name = own_name(file.name)
