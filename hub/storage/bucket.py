"""Uploaded files in a bucket of an S3 server."""

from urllib.parse import urljoin

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from hub.storage.faults import FaultMixin


class BucketStorage(FaultMixin, S3Storage):
    """django-storages' S3, at addresses of our own.

    A page is kept for long and a signed link is valid for a while only. So pages hold the address of our view,
    which leads on to a link that is signed at that moment.
    """

    gone = (OSError, BotoCoreError, Boto3Error, ClientError)

    def get_default_settings(self) -> dict:
        """No file is overwritten, the client gives up in seconds, and a film goes a part at a time.

        With threads boto3 holds ten parts of 8 MiB in memory, which is more than a worker of a small server has.
        """
        return super().get_default_settings() | {
            "file_overwrite": False,
            "transfer_config": TransferConfig(use_threads=False),
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                # Only Amazon knows the checksums that boto3 would send by itself.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                connect_timeout=3,
                read_timeout=20,
                retries={"total_max_attempts": 2},
            ),
        }

    def url(self, name, parameters=None, expire=None, http_method=None) -> str:
        """The address under MEDIA_URL, as on local disk."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def signed_url(self, name: str, seconds: int, method: str, headers: dict[str, str]) -> str:
        """A link into the bucket, valid for some seconds and for one method, GET or HEAD.

        `headers` are those of S3's answer that the link may set, such as ResponseContentType.
        """
        return super().url(name, parameters=headers, expire=seconds, http_method=method)

    def check(self) -> None:
        """Ask whether the bucket is there. Raises what boto3 raises when it is not, or when nobody answers."""
        self.connection.meta.client.head_bucket(Bucket=self.bucket_name)
