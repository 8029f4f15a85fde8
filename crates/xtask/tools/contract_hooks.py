"""What Schemathesis cannot know by itself: where credentials come from, and what the frames of a stream are.

`cargo xtask test` says in the environment where the sandbox is. A token that the sandbox no longer accepts (the requests delete
data and reset sessions, too) is replaced by a fresh one.
"""

import functools
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
SEEN = set()
PROBLEMS = []


class Receiver(http.server.BaseHTTPRequestHandler):
    """Confirms every event, checks it, and keeps the token of each session."""

    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["content-length"])))
        kind = self.headers["x-di-event"]
        if kind in EVENTS:
            PROBLEMS.extend(f"{kind}: {error}" for error in EVENTS[kind].iter_errors(event))
        else:
            PROBLEMS.append(f"the description knows no event {kind}")
        session = event.get("livechat_session") or {}
        with RECEIVED:
            SEEN.add(kind)
            if "token" in session:
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


def call(method, path, authorization, body=None):
    """Calls the sandbox and returns what it answers, which has to be good."""
    answer = requests.request(
        method, f"{API}/api/v1/chat{path}", headers={"Authorization": authorization}, json=body, timeout=10
    )
    answer.raise_for_status()
    return answer


def livechat_session_token(visitor=None):
    """A token for a session that waits; the sandbox's webhook brings it to the receiver of this run."""
    handover = {"platform": "website", "source": "manual_button"}
    visitor = visitor or f"Bearer {visitor_token()}"
    session = call("POST", "/livechat/handover", visitor, handover).json()["livechat_session_id"]
    with RECEIVED:
        if not RECEIVED.wait_for(lambda: session in TOKENS, timeout=10):
            raise RuntimeError("the webhook of a handover did not come")
        return TOKENS.pop(session)


@functools.cache
def play_a_session():
    """Plays one livechat from the handover to the deletion, so that there is an event of every kind to be checked."""
    message = {"message": {"parts": [{"type": "text", "text": "Hello"}]}}
    call("PUT", "/livechat/agents/a1", requests.auth._basic_auth_str(API_KEY, ""), {"display_name": "Mette Holm"})
    visitor = f"Bearer {visitor_token()}"
    agent = f"Bearer {livechat_session_token(visitor)}"
    # The reply binds the conversation to a token of its own, which `done` brings.
    stream = call("POST", "/messages", visitor, message).text
    visitor = f"Bearer {json.loads(stream.rsplit('data: ', 1)[1])['visitor_token']}"
    call("POST", "/livechat/agent/messages", agent, {**message, "agent_id": "a1"})
    for is_typing in (True, False):
        call("POST", "/livechat/typing", visitor, {"is_typing": is_typing})
    call("POST", "/livechat/messages", visitor, message)
    call("POST", "/livechat/close", visitor, {})
    call("POST", "/livechat/feedback", visitor, {"rating": 5})
    # A deletion takes back what is not delivered yet.
    expect_events(set(EVENTS) - {"visitor.data.deleted"})
    call("DELETE", "", visitor)
    expect_events(set(EVENTS))


def expect_events(kinds):
    """Waits until there was an event of each of these kinds."""
    with RECEIVED:
        if not RECEIVED.wait_for(lambda: SEEN >= kinds, timeout=20):
            raise RuntimeError(f"these events did not come: {kinds - SEEN}")


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
            play_a_session()
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
