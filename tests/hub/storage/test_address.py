"""Reading FILES_URL."""

import pytest

from hub.storage.address import Bucket, parse_files_url


def test_whole_address():
    assert parse_files_url("s3://avain%3A1:sala%2Fisuus@s3.example:8443/pakki?region=eu-north-1") == Bucket(
        "avain:1", "sala/isuus", "https://s3.example:8443", "pakki", "eu-north-1"
    )


def test_shortest_address():
    bucket = parse_files_url("s3+http://a:b@127.0.0.1/pakki")
    assert (bucket.endpoint_url, bucket.region_name) == ("http://127.0.0.1", "us-east-1")


@pytest.mark.parametrize(
    "url",
    [
        "pakki",
        "https://a:b@s3.example/pakki",
        "s3://s3.example/pakki",
        "s3://a@s3.example/pakki",
        "s3://a:b@/pakki",
        "s3://a:b@s3.example",
        "s3://a:b@s3.example/",
        "s3://a:b@s3.example/pakki/kansio",
        "s3://a:b@s3.example:portti/pakki",
        "s3://a:b@s3.example/pakki?alue=x",
        "s3://a:b@s3.example/pakki?region",
        "s3://a:b@[/pakki",
    ],
)
def test_what_is_missing_or_unknown_is_refused(url):
    with pytest.raises(ValueError):
        parse_files_url(url)
