//! `GET livechat/attachments/{id}?token=…`: the signature is the credential (`chat-api.md` §8).

use crate::api::query::Query;
use crate::errors::Failure;
use crate::state::State;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;

/// What somebody uploaded must not run anything when it is opened by itself (S28).
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
/// Types that are passed on; everything else is bytes.
const KNOWN: [&str; 8] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/svg+xml",
    "application/pdf",
    "text/plain",
];

pub(in crate::api) async fn read(
    Shared(state): Shared<Arc<State>>,
    attachment_id: Result<Path<String>, PathRejection>,
    query: Query,
) -> Result<Response, Failure> {
    let unknown = || Failure::not_found("There is no such attachment.");
    let Path(id) = attachment_id.map_err(|_| unknown())?;
    let token = query.text("token")?.unwrap_or_default();
    if !state.store.signer().accepts(&id, token) {
        return Err(Failure::new(StatusCode::FORBIDDEN, "The address has expired or is not genuine."));
    }
    let upload = state.store.attachment(&id).ok_or_else(unknown)?;
    let media_type = KNOWN.into_iter().find(|known| *known == upload.mime);
    let disposition = match upload.filename {
        None => "inline".to_owned(),
        Some(name) => {
            format!("attachment; filename*=UTF-8''{}", utf8_percent_encode(&name, NON_ALPHANUMERIC))
        }
    };
    let headers = [
        (header::CONTENT_TYPE, media_type.unwrap_or("application/octet-stream").to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "private, no-store".into()),
        (header::CONTENT_SECURITY_POLICY, POLICY.into()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin".into()),
    ];
    Ok((headers, upload.bytes).into_response())
}
