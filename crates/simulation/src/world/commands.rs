//! What a client asks of its browser is done, or is on its way.

use super::{PageEvent, World};
use chatlet_core::attachment::{FileId, UploadCommand, UploadInput};
use chatlet_core::client::{
    Answer, Command, FormInput, Input, LivechatCommand, LivechatInput, ServiceInput, ServiceTask, Slot, code,
};
use chatlet_protocol::host_line::{AppMessage, HostCommand};

/// First bytes of the visitor's files, told apart by their number: even ones are images.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const PDF: &[u8] = b"%PDF-1.7\n";

impl World {
    pub(super) fn command(&mut self, tab: usize, command: Command) {
        match command {
            Command::Call { call, request } => self.call(tab, call, request),
            Command::Cancel(call) => {
                self.tabs[tab].calls.remove(&call);
                self.waiters.retain(|(who, waiting, _)| (*who, *waiting) != (tab, call));
            }
            Command::OpenStream { turn, request } => {
                self.tabs[tab].streams.push(turn);
                let delay = self.network.delay(&mut self.dice);
                let lost = !self.online || self.dice.chance(self.network.lost_request);
                let refused = Input::StreamRefused { turn, answer: Answer::NoAnswer };
                let event = if lost {
                    PageEvent::Stream(turn, vec![refused])
                } else {
                    PageEvent::Asked(turn, request)
                };
                self.later_for(tab, delay, event);
            }
            Command::CloseStream(turn) => self.tabs[tab].streams.retain(|open| *open != turn),
            Command::Start { key, after } => {
                if after == 0 {
                    self.blame(format!("{key:?} spins"));
                }
                let order = self.order + 1;
                self.tabs[tab].timers.insert(key, order);
                self.later_for(tab, after, PageEvent::Timer(key, order));
            }
            Command::Stop(key) => {
                self.tabs[tab].timers.remove(&key);
            }
            Command::Tell(AppMessage::Event { event, .. }) => self.judge_event(tab, &event),
            Command::Tell(AppMessage::TokenRequest { .. }) => {
                if self.spent() {
                    self.end_token();
                }
                let token = Some(self.token());
                self.soon(tab, 5, Input::Host { id: None, command: HostCommand::Token { token } });
            }
            Command::Restore { .. } => {
                let stored = |slot| self.browser.storage.get(&slot).cloned();
                let (session, draft) = (stored(Slot::Session), stored(Slot::Draft));
                self.soon(tab, 0, Input::Restored { session, draft });
            }
            Command::RestoreForms { .. } => {
                let forms = self.browser.storage.get(&Slot::Forms).cloned();
                self.soon(tab, 0, Input::Form(FormInput::Restored(forms)));
            }
            Command::Save { slot, value, .. } => {
                let before = match value {
                    Some(value) => self.browser.storage.insert(slot, value),
                    None => self.browser.storage.remove(&slot),
                };
                if let (Slot::Draft, Some(before)) = (slot, before) {
                    self.forget_draft(tab, &before);
                }
            }
            Command::FetchLater => {
                let delay = self.network.delay(&mut self.dice);
                let lost = !self.online || self.dice.chance(self.network.lost_request);
                self.soon(tab, delay, Input::LaterFetched { code: (!lost).then(code) });
            }
            Command::Restart => {
                self.later_for(tab, 0, PageEvent::Restart);
            }
            Command::Upload(UploadCommand::Inspect(id)) => {
                let (head, size) = if is_image(id) { (PNG, Some((3_000, 2_000))) } else { (PDF, None) };
                self.soon(tab, 30, Input::Upload(UploadInput::Inspected { id, head: head.to_vec(), size }));
            }
            Command::Upload(UploadCommand::Scale { id, .. }) => {
                let preview = format!("blob:{}", id.0);
                self.soon(tab, 200, Input::Upload(UploadInput::Scaled { id, bytes: 100_000, preview }));
            }
            Command::Livechat(command) => self.livechat_command(tab, command),
            Command::Service(ServiceTask::Listen(scope)) => self.tabs[tab].signals = scope.is_some(),
            Command::Service(ServiceTask::Signal(text)) => {
                for other in self.others(tab) {
                    if self.tabs[other].signals {
                        self.soon(other, 3, ServiceInput::Signalled(text.clone()).into());
                    }
                }
            }
            _ => {}
        }
    }

    /// The tabs of a visitor store one draft: what was there goes when another tab stores its own, and a page that was
    /// loaded again and has not been opened does not find it.
    fn forget_draft(&mut self, writer: usize, before: &str) {
        let now = self.browser.storage.get(&Slot::Draft).map_or("", String::as_str);
        for (_, tab) in self.tabs.iter_mut().enumerate().filter(|(tab, _)| *tab != writer) {
            if !before.is_empty() && tab.client.draft().is_empty() {
                let messages = &self.backend.messages;
                let is_stored =
                    |text: &String| messages.iter().any(|message| message.said.text.contains(text));
                tab.said.retain(|text| {
                    !before.contains(text.as_str()) || now.contains(text.as_str()) || is_stored(text)
                });
            }
        }
    }

    fn livechat_command(&mut self, tab: usize, command: LivechatCommand) {
        match command {
            LivechatCommand::Listen { name } => self.tabs[tab].channel = Some(name),
            LivechatCommand::Share(text) => {
                for other in self.others(tab) {
                    if self.tabs[other].channel == self.tabs[tab].channel {
                        self.soon(other, 3, Input::Livechat(LivechatInput::Heard(text.clone())));
                    }
                }
            }
            LivechatCommand::Lead { name } => {
                self.release(tab);
                self.tabs[tab].lead_wish += 1;
                let wish = self.tabs[tab].lead_wish;
                if let Some(name) = name
                    && self.browser.queue(tab, wish, name)
                {
                    self.grant(tab, wish);
                }
            }
        }
    }

    /// The tab lets go of the lock, or of its wish for it.
    pub(super) fn release(&mut self, tab: usize) {
        if let Some((next, wish)) = self.browser.let_go(tab) {
            self.grant(next, wish);
        }
    }

    fn grant(&mut self, tab: usize, wish: u32) {
        let after = self.dice.between(1, 50);
        self.later_for(tab, after, PageEvent::Granted(wish));
    }

    fn others(&self, tab: usize) -> impl Iterator<Item = usize> + use<> {
        (0..self.tabs.len()).filter(move |other| *other != tab)
    }

    /// An input comes by itself, after so many milliseconds.
    pub(crate) fn soon(&mut self, tab: usize, after: u64, input: Input) {
        self.later_for(tab, after, PageEvent::Input(input));
    }
}

pub(crate) fn is_image(id: FileId) -> bool {
    id.0.is_multiple_of(2)
}
