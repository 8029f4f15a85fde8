//! What is to be broken, when, and how often.

use super::request::Head;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// One way of breaking a request or its answer. Counts of bytes are those of the answer's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The socket is reset after so many bytes (F1).
    Cut {
        /// Bytes that still arrive.
        after: usize,
    },
    /// The body ends cleanly after so many bytes, as if it were whole (F2).
    End {
        /// Bytes that still arrive.
        after: usize,
    },
    /// As HTTP/1.0 would: neither length nor chunks, and the socket closes after so many bytes (F3).
    CloseDelimited {
        /// Bytes that still arrive.
        after: usize,
    },
    /// Nothing comes after so many bytes; the socket stays open (F4, F38).
    Hold {
        /// Bytes that still arrive.
        after: usize,
        /// How long nothing comes; then the rest follows.
        time: Duration,
    },
    /// One byte at a time (F5).
    Drip {
        /// Time between two bytes.
        delay: Duration,
    },
    /// Every frame of an event stream comes twice (F24, F25).
    Duplicate,
    /// The request arrives, and the socket is reset in the place of an answer (F14, F35).
    DropResponse,
    /// Answered without asking the API; cross-origin reading is allowed to whoever asks (F12, F15, F41).
    Answer {
        /// Status.
        status: u16,
        /// Headers besides those of cross-origin reading.
        headers: Vec<(String, String)>,
        /// Content.
        body: String,
    },
    /// The request is passed on later; others overtake it (F36, F59).
    DelayRequest(Duration),
    /// The answer is passed on later, although the API gave it at once (F56).
    DelayResponse(Duration),
    /// The socket is reset before the request is read to its end, such as an upload (F61).
    CutRequest {
        /// Bytes of the request's body that still arrive at the proxy.
        after: usize,
    },
}

/// A fault and the requests that meet it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Method; any when empty. Preflights only meet a rule that names `OPTIONS`.
    pub method: String,
    /// End of the path, such as `/messages`; any when empty.
    pub path: String,
    /// Requests that fit and are spared first.
    pub skip: usize,
    /// Requests that meet it; then the rule is spent.
    pub times: usize,
    /// What happens to them.
    pub fault: Fault,
}

impl Rule {
    /// The next request with this method and end of path meets `fault`.
    pub fn next(method: &str, path: &str, fault: Fault) -> Self {
        Self { method: method.into(), path: path.into(), skip: 0, times: 1, fault }
    }

    /// The same for the next `times` requests.
    #[must_use]
    pub fn times(self, times: usize) -> Self {
        Self { times, ..self }
    }

    /// The same for every request from now on.
    #[must_use]
    pub fn always(self) -> Self {
        self.times(usize::MAX)
    }

    /// The same, after sparing `skip` requests.
    #[must_use]
    pub fn after(self, skip: usize) -> Self {
        Self { skip, ..self }
    }

    fn fits(&self, head: &Head) -> bool {
        let is_method =
            if self.method.is_empty() { head.method != "OPTIONS" } else { self.method == head.method };
        is_method && head.path.ends_with(&self.path)
    }
}

/// The rules that are left.
pub(super) struct Rules {
    list: Mutex<VecDeque<Rule>>,
    offline: watch::Sender<bool>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { list: Mutex::default(), offline: watch::Sender::new(false) }
    }
}

impl Rules {
    pub(super) fn add(&self, rule: Rule) {
        self.list.lock().unwrap_or_else(PoisonError::into_inner).push_back(rule);
    }

    pub(super) fn clear(&self) {
        self.list.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(super) fn pending(&self) -> usize {
        let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.iter().fold(0, |sum, rule| sum.saturating_add(rule.times))
    }

    pub(super) fn set_offline(&self, offline: bool) {
        self.offline.send_replace(offline);
    }

    pub(super) fn offline(&self) -> watch::Receiver<bool> {
        self.offline.subscribe()
    }

    /// What happens to this request.
    pub(super) fn meet(&self, head: &Head) -> Option<Fault> {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let index = list.iter().position(|rule| rule.fits(head))?;
        let rule = &mut list[index];
        if rule.skip > 0 {
            rule.skip -= 1;
            return None;
        }
        let fault = rule.fault.clone();
        if rule.times != usize::MAX {
            rule.times -= 1;
        }
        if rule.times == 0 {
            list.remove(index);
        }
        Some(fault)
    }
}
