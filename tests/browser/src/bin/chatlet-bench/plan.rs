//! How much is measured.

/// Sizes and repetitions.
pub(crate) struct Plan {
    /// Runs of each page; the median counts.
    pub(crate) runs: usize,
    /// Tokens of the shorter stream.
    pub(crate) tokens: u32,
    /// Tokens of the longer stream.
    pub(crate) many_tokens: u32,
    /// Messages of the long conversation.
    pub(crate) messages: usize,
    /// Keys that are pressed while a reply streams.
    pub(crate) keys: usize,
    /// The only group that is measured, if one is named.
    pub(crate) only: Option<String>,
}

impl Plan {
    /// What the bars are about.
    pub(crate) fn full() -> Self {
        Self { runs: 3, tokens: 2_000, many_tokens: 20_000, messages: 10_000, keys: 60, only: None }
    }

    /// Less of everything, to see that it works.
    pub(crate) fn quick() -> Self {
        Self { runs: 1, tokens: 400, many_tokens: 4_000, messages: 1_000, keys: 10, only: None }
    }

    /// Whether a group is measured.
    pub(crate) fn wants(&self, group: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == group)
    }
}
