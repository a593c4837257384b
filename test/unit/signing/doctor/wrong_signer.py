"""A program that signs wrongly, in every way that the doctor knows by name. Shares nothing with the doctor.

Reads a JSON list of {"request": …, "mistakes": […]} from stdin and prints a JSON list of signatures; null where mistakes
contradict each other or cannot be made with that request.
"""

import base64
import hashlib
import hmac
import json
import sys
from urllib.parse import quote, unquote

LAYOUTS = {
    "body-pretty-printed": {"indent": 2, "separators": (",", ": ")},
    "body-minified": {"separators": (",", ":")},
    "body-json-spaced": {"separators": (", ", ": ")},
}
JSON_MISTAKES = {*LAYOUTS, "body-keys-sorted", "body-ascii-escaped", "body-slashes-escaped"}


class Contradiction(Exception):
    pass


def one_of(mistakes, names):
    found = [name for name in names if name in mistakes]
    if len(found) > 1:
        raise Contradiction
    return found[0] if found else None


def body_of(request, mistakes):
    body = request["body"].encode("utf-8")
    if mistakes & JSON_MISTAKES:
        layout = one_of(mistakes, LAYOUTS) or request["layout"]
        text = json.dumps(
            json.loads(request["body"]),
            sort_keys="body-keys-sorted" in mistakes,
            ensure_ascii="body-ascii-escaped" in mistakes,
            **LAYOUTS[layout],
        )
        if "body-slashes-escaped" in mistakes:
            text = text.replace("/", "\\/")
        body = text.encode("utf-8")
    if "body-trailing-newline" in mistakes:
        body += b"\n"
    if "body-crlf" in mistakes:
        body = body.replace(b"\n", b"\r\n")
    if "body-bom" in mistakes:
        body = b"\xef\xbb\xbf" + body
    whole = one_of(mistakes, ["body-hashed", "body-omitted"])
    if whole == "body-hashed":
        return hashlib.sha256(body).hexdigest().encode("ascii")
    return b"" if whole == "body-omitted" else body


def path_of(request, mistakes):
    path = request["path"]
    if "missing-api-prefix" in mistakes:
        path = path.removeprefix("/api/v1")
    code = one_of(mistakes, ["path-decoded", "path-encoded"])
    if code == "path-decoded":
        path = unquote(path)
    if code == "path-encoded":
        path = quote(path, safe="/")
    if "trailing-slash" in mistakes:
        path = path[:-1] if path.endswith("/") else path + "/"
    if "query-in-path" in mistakes:
        path += request["query"]
    if "full-url-as-path" in mistakes:
        path = request["origin"] + path
    return path


def timestamp_of(request, mistakes):
    seconds = request["timestamp"]
    which = one_of(mistakes, ["timestamp-milliseconds", "timestamp-differs", "timestamp-missing"])
    if which == "timestamp-milliseconds":
        return str(seconds * 1000 + request["milliseconds"])
    if which == "timestamp-differs":
        return str(seconds + request["differs"])
    return "" if which else str(seconds)


def secret_of(request, mistakes):
    secret = request["key" if "secret-is-api-key" in mistakes else "secret"].encode("utf-8")
    if "secret-whitespace" in mistakes:
        secret += b"\n"
    code = one_of(mistakes, ["secret-hex-decoded", "secret-base64-decoded"])
    try:
        if code == "secret-hex-decoded":
            secret = bytes.fromhex(secret.decode("utf-8"))
        if code == "secret-base64-decoded":
            secret = base64.b64decode(secret)
    except ValueError:
        raise Contradiction from None
    if "secret-hashed" in mistakes:
        secret = hashlib.sha256(secret).hexdigest().encode("ascii")
    return secret


def signature_of(request, mistakes):
    method = request["method"]
    how = one_of(mistakes, ["lowercase-method", "method-missing"])
    method = method.lower() if how == "lowercase-method" else "" if how else method
    parts = [method, path_of(request, mistakes), timestamp_of(request, mistakes)]
    parts = [part.encode("utf-8") for part in parts] + [body_of(request, mistakes)]
    if "wrong-order" in mistakes:
        parts = [parts[i] for i in request["order"]]
    separator = request["separator"] if "wrong-separator" in mistakes else "|"
    message = separator.encode("utf-8").join(parts)
    secret = secret_of(request, mistakes)
    name = one_of(mistakes, ["md5", "sha1", "sha512"]) or "sha256"
    if "plain-sha256" in mistakes:
        digest = hashlib.new(name, secret + message if request["secretFirst"] else message + secret).digest()
    else:
        digest = hmac.new(secret, message, name).digest()
    form = one_of(mistakes, ["base64-output", "uppercase-hex"])
    text = base64.b64encode(digest).decode("ascii") if form == "base64-output" else digest.hex()
    if form == "uppercase-hex":
        text = text.upper()
    return name + "=" + text if "prefixed-output" in mistakes else text


def attempt(case):
    try:
        return signature_of(case["request"], set(case["mistakes"]))
    except Contradiction:
        return None


print(json.dumps([attempt(case) for case in json.load(sys.stdin)]))
