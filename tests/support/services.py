"""Where a test makes sense: files on local disk (`make test`) or in S3 (`make test-services`)."""

import pytest
from django.core.files.storage import default_storage

from hub.storage.bucket import BucketStorage

IS_BUCKET = isinstance(default_storage, BucketStorage)
on_disk = pytest.mark.skipif(IS_BUCKET, reason="files are in S3 here")
in_bucket = pytest.mark.skipif(not IS_BUCKET, reason="needs S3: make test-services")
