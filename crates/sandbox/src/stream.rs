//! Replies as event streams: parts become frames, frames get a pace, the end decides what is stored.

pub(crate) mod frames;
pub(crate) mod play;
pub(crate) mod turn;
