"""The Content-Security-Policy of the Wagtail admin: as ours, but for inline scripts."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

ADMIN = "/admin/"
LOOSER = {
    # Wagtail starts its date fields by a script in the page, and sizes by a style.
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": ["blob:"],
}


class AdminPolicyMiddleware:
    """Loosens the policy for the admin alone; stands after (within) CSPMiddleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(ADMIN):
            # A preview is answered by our own page, with the policy of our pages.
            is_preview = response.headers.pop("Content-Security-Policy", None)
            response._csp_update = LOOSER
            # Wagtail shows its previews in frames of its own.
            response._csp_replace = {"frame-ancestors": [SELF]}
            if is_preview:
                # A button in a preview must not do in earnest what it says.
                response._csp_replace["form-action"] = [NONE]
        return response
