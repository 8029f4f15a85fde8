//! Bounds of the memory.

/// What is kept at most; beyond it the oldest goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Visitors; the least recently used one is forgotten, with its tokens.
    pub visitors: usize,
    /// Threads per visitor; the oldest one is forgotten, with its tokens.
    pub conversations_per_visitor: usize,
    /// Messages per thread; the oldest are dropped.
    pub messages_per_conversation: usize,
    /// Bytes of all messages together; other visitors go first, then the oldest messages of the writer.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            visitors: 1_000,
            conversations_per_visitor: 50,
            messages_per_conversation: 25_000,
            bytes: 256 * 1024 * 1024,
        }
    }
}
