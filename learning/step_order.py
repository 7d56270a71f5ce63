"""Which step of a module is the third: the places of its steps, without parsing the
module anew for every page that asks.

A published module changes its steps by a new revision, so what was read of a revision
stays true for as long as the process lives. A module without one is read each time.
"""

from learning.models import ModulePage
from learning.outline import outline_of

# How many are remembered: all that a city has, several times over.
REMEMBERED = 500
_places = {}


def places_of(modules):
    """Give {module id: {step id: its number}}.

    Takes of each module its id, its translation key (a number may be given again in
    another database, this may not) and the id of its live revision. One query for those
    that are not remembered, none for the others.
    """
    keys = {module: (module, *version) for module, *version in modules}
    found = {module: _places[key] for module, key in keys.items() if key in _places}
    unknown = [module for module in keys if module not in found]
    if len(_places) > REMEMBERED:
        _places.clear()
    for page in ModulePage.objects.filter(pk__in=unknown):
        places = {step.id: step.number for step in outline_of(page).steps}
        found[page.pk] = places
        if page.live_revision_id is not None:
            _places[keys[page.pk]] = places
    return found
