"""The search entries and their full-text index, which each database has in its own way."""

import django.db.models.deletion
from django.db import migrations, models


def on_sqlite(column):
    """An index of one column of the entries, and what keeps it up to date.

    Each word has its language before it, and each column an index of its own: with the language or both columns in
    one, the database reads the half of the pages that are in the language, or all that have the word, to find a few.
    Letters with dots and rings stay letters of their own.
    """
    table = f"hub_searchentry_{column}"
    words = f"{{row}}.language || replace({{row}}.{column}, ' ', ' ' || {{row}}.language)"
    add = f"INSERT INTO {table}(rowid, {column}) VALUES (new.page_id, {words.format(row='new')});"
    take_out = (
        f"INSERT INTO {table}({table}, rowid, {column}) VALUES ('delete', old.page_id, {words.format(row='old')});"
    )
    return [
        f"CREATE VIRTUAL TABLE {table} USING fts5({column}, content='', tokenize='unicode61 remove_diacritics 0')",
        f"CREATE TRIGGER {table}_inserted AFTER INSERT ON hub_searchentry BEGIN {add} END",
        f"CREATE TRIGGER {table}_deleted AFTER DELETE ON hub_searchentry BEGIN {take_out} END",
        f"CREATE TRIGGER {table}_updated AFTER UPDATE ON hub_searchentry BEGIN {take_out} {add} END",
    ]


SQLITE = (*on_sqlite("title_words"), *on_sqlite("words"))
POSTGRESQL = (
    """ALTER TABLE hub_searchentry
        ADD COLUMN title_words_vector tsvector
            GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, 'language' || language || ' ' || title_words)) STORED,
        ADD COLUMN words_vector tsvector
            GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, 'language' || language || ' ' || words)) STORED""",
    "CREATE INDEX hub_searchentry_title_words ON hub_searchentry USING gin (title_words_vector)",
    "CREATE INDEX hub_searchentry_words ON hub_searchentry USING gin (words_vector)",
    "CREATE INDEX hub_indexentry_title_body ON wagtailsearch_indexentry USING gin ((title || body))",
)
"""With the language among the words, the index alone finds those of one language. The last is what Wagtail's own
search asks for and has no index of."""


def make_index(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    """The rest goes with the entries' table."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE hub_searchentry_title_words")
        schema_editor.execute("DROP TABLE hub_searchentry_words")
    else:
        schema_editor.execute("DROP INDEX hub_indexentry_title_body")


class Migration(migrations.Migration):

    dependencies = [
        ('hub', '0003_changes'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='wagtailcore.page', verbose_name='page')),
                ('language', models.CharField(help_text='The code of the language that the page is in.', max_length=10, verbose_name='language')),
                ('title_words', models.TextField(verbose_name='words of the title')),
                ('words', models.TextField(help_text="All of them, the title's first.", verbose_name='words')),
                ('lead', models.TextField(verbose_name='lead')),
                ('review_due_on', models.DateField(null=True, verbose_name='review due on')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
