"""Static files: the program's own styles, scripts and pictures, which browsers keep for as long as they stay the same.

A stamped address (`asset`) stands for one content for good, so nobody need ask for it twice. Without a stamp, or with
one that is not the file's own, the answer is checked at each use: during an upgrade a page of one release may ask the
other.
"""

import gzip
import hashlib
import mimetypes
import os
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask, Response, abort, request, url_for
from werkzeug.security import safe_join

FOR_GOOD = "public, max-age=31536000, immutable"
IF_UNCHANGED = "no-cache"
"""Kept as well, but asked about before each use."""


@dataclass(frozen=True)
class StaticFile:
    """A file's bytes, the same under gzip (empty where that saves nothing), and the stamp of its content."""

    plain: bytes
    packed: bytes
    stamp: str


def register(app: Flask) -> None:
    """Serve the static folder, and give templates `asset`, the stamped address of one of its files."""
    folder = app.static_folder or ""
    addresses: dict[tuple[str, str], str] = {}

    def asset(name: str) -> str:
        key = request.script_root, name
        if key not in addresses or app.debug:
            addresses[key] = url_for("static", filename=name, v=_at(os.path.join(folder, name)).stamp)
        return addresses[key]

    def serve(filename: str) -> Response:
        path = safe_join(folder, filename)
        if path is None or not os.path.isfile(path):
            abort(404)
        return _answer(_at(path), mimetypes.guess_type(path)[0] or "application/octet-stream")

    app.view_functions["static"] = serve
    app.jinja_env.globals["asset"] = asset


def _at(path: str) -> StaticFile:
    return _read(path, os.stat(path).st_mtime_ns)


@lru_cache(maxsize=256)
def _read(path: str, _changed: int) -> StaticFile:
    # Read and packed once a process, whichever application asks, and again only when the file was changed.
    with open(path, "rb") as file:
        plain = file.read()
    packed = gzip.compress(plain, mtime=0)
    return StaticFile(plain, packed if len(packed) < len(plain) else b"", hashlib.sha256(plain).hexdigest()[:10])


def _answer(file: StaticFile, kind: str) -> Response:
    packed = bool(file.packed) and request.accept_encodings.quality("gzip") > 0
    body = file.packed if packed else file.plain
    answer = Response(body, mimetype=kind)
    answer.headers["Cache-Control"] = FOR_GOOD if request.args.get("v") == file.stamp else IF_UNCHANGED
    # A tag stands for bytes: those packed have one of their own, so that parts of the two are never put together.
    answer.set_etag(f"{file.stamp}-gzip" if packed else file.stamp)
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    if file.packed:
        answer.vary.add("Accept-Encoding")
    answer.make_conditional(request, accept_ranges=True, complete_length=len(body))
    return answer
