"""What stands for a person without a photograph: initials, on one of six tones."""

from zlib import crc32

TONES = ("glaze", "amber", "coral", "plum", "leaf", "slate")


def initials(name):
    """The first letters of the first and last word of the name, in capitals."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def tone(key):
    """One of the tones, always the same for the same person's key."""
    return TONES[crc32(str(key).encode()) % len(TONES)]
