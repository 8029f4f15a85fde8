//! What the browser tests are made of: browsers with their drivers, host pages before a running sandbox, and objects
//! that stand for the page and for the chat in its frame.

mod command;
mod driver;
mod engine;
mod session;
pub mod wait;

pub use driver::Wishes;
pub use engine::Engine;
pub use session::{ConsoleLine, Session, keys};
