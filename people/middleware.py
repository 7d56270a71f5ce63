"""What holds for every page: what is personal is stored by no cache on the way, and
what is sent is sent by whoever opened the page."""

from django.utils.cache import patch_cache_control

from people import unsent, unsent_views

# Not yours, not there, not there any more.
CLOSED = (403, 404, 410)


class PersonalPagesMiddleware:
    """Marks each answer to a signed-in person `no-store`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response


class UnsentFormsMiddleware:
    """Keeps a form for whoever opened its page, where they are not signed in any more,
    and gives it back to them filled in; where what it was for is closed to them
    meanwhile, their words. Stands below all that knows who is signed in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_to_fill = request.method == "GET" and unsent.UNSENT in request.GET
        if is_to_fill and request.user.is_authenticated:
            return unsent_views.fill_in(request, response)
        if request.method == "POST" and response.status_code in CLOSED:
            return unsent_views.keep_words(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        """Django asks this before the view; an answer stands in its stead."""
        if request.method != "POST":
            return None
        refused = unsent_views.refuse(request)
        if refused is None and unsent.UNSENT in request.POST:
            unsent.has_been_sent(request.user, request.POST[unsent.UNSENT])
        return refused
