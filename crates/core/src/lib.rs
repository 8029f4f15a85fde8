//! The behaviour of the widget: inputs in, values out. It knows no browser, no clock and no randomness.

pub mod address;
pub mod attachment;
pub mod backoff;
pub mod client;
pub mod color;
pub mod display;
pub mod form;
pub mod ids;
pub mod links;
pub mod livechat;
pub mod locale;
pub mod price;
pub mod stream_decoder;
pub mod theme;
pub mod time;
pub mod transcript;
