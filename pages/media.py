"""What of the media folder anybody may see: the pictures of the library.

Everything else in it has a door of its own or none, so that no file that somebody
uploaded is ever handed out as a page of ours.
"""

import posixpath

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.views.decorators.http import require_safe
from django.views.static import serve

SIZED = "images/"
# As they were uploaded, with whatever the camera wrote into them.
AS_UPLOADED = "original_images/"


@require_safe
def media(request, path):
    """Give a picture in one of its sizes to anybody, as uploaded to editors.

    Raises Http404 for all else, for a roundabout way to it too.
    """
    if posixpath.normpath(path) != path:
        raise Http404
    if path.startswith(AS_UPLOADED):
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
    elif not path.startswith(SIZED):
        raise Http404
    return serve(request, path, settings.MEDIA_ROOT)
