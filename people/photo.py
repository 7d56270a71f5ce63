"""A person's photograph: whatever they upload becomes a small square of our own.

The picture is written anew, so nothing that was hidden in the file, where it was
taken for one, is kept.
"""

import uuid
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
SIDE = 512
UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
)


class NotUsable(Exception):
    """The file cannot become a photograph; as a string it says so to the reader."""


def square(upload):
    """Give the uploaded file as a JPEG of 512 pixels a side, cut from its middle.

    What kind of file it is comes from what is in it, never from its name. Raises
    NotUsable when it is too large or no picture.
    """
    if upload.size > MOST_BYTES:
        raise NotUsable(_("That picture is larger than 5 MB. Choose a smaller one."))
    try:
        picture = Image.open(upload, formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise NotUsable(_("That picture is very large. Choose a smaller one."))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except UNREADABLE as error:
        raise NotUsable(
            _("We cannot read that file. Choose a picture: JPEG, PNG or WebP.")
        ) from error
    small = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS)
    written = BytesIO()
    small.save(written, "JPEG", quality=85, optimize=True)
    return ContentFile(written.getvalue(), name=f"{uuid.uuid4().hex}.jpg")
