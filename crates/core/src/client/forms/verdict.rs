//! The server's answer to a submission (`chat-api.md` §7, §10).

use super::card::{FormKey, Stage};
use super::{FormCall, FormTimer};
use crate::client::{Answer, Change, Client, Command, FocusTarget, TimerKey};
use crate::display::display_text;
use crate::form::Problem;
use crate::locale::Phrase;
use chatlet_protocol::action::ActionResponse;
use chatlet_protocol::catalogue::Event;
use chatlet_protocol::error::ApiError;
use chatlet_protocol::livechat::{LivechatSession, LivechatStatus};

impl Client {
    pub(in crate::client) fn on_form_answer(&mut self, call: FormCall, answer: &Answer) {
        match call {
            FormCall::Definition(key) => self.on_definition_answer(key, answer),
            FormCall::Session => self.on_waiting_values(answer),
            FormCall::Answers(key) => self.on_verdict(key, answer),
        }
    }

    pub(in crate::client) fn on_form_timer(&mut self, timer: FormTimer) {
        match timer {
            FormTimer::Pause => self.save_forms(),
            FormTimer::Answer(key) => {
                // An answer that comes later finds nobody; another press asks the server anew.
                self.forget_call(crate::client::calls::Purpose::Form(FormCall::Answers(key)));
                self.on_verdict(key, &Answer::NoAnswer);
            }
        }
    }

    fn on_verdict(&mut self, key: FormKey, answer: &Answer) {
        let Some(card) = self.forms.card_mut(key).filter(|card| card.stage == Stage::Sending) else { return };
        self.outcome.commands.push(Command::Stop(TimerKey::Form(FormTimer::Answer(key))));
        card.stage = Stage::Open;
        let is_uncertain = card.is_uncertain;
        match answer {
            Answer::Response { status: 200..=299, .. } => self.on_stored(key, answer.json()),
            Answer::NoAnswer => {
                card.is_uncertain = true;
                self.fail_form(key, Problem::Offline, "offline");
            }
            Answer::Response { status: status @ 500.., .. } => {
                card.is_uncertain = true;
                let code = if *status == 500 { "internal" } else { "unavailable" };
                self.fail_form(key, Problem::Failed, code);
            }
            Answer::Response { status: 429, retry_after, .. } => {
                self.gate(crate::backoff::retry_after(retry_after.as_deref(), self.now));
                self.refuse_form(key, &[], "rate_limited");
            }
            Answer::Response { status: 403, .. } => self.close_form(key, Stage::Forbidden, "forbidden"),
            Answer::Response { status: 404, .. } => self.close_form(key, Stage::Missing, "not_found"),
            // A second attempt at what had arrived already: the visitor is done all the same.
            Answer::Response { status: 409, .. } if is_uncertain => {
                card.stage = Stage::Answered;
                self.on_answered_form(key);
            }
            Answer::Response { status: 409, .. } if key == FormKey::Waiting => self.close_waiting_form(),
            Answer::Response { status: 409, .. } => self.close_form(key, Stage::Closed, "conflict"),
            Answer::Response { status, body, .. } => {
                let wrong = card.form.reject(ApiError::read(body));
                let code = if matches!(status, 400 | 422) { "validation" } else { "refused" };
                self.refuse_form(key, &wrong, code);
            }
        }
        self.change(Change::Form(key));
    }

    fn fail_form(&mut self, key: FormKey, problem: Problem, code: &str) {
        self.set_problem(key, problem);
        self.refuse_form(key, &[], code);
    }

    /// It can no longer be answered; what was typed can still be read.
    fn close_form(&mut self, key: FormKey, stage: Stage, code: &str) {
        let Some(card) = self.forms.card_mut(key) else { return };
        card.close(stage);
        if stage == Stage::Closed {
            self.remember_end(key);
        }
        self.save_files();
        self.refuse_form(key, &[], code);
        let words = match stage {
            Stage::Forbidden => Phrase::FormForbidden,
            Stage::Missing => Phrase::FormMissing,
            _ => Phrase::FormClosed,
        };
        let words = self.locale.text(words).to_owned();
        self.alarm(words);
        self.keep_keyboard(key);
    }

    fn on_stored(&mut self, key: FormKey, response: Option<ActionResponse>) {
        let Some(card) = self.forms.card_mut(key) else { return };
        card.stage = Stage::Answered;
        let (submission_id, words, session) = match response {
            Some(response) => (response.submission_id, response.confirmation_text, response.livechat_session),
            None => Default::default(),
        };
        card.confirmation = words.or(card.confirmation.take()).filter(|words| !words.trim().is_empty());
        let (form_type, form_id, part_id) = card.names();
        let fields = card.form.answers();
        self.raise(Event::FormSubmit { form_type, form_id, part_id, fields, submission_id });
        self.on_answered_form(key);
        if let Some(session) = session {
            self.on_livechat_session(session);
        }
    }

    /// Nothing is left to be done: says so, and lets go of the files.
    fn on_answered_form(&mut self, key: FormKey) {
        self.remember_end(key);
        let forget = self.form(key).map(super::Card::forget_files).unwrap_or_default();
        for command in forget {
            self.command(command);
        }
        self.save_files();
        let words = self.form(key).and_then(|card| card.confirmation.as_deref());
        let words = words.map_or_else(
            || self.locale.text(Phrase::FormThanks).to_owned(),
            |words| display_text(words).into_owned(),
        );
        self.announce(words);
        self.keep_keyboard(key);
        self.change(Change::Form(key));
    }

    /// The button that had the keyboard goes away; the form itself takes it, unless the visitor has moved on.
    fn keep_keyboard(&mut self, key: FormKey) {
        if self.forms.attended.take() == Some(key) {
            self.command(Command::Focus(FocusTarget::Form(key)));
        }
    }

    /// The submission of a form started a livechat session, or joined one (`chat-api.md` §7): no handover is called.
    fn on_livechat_session(&mut self, session: LivechatSession) {
        if matches!(session.status, LivechatStatus::Waiting | LivechatStatus::Active) {
            self.on_session_began(session);
        }
    }
}
