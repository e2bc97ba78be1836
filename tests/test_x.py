import pytest
@pytest.mark.django_db
def test_x(client, home_fi, home_sv):
    for h,u in ((home_fi,"/fi/haku/"),(home_sv,"/sv/sok/")):
        for b in h.often_searched: print(b.value, client.get(u,{"q":b.value}).context["count"])
