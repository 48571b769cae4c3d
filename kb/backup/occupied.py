"""Whether a site holds anything that a restore would destroy."""

from django.db import connection

from kb.backup import media
from kb.backup.tables import Table

# What `migrate` and a running timer put into an empty database, and how many rows of it; None is any number.
OF_AN_EMPTY_SITE: dict[str, int | None] = {
    "auth_group": None,
    "auth_group_permissions": None,
    "auth_permission": None,
    "django_content_type": None,
    "kb_tickrecord": None,
    "wagtailcore_collection": 1,
    "wagtailcore_groupapprovaltask": None,
    "wagtailcore_groupapprovaltask_groups": None,
    "wagtailcore_groupcollectionpermission": None,
    "wagtailcore_grouppagepermission": None,
    "wagtailcore_locale": None,
    # Wagtail's root and its page of welcome.
    "wagtailcore_page": 2,
    "wagtailcore_referenceindex": None,
    "wagtailcore_site": 1,
    "wagtailcore_task": None,
    "wagtailcore_workflow": None,
    "wagtailcore_workflowpage": None,
    "wagtailcore_workflowtask": None,
}


def what_is_there(found: list[Table]) -> list[str]:
    """What the site has beyond an empty one, for people: some tables with their number of rows, and files."""
    there = []
    with connection.cursor() as cursor:
        for table in found:
            allowed = OF_AN_EMPTY_SITE.get(table.name, 0)
            if allowed is None:
                continue
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table.name)}")  # noqa: S608
            row = cursor.fetchone()
            if row and row[0] > allowed:
                there.append(f"{table.name}: {row[0]}")
    if next(media.files(), None) is not None:
        there.insert(0, "uploaded files")
    return there[:5]
