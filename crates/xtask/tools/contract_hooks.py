"""Credentials for the requests that Schemathesis makes up: each operation gets what its description asks for.

`cargo xtask test` says in the environment where the sandbox is. A token that the sandbox no longer accepts (the requests delete
data and reset sessions, too) is replaced by a fresh one.
"""

import os

import requests
import schemathesis

API = os.environ["CHATLET_API"]
API_KEY = os.environ["CHATLET_API_KEY"]
CHATBOT = os.environ["CHATLET_CHATBOT"]


def security_scheme(context):
    """The name of the credential that an operation wants, or None."""
    security = context.operation.definition.raw.get("security") or []
    return next((name for option in security for name in option), None)


def visitor_token():
    """A token for a new visitor."""
    answer = requests.post(f"{API}/api/v1/chat/auth", auth=(API_KEY, ""), json={"chatbot_id": CHATBOT}, timeout=10)
    answer.raise_for_status()
    return answer.json()["token"]


@schemathesis.auth(cache_by_key=lambda case, context: security_scheme(context), retry_on=[401])
class Credentials:
    """Puts an `Authorization` header on a request."""

    def get(self, case, context):
        scheme = security_scheme(context)
        if scheme == "apiKey":
            return requests.auth._basic_auth_str(API_KEY, "")
        if scheme == "visitorToken":
            return f"Bearer {visitor_token()}"
        return None

    def set(self, case, data, context):
        if data is not None:
            case.headers = {**(case.headers or {}), "Authorization": data}
