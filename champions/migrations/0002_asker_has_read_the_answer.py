from django.db import migrations, models
from django.db.models import F


def take_as_read(apps, schema_editor):
    """What was answered before anybody kept count is nobody's news any more."""
    requests = apps.get_model("champions", "HelpRequest").objects
    requests.filter(answered_at__isnull=False).update(read_at=F("answered_at"))


class Migration(migrations.Migration):
    dependencies = [("champions", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="helprequest",
            name="read_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(take_as_read, migrations.RunPython.noop, elidable=True),
    ]
