//! The visitor's data: handed out as files, and deleted in two steps (`chat-api.md` §2.7; F80, S30, S56).

mod document;

use super::service::{ServiceChange, ServicePurpose, ServiceTask};
use super::tabs::Signal;
use super::{Answer, Client, Method, Screen};
use crate::locale::Phrase;
use crate::time::Millis;
use chatlet_protocol::catalogue::{EndReason, ErrorType, Event};
use serde_json::Value;

/// A button that deletes ignores clicks for so long after it has come: they were meant for what was there before (S56).
const GUARD: Millis = 500;

/// What the data is handed out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// A page to read.
    Page,
    /// The document of the server, as it is.
    Json,
}

/// How far an export has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Export {
    /// Nothing was asked for.
    #[default]
    Idle,
    /// It is on its way.
    Fetching,
    /// It could not be had.
    Failed,
    /// The visitor has it.
    Done,
}

/// How far a deletion has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Deletion {
    /// Nobody thinks of it.
    #[default]
    Idle,
    /// The visitor is asked whether they mean it.
    Asked,
    /// It is on its way.
    Running,
    /// It failed; everything is still there.
    Failed,
}

/// Export and deletion.
#[derive(Debug, Default)]
pub(super) struct Privacy {
    export: Export,
    deletion: Deletion,
    /// When the button that deletes came up.
    asked_at: Millis,
}

impl Client {
    /// How far an export has come.
    pub fn export(&self) -> Export {
        self.services.privacy.export
    }

    /// How far a deletion has come.
    pub fn deletion(&self) -> Deletion {
        self.services.privacy.deletion
    }

    /// Whether there may be data to hand out or to delete: the visitor has a token.
    pub fn has_data(&self) -> bool {
        self.session.token.is_some() && self.screen == Screen::Ready
    }

    pub(super) fn is_deleting(&self) -> bool {
        self.services.privacy.deletion == Deletion::Running
    }

    fn set_export(&mut self, export: Export) {
        self.services.privacy.export = export;
        self.show_service(ServiceChange::Privacy);
    }

    pub(super) fn on_export_wanted(&mut self, form: ExportForm) {
        if self.has_data() && self.services.privacy.export != Export::Fetching {
            self.set_export(Export::Fetching);
            self.read(Self::service_purpose(ServicePurpose::Export(form)), "/export");
        }
    }

    pub(super) fn on_export_answer(&mut self, form: ExportForm, answer: &Answer) {
        let Answer::Response { status: 200..=299, body, .. } = answer else { return self.export_failed() };
        let Ok(data) = serde_json::from_str::<Value>(body) else { return self.export_failed() };
        let (extension, media_type, text) = match form {
            ExportForm::Json => ("json", "application/json", body.clone()),
            ExportForm::Page => ("html", "text/html;charset=utf-8", document::write(&data, &self.locale)),
        };
        let day: String = crate::time::format(self.now).chars().take(10).collect();
        let name = format!("chat-{day}.{extension}");
        self.task(ServiceTask::Download { name, media_type, text });
        self.set_export(Export::Done);
        self.raise(Event::DataExport {});
        let words = self.locale.text(Phrase::ExportDone).to_owned();
        self.announce(words);
    }

    fn export_failed(&mut self) {
        self.set_export(Export::Failed);
        self.report(ErrorType::Backend, "export_failed", "the data could not be fetched", true);
        let words = self.locale.text(Phrase::ExportFailed).to_owned();
        self.alarm(words);
    }

    fn set_deletion(&mut self, deletion: Deletion) {
        self.services.privacy.deletion = deletion;
        self.services.privacy.asked_at = self.now;
        self.show_service(ServiceChange::Privacy);
        self.change(super::Change::Composer);
    }

    pub(super) fn on_delete_asked(&mut self) {
        if self.has_data() && !self.is_deleting() {
            self.set_deletion(Deletion::Asked);
        }
    }

    pub(super) fn on_delete_dismissed(&mut self) {
        if !self.is_deleting() {
            self.set_deletion(Deletion::Idle);
        }
    }

    /// The second step. What streams is stopped first: it would be stored again.
    pub(super) fn on_delete_confirmed(&mut self) {
        let Privacy { deletion, asked_at, .. } = self.services.privacy;
        let early = self.now.saturating_sub(asked_at) < GUARD;
        if early || !matches!(deletion, Deletion::Asked | Deletion::Failed) || !self.has_data() {
            return;
        }
        self.on_stopped();
        self.set_deletion(Deletion::Running);
        let request = self.request(Method::Delete, "", None);
        self.call(Self::service_purpose(ServicePurpose::Delete), request);
    }

    /// Local data goes only after success.
    pub(super) fn on_delete_answer(&mut self, answer: &Answer) {
        if !(200..300).contains(&answer.status()) {
            return self.deletion_failed();
        }
        self.forget_calls();
        self.tell_tabs(Signal::Over(EndReason::Deleted));
        self.end_conversation(EndReason::Deleted);
        self.raise(Event::DataDelete {});
        self.end_here(EndReason::Deleted);
        let words = self.locale.text(Phrase::Deleted).to_owned();
        self.announce(words);
    }

    pub(super) fn deletion_failed(&mut self) {
        self.set_deletion(Deletion::Failed);
        self.report(ErrorType::Backend, "delete_failed", "the data could not be deleted", true);
        let words = self.locale.text(Phrase::DeleteFailed).to_owned();
        self.alarm(words);
    }

    /// Everything of the visitor leaves this tab; what was is explained, and a new conversation can begin.
    pub(super) fn end_here(&mut self, reason: EndReason) {
        let identity = self.session.identity.take();
        self.forget_visitor();
        self.session.identity = identity;
        self.services.ended = Some(reason);
        self.show(Screen::Ended);
        self.change(super::Change::Screen);
    }
}
