//! The services around the conversation, driven without a browser.
#![allow(clippy::unwrap_used, unreachable_pub, reason = "a test fails by panicking; its driver is its own")]

#[path = "../driver/mod.rs"]
#[allow(dead_code, reason = "the driver serves other tests, too")]
mod driver;

mod choices;
mod feedback;
mod identity;
mod privacy;
mod rating;
mod renewal;
mod speech;
mod tabs;
mod welcome;

use chatlet_core::client::{Command, ServiceInput, ServiceTask, Slot};
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::service_line::ServiceCommand;
use driver::{Driver, done, frame};
use serde_json::Value;

impl Driver {
    /// Something happens to a service.
    fn service(&mut self, input: ServiceInput) {
        self.input(input.into());
    }

    /// The page commands something.
    fn page(&mut self, id: Option<u64>, command: ServiceCommand) {
        self.input(chatlet_core::client::Input::Host { id, command: HostCommand::Service(command) });
    }

    /// A conversation with one question and its answer.
    fn talked() -> Self {
        let mut driver = Self::ready();
        driver.exchange("m1");
        driver
    }

    /// A question and its answer.
    fn exchange(&mut self, id: &str) {
        self.say("question");
        let turn = self.turn();
        self.stream_opened(turn);
        self.bytes(turn, &[done(id, "reply", Some(&format!("bound-{id}")))]);
    }

    fn names(&self) -> Vec<&str> {
        self.events.iter().filter_map(|event| event["name"].as_str()).collect()
    }

    fn event(&self, name: &str) -> &Value {
        self.events.iter().rev().find(|event| event["name"] == name).unwrap_or_else(|| panic!("no {name}"))
    }

    fn count(&self, name: &str) -> usize {
        self.names().iter().filter(|known| **known == name).count()
    }

    fn tasks(&self) -> Vec<&ServiceTask> {
        self.commands
            .iter()
            .filter_map(|command| match command {
                Command::Service(task) => Some(task),
                _ => None,
            })
            .collect()
    }

    /// What the storage holds in a slot after everything that was saved so far.
    fn stored(&self, wanted: Slot) -> Option<&str> {
        self.commands.iter().rev().find_map(|command| match command {
            Command::Save { slot, value, .. } if *slot == wanted => Some(value.as_deref()),
            _ => None,
        })?
    }

    /// The current tokens that the loader was given to replace.
    fn replaced(&self) -> Vec<Value> {
        let told = self.messages.iter().map(chatlet_protocol::host_line::AppMessage::write);
        told.filter(|message| message["type"] == "tokenRequest")
            .map(|mut message| message["current"].take())
            .collect()
    }

    /// The answers to the page's commands: id, and the type of error.
    fn answers(&self) -> Vec<(u64, String)> {
        let told = self.messages.iter().map(chatlet_protocol::host_line::AppMessage::write);
        told.filter(|message| message["type"] == "answer")
            .map(|message| {
                (message["id"].as_u64().unwrap(), message["error"]["type"].as_str().unwrap_or("").to_owned())
            })
            .collect()
    }
}

/// A whole reply with parts of its own.
fn reply(id: &str, parts: &str) -> String {
    frame(
        "done",
        &format!("{{\"message\":{{\"message_id\":\"{id}\",\"role\":\"assistant\",\"parts\":[{parts}]}}}}"),
    )
}
