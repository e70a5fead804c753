from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0001_initial")]

    operations = [
        migrations.AddField("indicator", "named_evidence", models.CharField(blank=True, default="", max_length=300)),
        migrations.AddField("sheetline", "named_evidence", models.CharField(blank=True, default="", max_length=300)),
    ]
