"""nginx, two nodes, PostgreSQL and Redis as deploy/ sets them up: what readers notice when one of them goes."""

import re
import threading
import time
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.deploy.conftest import Editor, Site, until
from tests.support.observatory import A_PLUS, score

pytestmark = pytest.mark.deploy


@pytest.fixture(scope="module")
def pages(site: Site) -> list[str]:
    """The addresses of all pages, each seen once through nginx."""
    code = (
        "from hub.l10n.pages import published\n"
        "for page in published().filter(depth__gt=1): print('PAGE', page.get_url())"
    )
    found = [line.split()[1] for line in site.manage("shell", "-c", code).splitlines() if "PAGE /" in line]
    assert len(found) > 20
    assert {answer.status for answer in site.ask_all(found).values()} == {200}
    return found


def page_id(site: Site, path: str) -> int:
    slug = path.strip("/").rpartition("/")[2]
    code = f"from wagtail.models import Page; print('ID', Page.objects.get(slug='{slug}').pk)"
    return int(site.manage("shell", "-c", code).rpartition("ID ")[2])


@pytest.fixture(scope="module")
def guide(pages: list[str]) -> str:
    """A page without anything below it."""
    return next(path for path in reversed(pages) if path.startswith("/fi/") and path.count("/") > 3)


# --- As it is every day -----------------------------------------------------------------------


def test_http_leads_to_https(site):
    answer = site.ask_plain("/fi/")
    assert (answer.status, answer.headers["Location"]) == (301, "https://pakki.example/fi/")


def test_page_has_its_headers_once(site, pages):
    until(
        lambda: "Warning" not in site.ask("/fi/").headers, 10
    )  # An old copy is shown while a new one is fetched.
    answer = site.ask("/fi/")
    for name in ("Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options"):
        assert len(answer.headers.get_all(name)) == 1, name
    assert "Set-Cookie" not in answer.headers


def test_page_comes_from_nginx_while_the_nodes_are_gone(site, pages):
    time.sleep(6)  # Until the copies are no longer fresh.
    for node in site.nodes:
        node.kill()
    try:
        answers = site.ask_all(pages).values()
        assert {answer.status for answer in answers} == {200}
        assert all(answer.headers["Warning"].startswith("110") for answer in answers)
        gone = site.ask("/fi/ei-kukaan-ole-kysynyt/")
        assert (gone.status, gone.headers["Retry-After"]) == (503, "30")
        assert "Försök igen" in gone.text
        assert score(gone.headers, SimpleCookie()) >= A_PLUS
    finally:
        for node in site.nodes:
            node.start()
    until(lambda: "Warning" not in site.ask("/fi/").headers, 5)


def test_film_is_sent_by_nginx_in_parts_and_with_the_headers_of_pakki(site):
    film = next((site.data / "media" / "media").glob("*.mp4"))
    answer = site.ask(f"/media/media/{film.name}", Range="bytes=4-7")
    assert (answer.status, answer.body) == (206, b"ftyp")
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "public" in answer.headers["Cache-Control"]
    # The node itself sends none of it.
    assert site.ask_node(0, f"/media/media/{film.name}").body == b""


def test_nobody_asks_for_files_behind_the_nodes_back(site):
    film = next((site.data / "media" / "media").glob("*.mp4"))
    assert site.ask(f"/_files/media/{film.name}").status == 404


def test_health_of_a_node(site):
    assert site.ask_node(0, "/health/ready").status == 200
    assert site.ask("/health/ready").status == 200


def test_reader_may_not_send_more_than_a_form_holds(site):
    answer = site.ask("/fi/", "POST", "x" * 2_000_000)
    assert answer.status == 413
    assert "för stor" in answer.text


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/fi/", "x" * 2_000_000, 413),
        ("/" + "a" * 20_000, None, 414),
        ("/edge/withdrawals", None, 404),
        ("/_files/x", None, 404),
        ("/fi/ei-ole/", None, 404),
        ("/health/ready", None, 200),
    ],
    ids=lambda value: str(value)[:20],
)
def test_answer_of_nginx_itself_has_an_a_plus_too(site, path, body, status):
    answer = site.ask(path, "POST" if body else "GET", body)
    assert answer.status == status
    assert score(answer.headers, SimpleCookie()) >= A_PLUS
    assert len(answer.headers.get_all("Content-Security-Policy")) == 1


# --- Two nodes --------------------------------------------------------------------------------


def test_what_is_published_on_one_node_shows_on_the_other_at_once(site, editor, guide):
    assert site.ask_node(1, guide).status == 200
    pk = page_id(site, guide)
    editor.post(f"/admin/pages/{pk}/unpublish/")
    assert site.ask_node(1, guide).status == 404
    editor.post(f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={pk}")
    assert site.ask_node(1, guide).status == 200


def test_what_is_taken_down_is_gone_from_nginx_in_seconds_and_does_not_come_back(site, editor, guide):
    assert site.ask(guide).status == 200
    pk = page_id(site, guide)
    editor.post(f"/admin/pages/{pk}/unpublish/")
    until(lambda: site.ask(guide).status == 404, 8)
    time.sleep(1.5)
    for node in site.nodes:
        node.kill()
    try:
        assert site.ask(guide).status in (404, 503)
    finally:
        for node in site.nodes:
            node.start()
        editor.post(f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={pk}")
    until(lambda: site.ask(guide).status == 200, 8)


@pytest.fixture
def withdrawn(site: Site, guide: str):
    """Somebody has just read a page through nginx; the page is made private, and nobody asks nginx for it since."""
    until(lambda: site.ask(guide).status == 200, 8)
    pk = page_id(site, guide)
    restrict = "from wagtail.models import PageViewRestriction as R; "
    site.manage("shell", "-c", f"{restrict}R.objects.create(page_id={pk}, restriction_type='login')")
    yield guide
    site.manage("shell", "-c", f"{restrict}R.objects.get(page_id={pk}).delete()")
    until(lambda: site.ask(guide).status == 200, 8)


def test_page_made_private_is_gone_from_nginx_at_once(site, withdrawn):
    answer = site.ask(withdrawn)
    assert (answer.status, answer.headers["Location"]) == (302, f"/admin/login/?next={withdrawn}")


def test_page_made_private_does_not_come_back_when_the_nodes_fail(site, withdrawn):
    for node in site.nodes:
        node.kill()
    try:
        assert site.ask(withdrawn).status == 503
        assert site.ask(withdrawn, Accept_Encoding="gzip").status == 503
    finally:
        for node in site.nodes:
            node.start()


def test_nginx_that_missed_the_change_hears_of_it_within_seconds(site, guide):
    until(lambda: site.ask(guide).status == 200, 8)
    pk = page_id(site, guide)
    restrict = "from wagtail.models import PageViewRestriction as R; "
    create = f"{restrict}R.objects.create(page_id={pk}, restriction_type='login')"
    site.manage("shell", "-c", create, FRONTEND_CACHE="http://127.0.0.1:9")
    try:
        until(lambda: site.ask(guide).status == 302, 3)
    finally:
        site.manage("shell", "-c", f"{restrict}R.objects.get(page_id={pk}).delete()")


def test_nobody_reads_the_mark_of_withdrawals_from_outside(site):
    assert site.ask("/edge/withdrawals").status == 404
    assert site.ask("/_withdrawals").status == 404


def test_editor_who_signed_in_on_one_node_is_known_on_the_other(site, editor):
    editor.node = 1
    assert editor.get("/admin/").status == 200


def test_killing_a_node_loses_no_request(site, pages):
    statuses: list[int] = []
    is_over = threading.Event()

    def read(number: int) -> None:
        count = number
        while not is_over.is_set():
            count += 1
            # A cookie of somebody else's keeps nginx from answering by itself.
            statuses.append(site.ask(pages[count % len(pages)], Cookie=f"x={count}").status)
            time.sleep(0.1)

    readers = [threading.Thread(target=read, args=[number]) for number in range(3)]
    for reader in readers:
        reader.start()
    for node in site.nodes:
        time.sleep(2)
        node.kill()
        time.sleep(2)
        node.start()
    is_over.set()
    for reader in readers:
        reader.join()
    assert len(statuses) > 50
    assert set(statuses) == {200}


def test_unknown_parameters_make_no_copies_and_known_ones_do(site):
    site.ask("/fi/haku/?q=palkka")
    assert "palkka" in site.ask("/fi/haku/?q=palkka&utm_source=kirje").text
    assert (
        "palkka"
        not in site.ask("/fi/haku/?utm_source=kirje").text.partition("<main")[2].partition("role=")[0]
    )
    before = copies(site)
    assert before > 0
    assert {site.ask(f"/fi/?utm_source={number}").status for number in range(30)} == {200}
    assert copies(site) <= before + 1
    assert site.ask("/fi/infot/?page=999").status == 404
    assert site.ask("/fi/infot/").status == 200


def test_log_names_pages_and_neither_what_was_asked_nor_who(site):
    site.ask("/fi/haku/?q=salainen-sana")
    log = (site.data.parent / "access.log").read_text()
    assert re.search(r'^127\.0\.0\.0 \[[^]]+\] "GET /fi/haku/" 200 ', log, re.MULTILINE)
    assert "salainen" not in log
    assert "127.0.0.1" not in log


def test_log_does_not_tell_the_private_link_of_a_sign_up(site):
    for path in ("/fi/ilmoittautuminen/oma/", "/sv/anmalan/egen/"):
        site.ask(f"{path}salainen.linkki/")
    site.ask("/fi/haku/?q=sen-jalkeen")  # By now the lines before it are written.
    log = (site.data.parent / "access.log").read_text()
    assert re.search(r'"GET /fi/ilmoittautuminen/oma/\.\.\." \d{3} ', log)
    assert re.search(r'"GET /sv/anmalan/egen/\.\.\." \d{3} ', log)
    assert "linkki" not in log


def copies(site: Site) -> int:
    """How many answers nginx keeps."""
    return sum(path.is_file() for path in (site.data.parent / "nginx-cache").rglob("*"))


# --- Without the database and the cache -------------------------------------------------------


@pytest.fixture
def without_services(site: Site, pages: list[str]):
    """PostgreSQL and Redis end, and come back afterwards. Pages are read before: what is withdrawn empties nginx."""
    assert {answer.status for answer in site.ask_all(pages).values()} == {200}
    site.database.kill()
    site.cache.kill()
    yield
    for server in (site.database, site.cache):
        if server.process is None:
            server.start()
    until(lambda: site.ask_node(0, "/health/ready").status == 200, 10)
    until(lambda: site.ask_node(1, "/health/ready").status == 200, 10)


def test_readers_get_every_page_marked_as_possibly_old(site, pages, without_services):
    time.sleep(36)  # Until even an old copy may only be shown because the site fails.
    answers = site.ask_all(pages)
    assert {path: answer.status for path, answer in answers.items() if answer.status != 200} == {}
    assert [path for path, answer in answers.items() if "Warning" not in answer.headers] == []


@pytest.fixture
def form_token(site: Site) -> dict[str, str]:
    """What a visitor's browser has who opened a form while everything was there: a cookie and a hidden field."""
    answer = site.ask("/admin/login/")
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    field = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)[1]
    return {"cookie": cookie, "field": field}


def test_form_gets_a_clear_answer(site, form_token, without_services):
    answer = site.ask(
        "/fi/_util/authenticate_with_password/1/1/",
        "POST",
        urlencode({"password": "avain", "csrfmiddlewaretoken": form_token["field"]}),
        Cookie=form_token["cookie"],
        Referer="https://pakki.example/fi/",
        Origin="https://pakki.example",
        Content_Type="application/x-www-form-urlencoded",
    )
    assert answer.status == 503, answer.text[:500]
    assert answer.headers["Retry-After"] == "30"
    assert "antakaa selaimen lähettää se uudelleen" in answer.text


def test_health_names_what_is_gone(site, without_services):
    began = time.monotonic()
    answer = site.ask_node(0, "/health/ready")
    assert answer.status == 503
    assert time.monotonic() - began < 8
    assert '"database": "failing", "cache": "failing", "storage": "ok"' in answer.text
    assert site.ask_node(0, "/health/live").status == 200


def test_everything_is_back_within_five_seconds_without_a_restart(site, pages, without_services):
    assert site.ask_node(0, "/fi/", Cookie="x=1").status in (200, 503)
    site.database.start()
    site.cache.start()
    until(lambda: site.ask_node(0, "/health/ready").status == 200, 5)
    answers = [site.ask_node(0, path, Cookie="x=1") for path in pages]
    assert {answer.status for answer in answers} == {200}
    assert all("Warning" not in answer.headers for answer in answers)
    until(lambda: "Warning" not in site.ask("/fi/").headers, 5)


def test_nothing_is_lost_when_nginx_starts_anew(site, pages):
    site.nginx.stop()
    site.nginx.start()
    assert site.ask("/fi/").status == 200


# --- What is run by the clock -----------------------------------------------------------------


def test_command_of_the_timer_publishes_what_is_due(site, editor: Editor, guide):
    pk = page_id(site, guide)
    due = (
        "from django.utils import timezone; from datetime import timedelta; from wagtail.models import Page; "
        f"page = Page.objects.get(pk={pk}).specific; "
        "page.expire_at = timezone.now() - timedelta(minutes=1); page.save()"
    )
    site.manage("shell", "-c", due)
    site.manage("publish_scheduled")
    assert site.ask_node(0, guide).status == 404
    site.manage("shell", "-c", due.replace("timezone.now() - timedelta(minutes=1)", "None"))
    editor.post(f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={pk}")
    assert site.ask_node(0, guide).status == 200
