//! Sending a form: one request per press, and only when it can be right (`chat-api.md` §7, §8).

use super::card::{Card, FormKey, Stage};
use super::{FormCall, FormTimer};
use crate::address::encode_component;
use crate::client::calls::Purpose;
use crate::client::{Change, Client, Command, FocusTarget, Method, TimerKey};
use crate::form::{Form, PickedFile};
use crate::locale::Phrase;
use crate::time::Millis;
use chatlet_protocol::catalogue::{Event, FormType};
use serde_json::{Map, Value, json};

/// A press this soon after the form appeared was meant for what stood there before (S56), in milliseconds.
const TOO_SOON: Millis = 500;
/// How long the server may take, in milliseconds; more for files.
const ANSWER_LIMIT: Millis = 60_000;
/// Bytes that a slow connection carries in a millisecond.
const SLOW: usize = 20;

impl Client {
    /// Whether a press of the button would send the form, or say why not.
    pub fn can_submit(&self, key: FormKey) -> bool {
        self.form(key).is_some_and(Card::can_be_filled_in)
            && !self.form(key).is_some_and(Card::is_reading)
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
        let bytes: usize =
            card.form.files().iter().map(|(_, file)| file.data.as_ref().map_or(0, String::len)).sum();
        let request = match (key, card.form_id.clone()) {
            (FormKey::Waiting, Some(form_id)) => {
                let body = json!({ "values": object(card.form.answers()) }).to_string();
                let path = format!("/forms/{}/values", encode_component(&form_id));
                self.request(Method::Patch, &path, Some(body))
            }
            _ => {
                let body = json!({ "part_id": card.part_id, "action": action(card) }).to_string();
                self.request(Method::Post, "/actions", Some(body))
            }
        };
        self.call(Purpose::Form(FormCall::Answers(key)), request);
        let after = ANSWER_LIMIT + (bytes / SLOW) as Millis;
        self.command(Command::Start { key: TimerKey::Form(FormTimer::Answer(key)), after });
        self.save_forms();
        let words = self.locale.text(Phrase::Sending).to_owned();
        self.announce(words);
    }
}

/// The answer to a marker, as the API has it.
fn action(card: &Card) -> Value {
    match card.kind {
        FormType::Contact | FormType::Waiting => {
            json!({ "type": "contact_form", "fields": object(card.form.answers()) })
        }
        FormType::Ticket => ticket(&card.form),
        FormType::Custom => {
            let mut action = json!({ "type": "form_submission", "form_id": card.form_id });
            action["values"] = object(card.form.answers());
            let mut files = Map::new();
            for (key, file) in card.form.files() {
                files.insert(key.to_owned(), attachment(file));
            }
            if !files.is_empty() {
                action["files"] = Value::Object(files);
            }
            action
        }
    }
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
    let mut action = json!({ "type": "support_ticket", "name": name, "email": email, "message": message });
    let attachments: Vec<Value> = form.files().into_iter().map(|(_, file)| attachment(file)).collect();
    if !attachments.is_empty() {
        action["attachments"] = Value::Array(attachments);
    }
    action
}

fn attachment(file: &PickedFile) -> Value {
    let name = if file.name.trim().is_empty() { "file" } else { file.name.as_str() };
    let mime = if file.mime.is_empty() { "application/octet-stream" } else { file.mime.as_str() };
    json!({ "filename": name, "mime_type": mime, "data_base64": file.data })
}

fn object(pairs: Vec<(String, String)>) -> Value {
    let mut object = Map::new();
    for (key, value) in pairs {
        object.insert(key, value.into());
    }
    Value::Object(object)
}
