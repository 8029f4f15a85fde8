//! `POST actions`: answers to the markers of the newest assistant message (`chat-api.md` §7).

#[cfg(test)]
mod agreement;
mod read;
mod rules;

use super::body::{self, Json};
use super::caller::Visitor;
use super::livechat::{self, Asked};
use crate::errors::Failure;
use crate::shop::{bots, forms};
use crate::state::State;
use crate::store::{Session, Submission};
use crate::{clock, random};
use axum::extract::State as Shared;
use axum::response::Response;
use chatlet_protocol::Decode;
use chatlet_protocol::action::{Action, SubmitAction};
use chatlet_protocol::form::SessionValue;
use chatlet_protocol::part::Part;
use rules::Answer;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) async fn submit(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    Json(body): Json,
) -> Result<Response, Failure> {
    let SubmitAction { part_id, action } = read::action(&body)?;
    let marker = state.store.marker(&session, &part_id);
    let marker = marker.ok_or_else(|| Failure::not_found("There is no such form."))?;
    if !marker.is_newest {
        return Err(Failure::conflict("The conversation has gone on; this form can no longer be answered."));
    }
    if marker.is_answered {
        return Err(Failure::conflict("This form has been answered already."));
    }
    let submit_actions = marker.part["submit_actions"].as_array();
    let starts_livechat = submit_actions.into_iter().flatten().any(|act| act["type"] == "start_livechat");
    let answer = answer(&session, marker.part, &action)?;
    answer.check()?;
    let submission_id = random::id("sub");
    let submission = Submission {
        id: submission_id.clone(),
        part_id,
        is_ticket: matches!(action, Action::SupportTicket { .. }),
        answer: json!(answer.values()),
    };
    if !state.store.submit(&session, submission) {
        return Err(Failure::conflict("This form has been answered already."));
    }
    state.store.merge_values(&session, values(&answer));
    let confirmation_text = Some(answer.confirmation_text.clone().unwrap_or_else(|| CONFIRMATION.into()));
    let mut response = json!({ "submission_id": submission_id, "confirmation_text": confirmation_text });
    if starts_livechat {
        // When nobody is there the form is stored all the same.
        let asked = Asked { platform: "website".into(), source: "form".into(), ..Asked::default() };
        response["livechat_session"] = livechat::hand_over(&state, &session, asked).unwrap_or_default();
    }
    Ok(body::json(&response))
}

const CONFIRMATION: &str = "Thank you, we have got it and write back within one working day.";

/// The answer beside what was asked, when the kind of the answer fits the marker.
fn answer(session: &Session, part: Value, action: &Action) -> Result<Answer, Failure> {
    let mismatch = || Failure::invalid("action.type", "Does not fit the form.");
    Ok(match (Part::decode(part).ok_or_else(mismatch)?, action) {
        (Part::ShowContactForm { fields, .. }, Action::ContactForm { fields: values }) => {
            Answer::of_text(fields, values.clone())
        }
        (
            Part::ShowSupportTicket { fields, max_attachment_size_bytes, .. },
            Action::SupportTicket { name, email, message, attachments },
        ) => Answer::ticket(&fields, name, email, message)
            .with_attachments(attachments, max_attachment_size_bytes),
        (
            Part::ShowForm { form_id, fields, confirmation_text, min_filled_fields, .. },
            Action::FormSubmission { values, files, .. },
        ) => {
            let stored = forms::by_id(&form_id, bots::language(&session.chatbot_id));
            let fields = fields.filter(|fields| !fields.is_empty());
            let stored_minimum =
                stored.as_ref().filter(|_| fields.is_none()).map(|form| form.min_filled_fields);
            let fields = fields.or_else(|| stored.map(|form| form.fields)).unwrap_or_default();
            let mut answer = Answer::new(fields, values.clone().unwrap_or_default());
            answer.min_filled_fields = min_filled_fields.max(stored_minimum.unwrap_or_default());
            answer.confirmation_text = confirmation_text;
            answer.files = files.iter().flatten().map(|(key, _)| key.clone()).collect();
            answer
        }
        _ => return Err(mismatch()),
    })
}

/// What a submission adds to the session's values.
fn values(answer: &Answer) -> Vec<SessionValue> {
    let filled = answer.filled();
    let value = |(field, value): (&chatlet_protocol::form::FormField, &str)| SessionValue {
        key: field.key.clone(),
        label: Some(field.label.clone()),
        kind: Some(field.kind.word().to_owned()),
        value: value.to_owned(),
        updated_at: Some(clock::now()),
    };
    filled.into_iter().map(value).collect()
}
