//! Who calls: the integrator's backend by API key, a visitor or an agent system by token.

use crate::errors::Failure;
use crate::state::{API_KEY, State};
use crate::store::{AgentAccess, Session};
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, header, request::Parts};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A call of the integrator's backend: HTTP Basic, the key as user name, the password empty (`chat-api.md` §1).
pub(super) struct Integrator;

impl FromRequestParts<Arc<State>> for Integrator {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<State>) -> Result<Self, Failure> {
        let given = credential(&parts.headers, "Basic")
            .and_then(|encoded| STANDARD.decode(encoded).ok())
            .ok_or_else(Failure::wrong_key)?;
        // Digests are compared, so that the time says nothing about a key that is almost right.
        let right = Sha256::digest(format!("{API_KEY}:")) == Sha256::digest(given);
        right.then_some(Self).ok_or_else(Failure::wrong_key)
    }
}

/// A call of a visitor's client: the visitor token as bearer.
pub(super) struct Visitor(pub(super) Session);

impl FromRequestParts<Arc<State>> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Failure> {
        let session = credential(&parts.headers, "Bearer").and_then(|token| state.store.session(token));
        session.map(Self).ok_or_else(Failure::unauthorized)
    }
}

/// A call of the agent system: the livechat session token as bearer.
pub(super) struct AgentSystem(pub(super) AgentAccess);

impl FromRequestParts<Arc<State>> for AgentSystem {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Failure> {
        let access = credential(&parts.headers, "Bearer").and_then(|token| state.store.agent_access(token));
        access.map(Self).ok_or_else(Failure::unauthorized)
    }
}

/// The credential of the one `Authorization` header, when it is of `scheme`.
fn credential<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let (given, credential) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    given.eq_ignore_ascii_case(scheme).then(|| credential.trim())
}
