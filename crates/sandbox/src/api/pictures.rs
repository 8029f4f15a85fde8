//! `/demo/images/{name}`: the drawn pictures of the shop, readable from any origin.

use crate::errors::Failure;
use crate::shop::pictures;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

/// A picture that is opened by itself must not run anything either (S28).
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

pub(super) async fn read(name: Result<Path<String>, PathRejection>) -> Result<Response, Failure> {
    let svg = name.ok().and_then(|Path(name)| pictures::svg(&name));
    let svg = svg.ok_or_else(|| Failure::not_found("There is no such picture."))?;
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, "public, max-age=60"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    Ok((headers, svg).into_response())
}
