"""What is shown to a signed-in person is kept by no cache on the way."""

from django.utils.cache import patch_cache_control


class PersonalPagesMiddleware:
    """Marks each answer to a signed-in person `no-store`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response
