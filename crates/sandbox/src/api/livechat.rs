//! Livechat while nobody is on the other side: the state is `inactive` (`chat-api.md` §9).

use super::body::json;
use super::caller::Visitor;
use super::query::Query;
use crate::errors::Failure;
use axum::response::Response;
use serde_json::{Value, json as value};

/// Most that `wait_ms` may ask for; the server holds a request at most 25 s whatever is asked.
const LONGEST_WAIT: u64 = u64::MAX;

fn inactive() -> Value {
    value!({
        "environment": "test",
        "status": "inactive",
        "platform": null,
        "active_agent": null,
        "is_agent_typing": false,
        "language": null,
        "feedback": { "status": "not_available", "submitted_at": null },
        "updated_at": null,
        "agent_joined_at": null,
        "closed_at": null,
        "closed_by": null,
        "closed_by_agent_id": null,
        "close_reason": null,
    })
}

/// `GET livechat/state`
pub(super) async fn read_state(_: Visitor) -> Response {
    json(&inactive())
}

/// `GET livechat/sync`, without a cursor: there is nothing to wait for.
pub(super) async fn sync(_: Visitor, query: Query) -> Result<Response, Failure> {
    query.number("after_sequence_number", 0, i64::MAX.unsigned_abs())?;
    query.number("wait_ms", 0, LONGEST_WAIT)?;
    query.text("sync_cursor")?;
    Ok(json(&value!({ "state": inactive(), "messages": [], "has_more": false })))
}
