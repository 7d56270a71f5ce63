"""What is kept about me: who has looked. HTTP, nothing else."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from people.looked import WhoLooked
from people.models import User
from people.visibility import Audience


@login_required
@require_GET
def who_looked(request):
    """Who opened what is kept about me, or took it away."""
    person = User.objects.select_related("service").get(pk=request.user.pk)
    looked = WhoLooked(person, request.GET.get("page"))
    context = {"looked": looked, "audience": Audience(person)}
    return render(request, "people/who_looked.html", context)
