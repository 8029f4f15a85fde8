//! The shape of an action.

use crate::errors::Failure;
use crate::validation::{Input, Problems};
use chatlet_protocol::action::{ACTION_DATA_LIMIT, Action, AttachmentInput, SubmitAction};
use serde_json::Value;
use std::collections::BTreeMap;

/// Characters of an e-mail address (`chat-api.md` §7).
pub(super) const EMAIL_LIMIT: usize = 254;

/// Whether `text` matches `^[^\s@]+@[^\s@]+\.[^\s@]+$` (`chat-api.md` §7).
pub(super) fn is_email(text: &str) -> bool {
    let Some((person, domain)) = text.split_once('@') else { return false };
    let clean = |text: &str| !text.contains(|letter: char| letter.is_whitespace() || letter == '@');
    let dotted = domain.char_indices().any(|(at, letter)| letter == '.' && at > 0 && at + 1 < domain.len());
    !person.is_empty() && clean(person) && clean(domain) && dotted
}

pub(super) fn action(body: &Value) -> Result<SubmitAction, Failure> {
    let problems = Problems::default();
    let input = Input::body(body, &problems);
    input.object();
    let part_id = input.required("part_id").and_then(|part| part.filled("Must not be empty."));
    let action = input.required("action").and_then(|action| one(&action));
    let part_id = part_id.unwrap_or_default().to_owned();
    let action = problems.verdict(action)?;
    // Without an action there was a problem, and this is not reached.
    let action = action.ok_or_else(|| Failure::invalid("action", "Is missing."))?;
    Ok(SubmitAction { part_id, action })
}

fn one(input: &Input) -> Option<Action> {
    input.object()?;
    let kind = input.required("type")?;
    let owned = |name: &str| {
        let text = input.required(name).and_then(|input| input.text());
        text.unwrap_or_default().to_owned()
    };
    Some(match kind.text()? {
        "contact_form" => Action::ContactForm {
            fields: input.required("fields").map(|fields| texts(&fields)).unwrap_or_default(),
        },
        "support_ticket" => {
            let email = input.required("email");
            let address = email.as_ref().and_then(|email| email.at_most(EMAIL_LIMIT));
            if let (Some(email), Some(address)) = (email, address)
                && !is_email(address)
            {
                email.wrong("Not a valid address.");
            }
            let list = input.optional("attachments").and_then(|attachments| attachments.list());
            Action::SupportTicket {
                name: owned("name"),
                email: address.unwrap_or_default().to_owned(),
                message: owned("message"),
                attachments: list.unwrap_or_default().iter().filter_map(attachment).collect(),
            }
        }
        "form_submission" => {
            let form_id = input.optional("form_id").and_then(|form_id| form_id.text());
            let files = input.optional("files").and_then(|files| files.members()).unwrap_or_default();
            let file = |(key, file): (&str, Input)| Some((key.to_owned(), attachment(&file)?));
            Action::FormSubmission {
                form_id: form_id.map(str::to_owned),
                values: input.optional("values").map(|values| texts(&values)),
                files: Some(files.into_iter().filter_map(file).collect()),
            }
        }
        _ => {
            kind.wrong("Must be contact_form, support_ticket or form_submission.");
            return None;
        }
    })
}

fn texts(input: &Input) -> BTreeMap<String, String> {
    let members = input.members().unwrap_or_default();
    members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value.text()?.to_owned()))).collect()
}

fn attachment(input: &Input) -> Option<AttachmentInput> {
    input.object()?;
    let filename = input.required("filename").and_then(|name| name.filled("Must not be empty."));
    let mime_type = input.required("mime_type").and_then(|mime| mime.text());
    let data = input.required("data_base64").and_then(|data| data.at_most(ACTION_DATA_LIMIT));
    Some(AttachmentInput {
        filename: filename?.to_owned(),
        mime_type: mime_type?.to_owned(),
        data_base64: data?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn addresses_are_judged_by_the_published_pattern() {
        for address in ["a@b.c", "sofie.lund@post.example.com", "æ@ø.å", "a@b..c", "a@.b.c"] {
            assert!(is_email(address), "{address}");
        }
        for text in ["", "a", "a@b", "@b.c", "a@.b", "a@b.", "a b@c.d", "a@b@c.d", "a@b.c\n"] {
            assert!(!is_email(text), "{text:?}");
        }
    }
}
