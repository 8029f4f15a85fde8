//! Sending a form: one request per press, and only when it can be right (`chat-api.md` §7, §8).

use super::card::{Card, FormKey, Stage};
use super::{FormCall, FormTimer};
use crate::address::encode_component;
use crate::attachment::action_file;
use crate::client::calls::Purpose;
use crate::client::{Change, Client, Command, FocusTarget, Method, TimerKey};
use crate::form::Form;
use crate::locale::Phrase;
use crate::time::Millis;
use chatlet_protocol::catalogue::{Event, FormType};
use serde_json::{Map, Value, json};

/// A press this soon after the form appeared was meant for what stood there before (S56), in milliseconds.
const TOO_SOON: Millis = 500;
/// How long the server may take, in milliseconds; more for files.
const ANSWER_LIMIT: Millis = 60_000;
/// Bytes that a slow connection carries in a millisecond.
const SLOW: u64 = 15;

impl Client {
    /// Whether a press of the button would send the form, or say why not.
    pub fn can_submit(&self, key: FormKey) -> bool {
        self.form(key).is_some_and(|card| card.can_be_filled_in() && !card.form.is_busy())
            && !self.is_answering()
            && !self.notice.is_gated(self.now)
    }

    pub(super) fn on_form_submitted(&mut self, key: FormKey) {
        let now = self.now;
        if !self.can_submit(key) {
            return;
        }
        let Some(card) = self.forms.card_mut(key).filter(|card| now >= card.seen_at + TOO_SOON) else {
            return;
        };
        let (wrong, is_good) = card.form.check();
        self.forms.attended = Some(key);
        self.session.interacted = true;
        self.change(Change::Form(key));
        if is_good { self.send_form(key) } else { self.refuse_form(key, &wrong, "validation") }
    }

    /// Something is wrong: says so once, puts the keyboard where it can be put right, and tells the page.
    pub(super) fn refuse_form(&mut self, key: FormKey, wrong: &[usize], code: &str) {
        let now = self.now;
        let Some(card) = self.form(key) else { return };
        let label = |place: &usize| card.form.field(*place).map(|field| field.asked.label.as_str());
        let labels: Vec<&str> = wrong.iter().filter_map(label).collect();
        let mut words = Vec::new();
        if !labels.is_empty() {
            let labels = crate::display::display_text(&labels.join(", ")).into_owned();
            words.push(self.locale.fill(Phrase::FormCheck, "fields", &labels));
        }
        if let Some(super::super::Notice::Pause(seconds)) = self.notice.current(now) {
            words.push(self.locale.fill(Phrase::Pause, "seconds", &seconds.to_string()));
        }
        words.extend(card.form.problem.as_ref().map(|problem| problem.words(&self.locale, "")));
        let (form_type, form_id, part_id) = card.names();
        if !words.is_empty() {
            self.alarm(words.join(" "));
        }
        self.raise(Event::FormError { form_type, form_id, part_id, code: code.to_owned() });
        if self.forms.attended == Some(key)
            && let Some(first) = wrong.first()
        {
            // The messages make the form taller; what is put right must not move out of sight.
            self.stop_following();
            self.command(Command::Focus(FocusTarget::Field(key, *first)));
        }
    }

    fn send_form(&mut self, key: FormKey) {
        let Some(card) = self.forms.card_mut(key) else { return };
        card.stage = Stage::Sending;
        let bytes: u64 = card.form.files().iter().map(|(_, file)| file.bytes).sum();
        let request = if key == FormKey::Waiting {
            let body = json!({ "values": object(card.form.answers()) }).to_string();
            let form_id = encode_component(card.form_id.as_deref().unwrap_or_default());
            self.request(Method::Patch, &format!("/forms/{form_id}/values"), Some(body))
        } else {
            let part_id = json!(card.part_id);
            let body = format!(r#"{{"part_id":{part_id},"action":{}}}"#, action(card));
            self.request(Method::Post, "/actions", Some(body))
        };
        self.call(Purpose::Form(FormCall::Answers(key)), request);
        let after = ANSWER_LIMIT + bytes / SLOW;
        self.command(Command::Start { key: TimerKey::Form(FormTimer::Answer(key)), after });
        self.save_forms();
        let words = self.locale.text(Phrase::Sending).to_owned();
        self.announce(words);
    }
}

/// The answer to a marker, as the API has it.
fn action(card: &Card) -> String {
    let form = &card.form;
    match card.kind {
        FormType::Contact | FormType::Waiting => {
            json!({ "type": "contact_form", "fields": object(form.answers()) }).to_string()
        }
        FormType::Ticket => {
            let files = form.files().into_iter().map(|(_, file)| action_file(file));
            with_files(&ticket(form), "attachments", ['[', ']'], &files.collect::<Vec<_>>())
        }
        FormType::Custom => {
            let mut action = json!({ "type": "form_submission", "values": object(form.answers()) });
            action["form_id"] = json!(card.form_id);
            let files = form.files().into_iter();
            let files = files.map(|(key, file)| format!("{}:{}", json!(key), action_file(file)));
            with_files(&action, "files", ['{', '}'], &files.collect::<Vec<_>>())
        }
    }
}

/// An action with the places of its files, which are filled on their way out; without any it is as it was.
fn with_files(action: &Value, name: &str, [open, close]: [char; 2], files: &[String]) -> String {
    let mut action = action.to_string();
    if !files.is_empty() {
        action.pop();
        return format!(r#"{action},"{name}":{open}{}{close}}}"#, files.join(","));
    }
    action
}

/// A ticket has three slots for text. Answers to other fields go with the message, each under its label, so that
/// nothing the visitor was asked for is lost.
fn ticket(form: &Form) -> Value {
    let (mut name, mut email, mut message, mut others) = Default::default();
    for field in form.shown().filter(|field| !field.takes_files() && field.is_filled()) {
        let answer = field.answer();
        match field.asked.key.as_str() {
            "name" => name = answer,
            "email" => email = answer,
            "message" => message = answer,
            _ => {
                let line: String = ["\n", field.asked.label.trim(), ": ", answer].concat();
                others = [others, line].concat();
            }
        }
    }
    let message = if others.is_empty() { message.to_owned() } else { [message, "\n", &others].concat() };
    json!({ "type": "support_ticket", "name": name, "email": email, "message": message })
}

fn object(pairs: Vec<(String, String)>) -> Value {
    let mut object = Map::new();
    for (key, value) in pairs {
        object.insert(key, value.into());
    }
    Value::Object(object)
}
