"""The few pictures that stand in docs/screens, made of those in var/screens."""

from PIL import Image

# How much of a long page is shown, in pixels of the picture.
HIGHEST = {1280: 1400, 390: 1700}

# name in docs/screens: the screen, and at which width
PICTURES = {
    "my-page": ("02-my-page", 1280),
    "step": ("05a-step", 1280),
    "session": ("07b-session", 1280),
    "team": ("08-team", 1280),
    "register": ("09b-register", 390),
    "gaps": ("10-coverage", 1280),
    "modules": ("03-modules", 1280),
}


def renew(made, target):
    """Write anew those whose screen is among the ones just made, in the folder `made`.

    Few colours and no more than one long look: they travel with every clone.
    """
    for name, (screen, width) in PICTURES.items():
        source = made / f"{screen}-{width}.png"
        if not source.exists():
            continue
        with Image.open(source) as picture:
            box = (0, 0, picture.width, min(picture.height, HIGHEST[width]))
            small = picture.convert("RGB").crop(box).quantize(64)
            small.save(target / f"{name}.png", optimize=True)
