//! The services around the conversation, as far as they need the browser.

use super::Report;
use super::chime::Chime;
use super::speech::Speech;
use chatlet_core::client::ServiceTask;

/// What the services keep of the browser.
pub(super) struct Service {
    chime: Chime,
    speech: Speech,
}

impl Service {
    pub(super) fn start(report: &Report) -> Self {
        Self { chime: Chime::default(), speech: Speech::start(report.clone()) }
    }

    pub(super) fn run(&self, task: ServiceTask) {
        match task {
            ServiceTask::Download { name, media_type, text } => {
                super::download::save(&name, media_type, &text)
            }
            ServiceTask::Chime => self.chime.play(),
            // The first part's.
            ServiceTask::Listen(_) | ServiceTask::Signal(_) => {}
            ServiceTask::Speech(task) => self.speech.run(task),
        }
    }
}
