//! What the page's own code asks for besides commands of the chat: its events, its link schemes, signed metadata, room.

use super::{Client, Command};
use chatlet_protocol::catalogue::Event;
use chatlet_protocol::host_line::{AppMessage, HostCommand};
use chatlet_protocol::options::FrameOptions;
use chatlet_protocol::page_line::{PageCommand, PageMessage};
use serde_json::Value;

/// Kind of a `customAction` that the page itself has raised.
const PAGE_ACTION: &str = "page";

/// What is known of the page's own code.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// What the page's backend attaches, signed; passed on unread.
    pub signed_metadata: Option<String>,
    /// What the loader knows of the content's height.
    height: u32,
}

/// The event a page raises: `purchase` is the catalogue's own, everything else its own affair.
fn event_of_page(name: String, data: Option<Value>) -> Event {
    let member = |member: &str| data.as_ref().and_then(|data| data.get(member)).cloned();
    if name == "purchase"
        && let (Some(total_price), Some(Value::String(currency))) =
            (member("totalPrice").as_ref().and_then(Value::as_f64), member("currency"))
    {
        return Event::Purchase { total_price, currency };
    }
    Event::CustomAction {
        event_name: name,
        event_data: data,
        action_id: String::new(),
        action_type: PAGE_ACTION.into(),
    }
}

impl Client {
    pub(super) fn on_page_command(&mut self, command: PageCommand) {
        match command {
            PageCommand::Interceptor { on } => self.set_interceptor(on),
            PageCommand::Emit { name, data } => self.raise(event_of_page(name, data)),
            PageCommand::SignedMetadata { token } => self.page.signed_metadata = Some(token),
            PageCommand::Protocols { schemes } => {
                self.policy.custom_schemes.clone_from(&self.deployment.custom_schemes);
                self.policy.custom_schemes.extend(schemes);
            }
            // Of a conversation.
            PageCommand::Intercepted { .. } => {}
        }
    }

    /// What the page asks of a conversation.
    pub(super) fn on_conversation_command(&mut self, id: Option<u64>, command: HostCommand) {
        match command {
            // Answered when the wish is on its way, or cannot be made.
            HostCommand::Handover { reason, priority, metadata } => {
                return self.ask_for_human(id, reason, priority, metadata, "api", None);
            }
            HostCommand::Code(PageCommand::Intercepted { query, verdict }) => {
                self.on_intercepted(query, verdict);
            }
            HostCommand::Reply { event, ok, message } => self.on_cart_reply(&event, ok, message.as_deref()),
            _ => {}
        }
        self.answer(id, None);
    }

    /// The deployer's defaults for what the page leaves open: those of the app's are applied, all go to the loader.
    pub(super) fn apply_defaults(&mut self) {
        let Some(defaults) = self.deployment.defaults.clone() else { return };
        let options = std::mem::take(&mut self.options);
        self.options = FrameOptions::with_defaults(options, &defaults);
        self.tell(AppMessage::Code(PageMessage::Defaults(defaults)));
    }

    /// The content of a widget in the flow of its page is so high now, in CSS pixels.
    pub(super) fn on_measured(&mut self, height: u32) {
        if self.options.inline && self.page.height != height {
            self.page.height = height;
            self.tell(AppMessage::Code(PageMessage::Height(height)));
        }
    }

    /// Has the content measured where its height matters.
    pub(super) fn watch_height(&mut self) {
        if self.options.inline {
            self.command(Command::Measure);
        }
    }

    /// What goes with a message besides its parts (`chat-api.md` §5): the page, and what it attaches.
    pub(super) fn message_context(&self) -> Option<String> {
        let mut members = Vec::new();
        let mut add = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                members.push(format!("\"{name}\":{value}"));
            }
        };
        add("page", self.options.page.clone().map(Value::String));
        add("metadata", self.options.metadata.clone());
        add("signed_metadata", self.page.signed_metadata.clone().map(Value::String));
        (!members.is_empty()).then(|| format!("{{{}}}", members.join(",")))
    }
}
