"""Settings: `base` is shared, `dev`, `production` and `test` say what differs; `environment` reads the variables."""
