"""The number at the front of a content file's name is no longer part of who it is."""

import re

from django.db import migrations


def forget_the_number(apps, schema_editor):
    LoadedContent = apps.get_model("home", "LoadedContent")
    for loaded in LoadedContent.objects.filter(source__regex=r"/[0-9]+-"):
        loaded.source = re.sub(r"/\d+-", "/", loaded.source)
        loaded.save(update_fields=["source"])


class Migration(migrations.Migration):
    dependencies = [("home", "0003_guidance_and_stories")]

    operations = [migrations.RunPython(forget_the_number, migrations.RunPython.noop)]
