//! Chatlet: the app in the iframe.
fn main() {}
