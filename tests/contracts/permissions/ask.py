"""Asking an address as one role: what it answered, whether it wrote, which words it told."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from hub.caching import generation
from tests.contracts.permissions.scene import CANARIES, Scene, readers_see

WRITING = re.compile(r'(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(\w+)"')
HOUSEKEEPING = {
    "django_session",
    "axes_accessattempt",
    "axes_accessattemptexpiration",
    "hub_hubrendition",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailusers_userprofile",
}
"""Tables that looking writes to: who looks at what and hears of comments, and the sizes in which pictures are shown."""


def ask(scene: Scene, role: str, method: str, url: str, fields: dict) -> str:
    """Ask as `role`, and undo what it did. The answer in the words of matrix.md."""
    client = scene.clients[role]
    cookies = client.cookies.copy()
    with undone(), writes() as tables:
        response = _request(client, method, url, fields, scene.files)
        cell = _cell(response)
        if tables - HOUSEKEEPING:
            cell += "+" if readers_see() == scene.readers_see else "!"
        text = everything(response)
        told = {word for word, canary in CANARIES.items() if role not in canary.roles and word in text}
    client.cookies = cookies
    return " ".join([cell, *sorted(told)])


def form_at(scene: Scene, url: str) -> dict:
    """The fields of the form at an address, as the administrator's browser would send them."""
    with undone():
        response = scene.clients["administrator"].get(url)
    if "json" in response["Content-Type"]:
        html = next(part for name, part in response.json().items() if name.startswith("html"))
    else:
        html = response.content
    found: dict = {}
    for form in BeautifulSoup(html, "html.parser").select("form[method=post i]"):
        if form.get("action") not in (None, "", url):
            continue
        for field in form.select("input[name], textarea[name], select[name]"):
            if field.get("type") in ("submit", "button", "file", "image"):
                continue
            if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
                continue
            values = [field.get("value", "on" if field.get("type") == "checkbox" else "")]
            if field.name == "textarea":
                values = [field.get_text()]
            if field.name == "select":
                values = [option.get("value", "") for option in field.select("option[selected]")]
            found.setdefault(field["name"], []).extend(values)
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever is written inside, in the database and in what the process remembers of it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()
    generation.forget()


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that statements inside write to."""
    tables: set[str] = set()

    def watch(execute, sql, params, many, context):
        if written := WRITING.match(sql):
            tables.add(written[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def _request(client: Client, method: str, url: str, fields: dict, files: dict) -> HttpResponse:
    with translation.override("fi"):
        match method:
            case "GET":
                return client.get(url)
            case "POST":
                data = {
                    name: SimpleUploadedFile(*files[value]) if value in list(files) else value
                    for name, value in fields.items()
                }
                return client.post(url, data, headers={"Origin": "http://testserver"})
            case "PATCH":
                return client.patch(url, json.dumps(fields), "application/json")
            case _:
                return client.generic(
                    method, url, urlencode(fields, doseq=True), "application/x-www-form-urlencoded"
                )


def _cell(response: HttpResponse) -> str:
    location = response.get("Location", "")
    if location.startswith(reverse("wagtailadmin_login")):
        return "login"
    if "Signature=" in location:
        return "200"  # A signed link to the bucket is the file.
    if location == reverse("wagtailadmin_home"):
        with translation.override("fi"):
            refusal = gettext("Sorry, you do not have permission to access this area.")
        if refusal in [str(message).strip() for message in get_messages(response.wsgi_request)]:
            return "no"
    return str(response.status_code)


def everything(response: HttpResponse) -> str:
    """Headers and body as a person could read them: no soft hyphens in words."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = f"{response.headers}{response.cookies}{body.decode(errors='replace')}"
    return text.replace("\u00ad", "").replace("&shy;", "").lower()
