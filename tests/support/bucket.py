"""A bucket as S3-compatible stores serve it, as far as ours needs: put, get, delete; signatures are not looked at."""

import re
from email.utils import formatdate

from flask import Flask, Response, request

ACCESS = {
    "AWS_ACCESS_KEY_ID": "aaaa",
    "AWS_SECRET_ACCESS_KEY": "bbbb",  # pragma: allowlist secret
    "AWS_REGION": "ap-southeast-7",
    "AWS_ALLOW_HTTP": "true",
}
_GONE = "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>"


def bucket(name: str) -> tuple[Flask, dict[str, bytes]]:
    app = Flask("bucket", static_folder=None)
    objects: dict[str, bytes] = {}

    @app.route(f"/{name}/<path:key>", methods=["PUT", "GET", "DELETE", "HEAD"])
    def one(key: str) -> Response:
        if "AWS4-HMAC-SHA256" not in request.headers.get("Authorization", ""):
            return Response("", 403)
        if request.method == "PUT":
            objects[key] = request.get_data()
            return Response("", headers={"ETag": '"1"'})
        if request.method == "DELETE":
            objects.pop(key, None)
            return Response("", 204)
        if key not in objects:
            return Response(_GONE, 404, content_type="application/xml")
        return Response(objects[key], headers={"ETag": '"1"', "Last-Modified": formatdate(0, usegmt=True)})

    @app.post(f"/{name}")
    def delete() -> Response:
        keys = re.findall(r"<Key>([^<]+)</Key>", request.get_data(as_text=True))
        for key in keys:
            objects.pop(key, None)
        deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        return Response(f"<DeleteResult>{deleted}</DeleteResult>", content_type="application/xml")

    return app, objects
