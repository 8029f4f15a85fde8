//! Chatlet: the app in the iframe (`ARCHITECTURE.md`).

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod effects;
pub mod state;
pub mod view;

#[cfg(target_arch = "wasm32")]
pub use app::start;
