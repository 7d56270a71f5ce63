"""What lies in somebody's post: the mail that the site has sent, read as mail programs
read it."""

from dataclasses import dataclass
from email import policy
from email.parser import BytesParser

from icalendar import Calendar


@dataclass(frozen=True)
class Entry:
    """What a mail does to a calendar, and to which entry."""

    method: str
    uid: str
    sequence: int
    starts: object


def post_of(city, person):
    """The mails to a person (or an e-mail), oldest first; what waits is sent before."""
    city.send_mail()
    email = getattr(person, "email", person)
    return [
        BytesParser(policy=policy.default).parsebytes(path.read_bytes())
        for path in sorted(city.mail_folder.glob(f"*-{email}.eml"))
    ]


def subject_of(mail):
    """The subject as it is shown: a fold at its beginning is none of it."""
    return mail["Subject"].strip()


def words_of(mail):
    """All that a mail says: its subject, and each way of saying it."""
    parts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
    return "\n".join([subject_of(mail), *(part.get_content() for part in parts)])


def entry_of(mail):
    """The calendar Entry of a mail; what its part says of itself and what stands in
    it must be the same."""
    parts = [p for p in mail.walk() if p.get_content_type() == "text/calendar"]
    assert len(parts) == 1, f"{len(parts)} calendar parts"
    calendar = Calendar.from_ical(parts[0].get_content())
    assert calendar["METHOD"] == parts[0].get_param("method")
    (event,) = calendar.walk("VEVENT")
    return Entry(
        str(calendar["METHOD"]),
        str(event["UID"]),
        event["SEQUENCE"],
        event["DTSTART"].dt,
    )
