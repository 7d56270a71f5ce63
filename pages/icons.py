"""Our drawings of things, by name: 24 units square, 1.9 stroke, nobody's logo.

A platform is drawn as what people do there. Each is shown beside a word.
"""

from django.utils.translation import gettext_lazy as _

ICONS = {
    "picture": (
        '<rect x="4" y="4" width="16" height="16" rx="3"/>'
        '<circle cx="9" cy="9.5" r="1.6"/>'
        '<path d="m4.5 17 4.5-4 3.5 3 3-2.5 4 3.5"/>'
    ),
    "board": (
        '<rect x="4" y="4" width="16" height="16" rx="2"/>'
        '<path d="M8 8.5h8M8 12h8M8 15.5h4.5"/>'
        '<path d="M12 2.5V4"/>'
    ),
    "work": (
        '<circle cx="8" cy="8" r="3"/>'
        '<circle cx="17" cy="9" r="2.4"/>'
        '<path d="M2.5 19c.4-3.6 2.6-5.5 5.5-5.5s5.1 1.9 5.5 5.5M15.5 '
        '14.2c3.3-.6 5.5 1.3 6 4.8"/>'
    ),
    "short": ('<path d="M4 5.5h16v10H11l-4.5 4v-4H4z"/><path d="M8 10.5h8"/>'),
    "broadcast": (
        '<path d="M4 10v4h3l7 4.5v-13L7 10z"/>'
        '<path d="M17.5 9a4.2 4.2 0 0 1 0 6M8 14.5V19h2.5"/>'
    ),
    "street": (
        '<path d="M3 20V11l4.5-4 4.5 4v9M12 20v-7l4.5-4 4.5 4v7M2 20h20M7.5 '
        '20v-4M16.5 20v-3.5"/>'
    ),
    "film": (
        '<rect x="3" y="5" width="18" height="14" rx="3"/>'
        '<path d="m10.5 9.3 4.5 2.7-4.5 2.7z"/>'
    ),
    "sky": (
        '<path d="M6.5 18.5a4 4 0 0 1-.4-8 6 6 0 0 1 11.6 1.1 3.5 3.5 0 0 1-.2 '
        '6.9z"/>'
        '<path d="M9 14.5h6"/>'
    ),
    "talk": (
        '<path d="M3 4.5h11v8H8.5L5 15.5v-3H3z"/>'
        '<path d="M16.5 8.5H21v8h-2v3l-3.5-3H10v-1.5"/>'
    ),
    "access": (
        '<circle cx="12" cy="12" r="8.5"/><path d="M8.5 16l3.5-9 3.5 9M9.8 13h4.4"/>'
    ),
    "fork": (
        '<path d="M12 21v-7M12 14c0-4-6-3.5-6-9M12 14c0-4 6-3.5 6-9M3.5 7 6 '
        '4.5 8.5 7M15.5 7 18 4.5 20.5 7"/>'
    ),
    "clock": ('<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>'),
    "steps": ('<path d="M4 19h5v-5h5V9h5V5"/>'),
    "pin": (
        '<path d="M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0C5.5 15 12 21 12 21z"/>'
        '<circle cx="12" cy="10" r="2.3"/>'
    ),
    "screen": (
        '<rect x="3" y="4.5" width="18" height="12" rx="2"/>'
        '<path d="M9 20.5h6M12 16.5v4"/>'
    ),
    "cup": (
        '<path d="M5 8.5h11v6a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 10h1.5a2.7 '
        '2.7 0 0 1 0 5.5H16M8.5 5.5v-2M12.5 5.5v-2"/>'
    ),
    "people": (
        '<circle cx="9" cy="8.5" r="3.5"/>'
        '<path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 5.2a3.5 3.5 0 0 1 0 '
        '6.6M18 14.5c2 .8 3.2 2.6 3.5 5.5"/>'
    ),
    "calendar": (
        '<rect x="4" y="5.5" width="16" height="15" rx="2"/>'
        '<path d="M4 10.5h16M8.5 3v4M15.5 3v4"/>'
    ),
    "tick": ('<path d="m5 12.5 4.5 4.5L19.5 7"/>'),
    "bang": ('<path d="M12 4.5 21 20H3z"/><path d="M12 10v4.5M12 17v.3"/>'),
    "search": ('<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>'),
    "phone": (
        '<path d="M6 3.5h3l1.5 4-2 1.5c1 2.5 3 4.5 5.5 5.5l1.5-2 4 1.5v3c0 '
        '1.5-1 2.5-2.5 2.5C10.5 19.5 4 13 3.5 6c0-1.5 1-2.5 2.5-2.5z"/>'
    ),
    "mail": (
        '<rect x="3" y="5.5" width="18" height="13.5" rx="2"/>'
        '<path d="m4 7.5 8 6 8-6"/>'
    ),
    "lift": (
        '<rect x="5" y="3.5" width="14" height="17" rx="1.5"/>'
        '<path d="m9 10.5 3-3 3 3M9 14l3 3 3-3"/>'
    ),
    "swap": ('<path d="M4 8.5h14l-3.5-3.5M20 15.5H6l3.5 3.5"/>'),
    "hand": (
        '<path d="M7.5 12V6.5a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 '
        "0V11V6a1.5 1.5 0 0 1 3 0v8.5c0 3.5-2 6-5.5 6-3 0-4.5-1.5-6-4.5L3.6 "
        '13a1.4 1.4 0 0 1 2.4-1.3z"/>'
    ),
    "print": ('<path d="M7 9V4h10v5M7 17H4V9.5h16V17h-3M7 14h10v6H7z"/>'),
    "flag": ('<path d="M6 21V4h12l-2.5 4L18 12H6"/>'),
}

PLATFORMS = {
    "facebook": "board",
    "instagram": "picture",
    "linkedin": "work",
    "x": "short",
    "whatsapp": "broadcast",
    "nextdoor": "street",
    "youtube": "film",
    "bluesky": "sky",
}

# What an editor may choose for a module or café that is about no one platform.
TOPICS = [
    ("talk", _("Two people talking")),
    ("access", _("A letter in a circle")),
    ("fork", _("A path that divides")),
    ("cup", _("A cup")),
    ("people", _("Two colleagues")),
    ("flag", _("A flag")),
    ("clock", _("A clock")),
]

# How something stands: 20 units square. Each has an outline of its own, so that they
# are told apart without colour.
SHAPES = {
    "todo": '<circle cx="10" cy="10" r="8"/>',
    "now": (
        '<circle cx="10" cy="10" r="8"/>'
        '<path d="M10 2a8 8 0 0 1 0 16z" fill="currentColor" stroke="none"/>'
    ),
    "done": (
        '<circle cx="10" cy="10" r="9" fill="currentColor" stroke="none"/>'
        '<path class="soc-state__tick" d="m5.8 10.4 2.9 2.9 5.6-6" stroke-width="2.2" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "info": '<path d="M2 3h16v11h-8l-4 4v-4H2z" stroke-linejoin="round"/>',
    "gap": (
        '<path d="M10 1.5 19 18H1z" stroke-linejoin="round"/>'
        '<path d="M10 7v5M10 14.5v.5" stroke-linecap="round"/>'
    ),
    "free": ('<path d="M14.5 6.5a3.5 3.5 0 1 1 0 7"/><circle cx="8.5" cy="10" r="7"/>'),
    "full": (
        '<path d="M14.5 6.5a3.5 3.5 0 1 1 0 7"/>'
        '<circle cx="8.5" cy="10" r="7" fill="currentColor"/>'
    ),
}
