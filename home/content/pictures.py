"""Pictures that ship: a file is in the library once, however often it is loaded."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.utils.translation import gettext as _

from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

FOLDER = "pictures"


def picture_of(name, description=None):
    """Give the picture of a file ("pictures/x.png"), and whether it is a new one.

    `description` is its text alternative in the library, for a picture that is new
    there. Raises ValueError, with a sentence, for a file that is not to be had.
    """
    path = (settings.CONTENT_DIR / str(name)).resolve()
    if not path.is_relative_to(settings.CONTENT_DIR / FOLDER):
        raise ValueError(_("A picture must lie in content/%s.") % FOLDER)
    if not path.is_file():
        raise ValueError(_("There is no picture “%s”.") % name)
    with path.open("rb") as file:
        known = get_image_model().objects.filter(file_hash=hash_filelike(file)).first()
        if known:
            return known, False
        return _new_picture(path, file, description), True


def _new_picture(path, file, description):
    file.seek(0)
    picture = get_image_model()(
        title=path.stem.replace("-", " ").capitalize(),
        description=(description or "").strip()[:255],
        file=ImageFile(file, name=path.name),
    )
    try:
        picture.full_clean()
    except ValidationError as error:
        raise ValueError(
            _("“%s” is not a picture that can be shown.") % path.name
        ) from error
    picture.save()
    # By its hash the next load finds it again.
    picture.get_file_hash()
    return picture
