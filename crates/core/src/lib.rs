//! The behaviour of the widget: inputs in, values out. It knows no browser, no clock and no randomness.

pub mod display;
pub mod links;
pub mod stream_decoder;
