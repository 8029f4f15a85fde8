"""What Schemathesis cannot know by itself: where credentials come from, and what the frames of a stream are.

`cargo xtask test` says in the environment where the sandbox is. A token that the sandbox no longer accepts (the requests delete
data and reset sessions, too) is replaced by a fresh one.
"""

import http.server
import json
import os
import threading

import jsonschema_rs
import requests
import schemathesis

API = os.environ["CHATLET_API"]
WEBHOOK_PORT = int(os.environ["CHATLET_WEBHOOK_PORT"])
API_KEY = os.environ["CHATLET_API_KEY"]
CHATBOT = os.environ["CHATLET_CHATBOT"]


# Tokens of livechat sessions by their ids, as webhooks bring them.
TOKENS = {}
RECEIVED = threading.Condition()
# A validator for each kind of event, and what was wrong with the events so far.
EVENTS = {}
PROBLEMS = []


class Receiver(http.server.BaseHTTPRequestHandler):
    """Confirms every event, and keeps the token of each session."""

    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["content-length"])))
        kind = self.headers["x-di-event"]
        if kind in EVENTS:
            PROBLEMS.extend(f"{kind}: {error}" for error in EVENTS[kind].iter_errors(event))
        else:
            PROBLEMS.append(f"the description knows no event {kind}")
        session = event.get("livechat_session") or {}
        if "token" in session:
            with RECEIVED:
                TOKENS[session["livechat_session_id"]] = session["token"]
                RECEIVED.notify_all()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args):
        """Says nothing."""


threading.Thread(
    target=http.server.ThreadingHTTPServer(("127.0.0.1", WEBHOOK_PORT), Receiver).serve_forever, daemon=True
).start()


def security_scheme(context):
    """The name of the credential that an operation wants, or None."""
    security = context.operation.definition.raw.get("security") or []
    return next((name for option in security for name in option), None)


def visitor_token():
    """A token for a new visitor."""
    answer = requests.post(f"{API}/api/v1/chat/auth", auth=(API_KEY, ""), json={"chatbot_id": CHATBOT}, timeout=10)
    answer.raise_for_status()
    return answer.json()["token"]


def livechat_session_token():
    """A token for a session that waits; the sandbox's webhook brings it to the receiver of this run."""
    answer = requests.post(
        f"{API}/api/v1/chat/livechat/handover",
        headers={"Authorization": f"Bearer {visitor_token()}"},
        json={"platform": "website", "source": "manual_button"},
        timeout=10,
    )
    answer.raise_for_status()
    session = answer.json()["livechat_session_id"]
    with RECEIVED:
        if not RECEIVED.wait_for(lambda: session in TOKENS, timeout=10):
            raise RuntimeError("the webhook of a handover did not come")
        return TOKENS.pop(session)


@schemathesis.auth(cache_by_key=lambda case, context: security_scheme(context), retry_on=[401])
class Credentials:
    """Puts on a request the `Authorization` that the operation's description asks for."""

    def get(self, case, context):
        scheme = security_scheme(context)
        if scheme == "apiKey":
            return requests.auth._basic_auth_str(API_KEY, "")
        if scheme == "visitorToken":
            return f"Bearer {visitor_token()}"
        if scheme == "livechatSessionToken":
            return f"Bearer {livechat_session_token()}"
        return None

    def set(self, case, data, context):
        if data is not None:
            case.headers = {**(case.headers or {}), "Authorization": data}


@schemathesis.check
def events_conform(context, response, case):
    """Fails when an event that was delivered meanwhile is not as the description has it."""
    if PROBLEMS:
        raise AssertionError(PROBLEMS.pop())


@schemathesis.hook
def before_load_schema(context, raw_schema):
    describe_events(raw_schema)
    describe_streams(raw_schema)


def describe_events(raw_schema):
    """Makes the validators of events."""
    for kind, webhook in raw_schema["webhooks"].items():
        schema = webhook["post"]["requestBody"]["content"]["application/json"]["schema"]
        document = {**schema, "components": raw_schema["components"]}
        EVENTS[kind] = jsonschema_rs.Draft202012Validator(document)


def describe_streams(raw_schema):
    """Says in Schemathesis's words what the description says of streams in `x-sse-events`: the document of each kind of frame."""
    for path in raw_schema["paths"].values():
        for operation in path.values():
            for response in operation.get("responses", {}).values():
                for media in response.get("content", {}).values():
                    if "x-sse-events" in media:
                        # A stream is not the text that `schema` would have it be.
                        media.pop("schema", None)
                        media["itemSchema"] = frame_schema(media["x-sse-events"])


def frame_schema(events):
    """A schema for one frame, given the address of the schema for each event's document."""
    return {
        "type": "object",
        "required": ["event", "data"],
        "properties": {"event": {"enum": sorted(events)}},
        "allOf": [
            {
                "if": {"properties": {"event": {"const": name}}},
                "then": {
                    "properties": {
                        "data": {
                            "type": "string",
                            "contentMediaType": "application/json",
                            "contentSchema": {"$ref": schema},
                        }
                    }
                },
            }
            for name, schema in events.items()
        ],
    }
