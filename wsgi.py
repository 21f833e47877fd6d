"""The application, for `flask --app wsgi …` and for any WSGI server."""

from intake import create_app

app = create_app()
