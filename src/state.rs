//! The reactive shell around the client: one queue of inputs, one trigger per change.
//!
//! It knows no document and no browser. Views read through [`Widget`] and [`Thread`], which are handles that can be
//! copied, and act through [`Widget::dispatch`] alone.

mod livechat;
mod shell;
mod thread;
mod triggers;
mod widget;

pub use thread::{BlockKind, PartKind, Thread};
pub use widget::Widget;
