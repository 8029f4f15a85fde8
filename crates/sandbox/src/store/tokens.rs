//! Visitor tokens. They are kept as digests, so that the time of a lookup says nothing about a token that is
//! almost right.

use crate::random;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Digest of a token.
pub(super) type Key = [u8; 32];

pub(super) fn key(token: &str) -> Key {
    Sha256::digest(token).into()
}

/// What a token stands for.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) visitor: u64,
    pub(super) conversation: u64,
    pub(super) bound: bool,
}

#[derive(Default)]
pub(super) struct Tokens(HashMap<Key, Entry>);

impl Tokens {
    pub(super) fn mint(&mut self, visitor: u64, conversation: u64, bound: bool) -> String {
        let token = random::token();
        self.0.insert(key(&token), Entry { visitor, conversation, bound });
        token
    }

    pub(super) fn find(&self, token: &str) -> Option<Entry> {
        self.0.get(&key(token)).copied()
    }

    pub(super) fn move_to(&mut self, token: &str, conversation: u64) {
        if let Some(entry) = self.0.get_mut(&key(token)) {
            entry.conversation = conversation;
        }
    }

    pub(super) fn revoke(&mut self, token: &str) {
        self.0.remove(&key(token));
    }

    pub(super) fn revoke_all(&mut self, visitor: u64) {
        self.0.retain(|_, entry| entry.visitor != visitor);
    }

    pub(super) fn revoke_threads(&mut self, conversations: &[u64]) {
        if !conversations.is_empty() {
            self.0.retain(|_, entry| !conversations.contains(&entry.conversation));
        }
    }
}
