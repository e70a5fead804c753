from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_invitations_and_attempts")]

    operations = [
        migrations.AddField("office", "emblem", models.CharField(blank=True, default="", max_length=64), False),
        migrations.AddField("office", "kop_lines", models.CharField(blank=True, default="", max_length=300), False),
    ]
