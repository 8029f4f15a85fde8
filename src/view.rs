//! What the visitor sees: components that read through handles and act by dispatching inputs.
//!
//! A view knows no browser: it names no effect, timer or request, and every component renders natively to text, which is
//! how it is tested.

#![allow(unreachable_pub, reason = "the component macro declares what it adds as `pub`")]

mod app;
mod avatar;
mod button;
mod carousel;
mod changing;
mod comment;
mod composer;
mod conversation;
mod drawn;
mod dynamic;
mod form;
mod format;
mod frame;
mod go;
mod icon;
mod later;
mod lightbox;
mod link;
mod livechat;
mod menu;
mod part;
mod picture;
mod rating;
mod router;
mod rows;
mod sheet;
mod transcript;
mod upload;

pub use app::{App, Shell};
pub use composer::Composer;
pub use conversation::Conversation;
pub use format::Formats;
pub use frame::Frame;
pub use later::LaterViews;
#[cfg(target_arch = "wasm32")]
pub use later::show_later;
pub use transcript::Transcript;
