from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0002_snippet_drafts'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='sessionpage',
            index=models.Index(fields=['starts_at'], name='session_starts_at'),
        ),
    ]
