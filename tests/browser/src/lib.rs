//! What the browser tests are made of: browsers with their drivers, host pages before a running sandbox, and objects
//! that stand for the page and for the chat in its frame.

pub mod axe;
mod chat;
mod click;
mod command;
mod dist;
mod driver;
mod ending;
mod engine;
mod failure;
mod files;
mod host_page;
mod page;
pub mod reference;
pub mod reply;
mod session;
mod site;
mod suite;
mod visit;
pub mod wait;

pub use chat::{Chat, Message};
pub use driver::Wishes;
pub use engine::Engine;
pub use host_page::{CHATBOT, HostPage, loader_tag, loader_tag_for};
pub use page::{DEFAULT, Page};
pub use session::{ConsoleLine, Session, keys};
pub use site::{PACE, Site};
pub use suite::{Body, Needs, Test, run};
pub use visit::Visit;
