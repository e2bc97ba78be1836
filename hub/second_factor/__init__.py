"""A second factor beside the password: a code from an app, a security key, a backup code.

django-allauth keeps and checks the factors; here is what ties it to Wagtail's sign-in, to the throttle and to sessions.
"""
