"""Uploading a picture: a damaged one is refused beside its field, before anything tries to resize it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
"""What Pillow may try to read; some of its other readers start programs."""

DAMAGED = _("The picture is damaged or not a picture. Save it again and upload it anew.")
TOO_MANY_PIXELS = _("The picture has too many pixels. Make it smaller and upload it anew.")


def check_picture(file) -> None:
    """Raise ValidationError unless the whole of `file` can be read as a picture."""
    try:
        file.seek(0)
        Image.open(file, formats=FORMATS).verify()
        file.seek(0)
        Image.open(file, formats=FORMATS).load()  # Only this finds a JPEG that has been cut.
    except Image.DecompressionBombError:
        raise ValidationError(TOO_MANY_PIXELS, code="pixels") from None
    except Exception:  # Pillow's readers raise whatever the bytes lead them to.
        raise ValidationError(DAMAGED, code="damaged") from None
    finally:
        file.seek(0)


class PictureField(WagtailImageField):
    """Wagtail's field, which by itself trusts the first bytes of the file."""

    def to_python(self, data):
        """The uploaded file, read through once."""
        self.error_messages["invalid_image"] = DAMAGED
        try:
            file = super().to_python(data)
        except ValidationError:
            raise
        except Image.DecompressionBombError:
            raise ValidationError(TOO_MANY_PIXELS, code="pixels") from None
        except Exception:  # As above: the first look is Pillow's too.
            raise ValidationError(DAMAGED, code="damaged") from None
        if file is not None:
            check_picture(file)
        return file


class PictureForm(BaseImageForm):
    """Wagtail's form with our field for the file."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):  # The form that edits many at once has none.
            self.fields["file"] = PictureField(
                label=field.label,
                required=field.required,
                widget=field.widget,
                max_length=field.max_length,
                initial=field.initial,
            )
