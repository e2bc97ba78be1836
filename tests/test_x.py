import pytest
@pytest.mark.django_db
def test_x(client):
    from wagtail.models import Page
    print([ (p.url, type(p.specific).__name__, p.live, p.pk) for p in Page.objects.all()])
