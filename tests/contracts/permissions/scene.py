"""The objects that the table names, each holding a word that only some roles may read, and a browser for each role.

root
├── /fi/
│   ├── contacts ── public (a draft revision: zqrevision)
│   │           ├── draft (never published, in review, with a comment: zqdraft, zqcomment)
│   │           └── members (published for one group, behind a password too: zqmembers, zqpassword)
│   └── toolkit ── topic (the limited editor's section) ── own
└── /sv/
└── contacts ── swedish (the translation of public; a translated text not yet published: zqstring)
"""

import datetime
import io
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import CharField, Model, TextField
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    PageViewRestriction,
    Revision,
    Site,
    UploadedFile,
    Workflow,
    WorkflowTask,
)
from wagtail_localize.models import OverridableSegment, StringSegment, StringTranslation, Translation

from events.models import SessionPage, Theme
from events.registration.links import token_of
from events.registration.seats import sign_up
from home.models import HomePage
from home.roles import APPROVAL, EDITORS, PUBLISHERS, TRANSLATORS, make_roles
from hub.checks import translatable_snippets
from hub.models import CuratedLink, Fact, HubDocument, HubImage, HubMedia
from hub.users.models import User
from network.models import ContactIndexPage, ContactPage
from tests.support.curated_links import make_curated_link
from tests.support.facts import make_fact
from tests.support.pages import translation_of
from toolkit.forms import name_of
from toolkit.models import AssessmentPage, GuidePage, LocalSupport, PaperPage, TopicPage

ROLES = ("visitor", "reader", "translator", "section", "editor", "publisher", "administrator")
"""The columns of the table: nobody signed in, a user without a group, the groups of a new site, a superuser; and
`section`, an editor whom an administrator has limited to one section and one collection."""

ADMINISTRATOR = {"administrator"}
PUBLISHING = {"publisher", *ADMINISTRATOR}
EDITING = {"editor", *PUBLISHING}
TRANSLATING = {"translator", *EDITING}
DESK = {"section", *TRANSLATING}
NOBODY: set[str] = set()


class Canary(NamedTuple):
    """Who may read a word anywhere, and an address at which the administrator finds it."""

    roles: set[str]
    told_at: str = ""


CANARIES = {
    # A page that was never published, and what is said of it.
    "zqdraft": Canary(EDITING, "/admin/pages/{draft}/edit/"),
    "zqcomment": Canary(EDITING, "/admin/pages/{draft}/edit/"),
    # The unpublished changes of a public page.
    "zqrevision": Canary(EDITING, "/admin/pages/{public}/edit/"),
    # A page for the members of a group that none of the roles is in; one behind a password, and the password.
    "zqmembers": Canary(EDITING, "/admin/pages/{members}/edit/"),
    "zqlocked": Canary(EDITING, "/admin/pages/{locked}/edit/"),
    "zqpassword": Canary(PUBLISHING, "/admin/pages/{locked}/privacy/"),
    # A translated text that is not published yet.
    "zqstring": Canary(TRANSLATING, "/admin/pages/{swedish}/edit/"),
    # Files of a collection that is not the limited editor's, and the collection's password.
    "zqdocument": Canary(EDITING, "/admin/documents/"),
    "zqimage": Canary(EDITING, "/admin/images/"),
    "zqrecording": Canary(EDITING, "/admin/media/"),
    "zqcollection": Canary(EDITING, "/admin/images/"),
    "zqkey": Canary(ADMINISTRATOR, "/admin/collections/{collection}/privacy/"),
    # The unpublished changes of a snippet of every kind.
    "zqsnippet": Canary(EDITING, "/admin/snippets/events/theme/edit/{theme}/"),
    "zqredirect": Canary(PUBLISHING, "/admin/redirects/"),
    # The names of a user who has edited nothing, and the e-mail addresses of everybody else.
    "zqperson": Canary(ADMINISTRATOR, "/admin/users/"),
    # Whoever sets who reads a page chooses among the groups.
    "zqgroup": Canary(PUBLISHING, "/admin/groups/"),
    # Who has signed up for a session, and what they need. Whoever has the link of the own page is that person.
    "zqparticipant": Canary(EDITING, "/admin/registrations/{session}/"),
    "zqneeds": Canary(EDITING, "/admin/registrations/{session}/"),
    # Workflows and tasks: reports are filtered by their names.
    "zqworkflow": Canary(DESK, "/admin/workflows/list/"),
    # What is kept of a password, and a file that somebody has not finished uploading.
    "zqhash": Canary(NOBODY),
    "zqupload": Canary(NOBODY),
}
"""Words that stand in what the roles may not see."""

Image.new("RGB", (40, 40)).save(_png := io.BytesIO(), "PNG")
PNG = _png.getvalue()
FILES = {
    "@png": ("uusi.png", PNG),
    "@txt": ("uusi.txt", b"uusi"),
    "@mp4": ("uusi.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"),
    "@csv": ("uusi.csv", b"from,to\n/vanha/,/uusi/\n"),
}
"""What the table sends as files."""


@dataclass
class Scene:
    """What the table's addresses are filled in with, and who asks."""

    names: dict[str, Any]
    snippets: list[dict[str, Any]]
    clients: dict[str, Client]
    files: dict[str, tuple[str, bytes]]
    readers_see: set[tuple]


def build() -> Scene:
    """Make everything, in the transaction that is open."""
    make_roles()
    owner = _user("omistaja", email="zqperson@yhdistys.example")
    names = _pages(owner) | _readers_forms() | _files(owner) | _others(owner)
    for thing in names.values():
        if isinstance(thing, Model) and not isinstance(thing, Revision | Translation):
            log(thing, "wagtail.edit", user=owner)
    return Scene(
        {name: thing.pk if isinstance(thing, Model) else thing for name, thing in names.items()},
        [_snippet(model, owner) for model in translatable_snippets()],
        _clients(names),
        FILES | {"@po": ("kaannos.po", _po(names["translation"]))},
        readers_see(),
    )


def _po(translation: Translation) -> bytes:
    """A translator's file with a text that is not in the database yet."""
    return str(translation.export_po()).replace("zqstring", "toinen").encode()


def readers_see() -> set[tuple]:
    """What is public, and what keeps it from being so: any change of it is a change for readers."""
    pages = Page.objects.live().values_list("pk", "url_path", "title", "live_revision")
    models = [*translatable_snippets(), CuratedLink, Fact, LocalSupport]
    snippets = [model.objects.values_list("pk", "live", "live_revision") for model in models]
    restrictions = [
        model.objects.values_list("pk", "restriction_type", "password")
        for model in (PageViewRestriction, CollectionViewRestriction)
    ]
    return set(pages) | set().union(*snippets, *restrictions)


def _pages(owner: User) -> dict[str, Any]:
    contacts = ContactIndexPage.objects.get(locale__language_code="fi")
    public = ContactPage.objects.child_of(contacts).live().first()
    swedish = translation_of(public, "sv")
    public.lead = "Salainen zqrevision"
    revision = public.save_revision(user=owner)
    public = ContactPage.objects.get(pk=public.pk)

    draft = contacts.add_child(instance=_contact("zqdraft", "luonnos", owner, live=False))
    Comment.objects.create(
        page=draft, user=owner, text="Salainen zqcomment", contentpath="title", position=""
    )
    draft_revision = draft.save_revision(user=owner)
    workflow_state = Workflow.objects.get(name=APPROVAL).start(draft, owner)
    task_state = workflow_state.current_task_state

    members = contacts.add_child(instance=_contact("zqmembers", "jasenille", owner))
    restriction = PageViewRestriction.objects.create(page=members, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Salainen zqgroup"))
    later = timezone.now() + datetime.timedelta(days=1)
    scheduled = members.save_revision(user=owner, approved_go_live_at=later)
    locked = contacts.add_child(instance=_contact("zqlocked", "lukossa", owner, locked=True, locked_by=owner))
    untranslated = contacts.add_child(instance=_contact("uusi", "vain-suomeksi", owner))
    password = PageViewRestriction.objects.create(
        page=locked, restriction_type="password", password="zqpassword"
    )
    other_contacts = contacts.get_parent().add_child(
        instance=ContactIndexPage(title="Toiset", slug="toiset", lead="Toiset yhteyshenkilöt")
    )
    topic = TopicPage.objects.filter(locale__language_code="fi").first()
    own = GuidePage.objects.child_of(topic).first()

    translation = Translation.objects.get(
        source__object_id=public.translation_key, target_locale__language_code="sv"
    )
    segment = StringSegment.objects.filter(source=translation.source).first()
    StringTranslation.objects.filter(
        translation_of=segment.string, context=segment.context, locale=translation.target_locale
    ).update(data="Hemlig zqstring")
    return {
        "root": Page.get_first_root_node(),
        "finnish_home": HomePage.objects.get(locale__language_code="fi"),
        "contacts": contacts,
        "other_contacts": other_contacts,
        "untranslated": untranslated,
        "public": public,
        "public_url": public.url,
        "revision": revision,
        "scheduled": scheduled,
        "alias": public.create_alias(parent=contacts, update_slug="toinen-nimi"),
        "swedish": swedish,
        "swedish_url": swedish.url,
        "swedish_contacts": swedish.get_parent(),
        "draft": draft,
        "draft_url": draft.url,
        "draft_path": draft.url.removeprefix("/fi"),
        "draft_key": draft.translation_key,
        "draft_revision": draft_revision,
        "workflow_state": workflow_state,
        "task_state": task_state,
        "approval": workflow_state.workflow,
        "approval_task": task_state.task,
        "editing_session": EditingSession.objects.create(
            user=owner,
            content_type=draft.cached_content_type,
            object_id=draft.pk,
            last_seen_at=timezone.now(),
        ),
        "members": members,
        "members_url": members.url,
        "locked": locked,
        "locked_url": locked.url,
        "password": password,
        "topic": topic,
        "own": own,
        "translation": translation,
        "translation_source": translation.source,
        "string_segment": segment,
        "overridable_segment": OverridableSegment.objects.filter(source=translation.source).first(),
    }


def _readers_forms() -> dict[str, Any]:
    page = AssessmentPage.objects.filter(locale__language_code="fi").first()
    answers = {name_of(statement): 1 for area in page.outline for statement in area.statements}
    paper = PaperPage.objects.filter(locale__language_code="fi").first()
    session = SessionPage.objects.get(slug="tyosopimus-yhdessa-illassa")
    SessionPage.objects.filter(translation_key=session.translation_key).update(takes_sign_ups=True)
    session.refresh_from_db()
    person = {"name": "Salainen zqparticipant", "email": "osallistuja@yhdistys.example"}
    sign_up(
        session.pk, uuid4(), "fi", person | {"association": "", "way": "remote", "needs": "Salainen zqneeds"}
    )
    registration = session.registrations.get()
    return {
        "session": session,
        "session_key": session.translation_key,
        "registration": registration,
        "own_token": token_of(registration),
        "assessment": page,
        "assessment_url": page.url,
        "assessment_answers": urlencode(answers),
        "paper_url": paper.url,
    }


def _contact(word: str, slug: str, owner: User, **fields: Any) -> ContactPage:
    return ContactPage(
        title=f"Salainen {word}",
        slug=slug,
        lead=f"Tätä ei saa lukea: {word}",
        role="neuvoja",
        organisation="Yhdistys",
        topics="asiat",
        owner=owner,
        **fields,
    )


def _files(owner: User) -> dict[str, Any]:
    root = Collection.get_first_root_node()
    collection = root.add_child(name="Salainen zqcollection")
    lock = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="zqkey"
    )
    own_collection = root.add_child(name="Osaston tiedostot")
    empty_collection = root.add_child(name="Osaston tyhjä")

    def made(
        model: type[Model], word: str, name: str, content: bytes, within: Collection, **fields: Any
    ) -> Model:
        file = ContentFile(content, name)
        made = model.objects.create(
            title=f"Salainen {word}", file=file, collection=within, uploaded_by_user=owner, **fields
        )
        if model is not HubMedia:
            made.get_file_size()  # Else whoever opens the form first writes it.
        return made

    document = made(HubDocument, "zqdocument", "salainen.txt", b"zqdocument", collection)
    image = made(HubImage, "zqimage", "salainen.png", PNG, collection)
    recording = made(HubMedia, "zqrecording", "salainen.mp4", b"zqrecording", collection, type="video")
    own_document = made(HubDocument, "oma", "oma.txt", b"oma", own_collection)
    own_image = made(HubImage, "oma", "oma.png", PNG, own_collection)
    own_recording = made(HubMedia, "oma", "oma.mp4", b"oma", own_collection, type="video")
    upload_image = _upload(HubImage, owner, "kesken.png", PNG)
    return {
        "root_collection": root,
        "collection": collection,
        "empty_collection": empty_collection,
        "own_collection": own_collection,
        "lock": lock,
        "document": document,
        "document_file": document.file.url,
        "document_name": document.filename,
        "own_document": own_document,
        "own_document_name": own_document.filename,
        "image": image,
        "image_file": image.file.url,
        "own_image": own_image,
        "recording": recording,
        "recording_file": recording.file.url,
        "own_recording": own_recording,
        "own_recording_file": own_recording.file.url,
        "upload_image": upload_image,
        "upload_file": upload_image.file.url,
        "upload_document": _upload(HubDocument, owner, "kesken.txt", b"zqupload"),
    }


def _upload(model: type[Model], owner: User, name: str, content: bytes) -> UploadedFile:
    """A file that `owner` has sent and not described yet."""
    return UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(model),
        file=ContentFile(content, name),
        uploaded_by_user=owner,
    )


def _others(owner: User) -> dict[str, Any]:
    person = _user("zqperson", first_name="zqperson", last_name="zqperson", email="zqperson@yhdistys.example")
    User.objects.filter(pk=person.pk).update(password="md5$zqhash$zqhash")
    task = GroupApprovalTask.objects.create(name="Salainen zqworkflow")
    fact = make_fact("zqfact")
    fact.name_fi = "Salainen zqsnippet"
    later = timezone.now() + datetime.timedelta(days=1)
    fact_scheduled = fact.save_revision(user=owner, approved_go_live_at=later)
    fact_revision = fact.save_revision(user=owner)
    log(fact, "wagtail.edit", user=owner)
    support = LocalSupport.objects.get(key="tuusula-laina")
    support.name_fi = "Salainen zqsnippet"
    support_scheduled = support.save_revision(user=owner, approved_go_live_at=later)
    support_revision = support.save_revision(user=owner)
    log(support, "wagtail.edit", user=owner)
    curated_link = make_curated_link()
    curated_link.title_fi = "Salainen zqsnippet"
    link_scheduled = curated_link.save_revision(user=owner, approved_go_live_at=later)
    link_revision = curated_link.save_revision(user=owner)
    unused_workflow = Workflow.objects.create(name="Salainen zqworkflow")
    WorkflowTask.objects.create(workflow=unused_workflow, task=task)
    return {
        "person": person,
        "group": Group.objects.get(name="Salainen zqgroup"),
        "redirect": Redirect.objects.create(
            old_path="/zqredirect", redirect_link="https://zqredirect.example/"
        ),
        "curated_link": curated_link,
        "curated_link_revision": link_revision.pk,
        "curated_link_scheduled": link_scheduled.pk,
        "fact": fact,
        "fact_revision": fact_revision.pk,
        "fact_scheduled": fact_scheduled.pk,
        "support": support,
        "support_revision": support_revision.pk,
        "support_scheduled": support_scheduled.pk,
        "task": task,
        "disabled_task": GroupApprovalTask.objects.create(name="zqworkflow pois", active=False),
        "unused_workflow": unused_workflow,
        "disabled_workflow": Workflow.objects.create(name="zqworkflow pois", active=False),
        "finnish_locale": Locale.objects.get(language_code="fi"),
        "swedish_locale": Locale.objects.get(language_code="sv"),
        "site": Site.objects.get(),
        "theme": Theme.objects.filter(locale=Locale.objects.get(language_code="fi")).first(),
    }


def _snippet(model: type[Model], owner: User) -> dict[str, Any]:
    """One of the snippets of a kind, with a draft that holds the word, for addresses that run over all kinds."""
    snippet = model.objects.filter(locale__language_code="fi").first()
    field = next(f for f in model._meta.fields if type(f) in (CharField, TextField) and not f.choices)
    setattr(snippet, field.name, "zqsnippet")
    later = timezone.now() + datetime.timedelta(days=1)
    scheduled = snippet.save_revision(user=owner, approved_go_live_at=later)
    revision = snippet.save_revision(user=owner)
    log(snippet, "wagtail.edit", user=owner)
    return {
        "app": model._meta.app_label,
        "model": model._meta.model_name,
        "snippet": snippet.pk,
        "snippet_revision": revision.pk,
        "snippet_scheduled": scheduled.pk,
    }


def _user(username: str, **fields: Any) -> User:
    return User.objects.create_user(username, password="ei tarvita tässä", **fields)


def _clients(names: dict[str, Any]) -> dict[str, Client]:
    groups = {
        "translator": Group.objects.get(name=TRANSLATORS),
        "section": _section(names),
        "editor": Group.objects.get(name=EDITORS),
        "publisher": Group.objects.get(name=PUBLISHERS),
    }
    clients = {role: Client(raise_request_exception=False) for role in ROLES}
    for role in ROLES[1:]:
        user = _user(role, is_superuser=role == "administrator")
        if role in groups:
            user.groups.add(groups[role])
        clients[role].force_login(user)
    return clients


def _section(names: dict[str, Any]) -> Group:
    """A group that may write below one page and use one collection."""
    group = Group.objects.create(name="Osasto")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    editors = Group.objects.get(name=EDITORS)
    for granted in editors.page_permissions.all():
        GroupPagePermission.objects.create(group=group, page=names["topic"], permission=granted.permission)
    for granted in editors.collection_permissions.all():
        for collection in (names["own_collection"], names["empty_collection"]):
            GroupCollectionPermission.objects.create(
                group=group, collection=collection, permission=granted.permission
            )
    return group
