//! The events of the backend and what became of each. An event is stored before anybody hears of it.

use crate::{clock, random};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::sync::watch;
use tokio::time::Instant;

/// Events that are kept; older ones go.
const KEPT: usize = 10_000;
/// Bytes of all bodies together; a handover brings the whole conversation, pictures and all.
const KEPT_BYTES: usize = 64 * 1024 * 1024;
/// How long an event can be listed and replayed (`chat-api.md` §11).
const LIFETIME: Duration = Duration::from_hours(30 * 24);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Pending,
    Delivered,
    /// The last attempt failed, and another one follows.
    Failed,
    Dead,
}

struct Attempt {
    delivery_id: String,
    status: Option<u16>,
    error: Option<String>,
    at: String,
}

struct Record {
    id: String,
    kind: &'static str,
    /// Whose data is in it.
    visitor: u64,
    body: Arc<str>,
    created: SystemTime,
    status: Status,
    attempts: Vec<Attempt>,
    /// Failures since it was queued.
    failures: usize,
    /// When it is to be delivered.
    due: Option<Instant>,
}

impl Record {
    fn is_expired(&self) -> bool {
        self.created.elapsed().is_ok_and(|age| age > LIFETIME)
    }

    /// `WebhookEventRecord`
    fn json(&self) -> Value {
        let status = match self.status {
            Status::Pending => "pending",
            Status::Delivered => "delivered",
            Status::Failed => "failed",
            Status::Dead => "dead",
        };
        json!({
            "event_id": self.id,
            "event_type": self.kind,
            "status": status,
            "attempt_count": self.attempts.len(),
            "created_at": clock::rfc3339(self.created),
            "expires_at": clock::rfc3339(self.created + LIFETIME),
        })
    }
}

#[derive(Default)]
struct Records {
    /// Number of the first record that is left.
    first: usize,
    list: VecDeque<Record>,
}

impl Records {
    fn find(&mut self, id: &str) -> Option<&mut Record> {
        self.list.iter_mut().find(|record| record.id == id && !record.is_expired())
    }
}

/// One attempt to be made.
pub(crate) struct Delivery {
    /// Its own id, another one for each attempt.
    pub(crate) id: String,
    pub(crate) event_id: String,
    pub(crate) event_type: &'static str,
    /// From 1.
    pub(crate) attempt: usize,
    pub(crate) body: Arc<str>,
}

/// What is to be done next.
pub(crate) enum Next {
    Deliver(Delivery),
    Wait(Option<Instant>),
}

/// Why an event is not delivered again.
pub(crate) enum NotReplayed {
    Unknown,
    NoReceiver,
    OnItsWay,
}

/// The stored events.
pub(crate) struct Outbox {
    records: Mutex<Records>,
    has_receiver: bool,
    changed: watch::Sender<u64>,
}

impl Outbox {
    /// An outbox whose events wait for delivery only if there is a receiver.
    pub(crate) fn new(has_receiver: bool) -> Self {
        Self { records: Mutex::default(), has_receiver, changed: watch::Sender::new(0) }
    }

    fn lock(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes with every change.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    fn notify(&self) {
        self.changed.send_modify(|count| *count += 1);
    }

    /// Stores an event about a visitor; `body` is completed by the members that every event has.
    pub(crate) fn add(&self, kind: &'static str, visitor: u64, mut body: Value) {
        let id = random::id("evt");
        body["event_id"] = json!(id);
        body["event_type"] = json!(kind);
        body["created_at"] = json!(clock::now());
        let record = Record {
            id,
            kind,
            visitor,
            body: body.to_string().into(),
            created: SystemTime::now(),
            status: Status::Pending,
            attempts: Vec::new(),
            failures: 0,
            due: self.has_receiver.then(Instant::now),
        };
        let mut records = self.lock();
        records.list.push_back(record);
        let mut bytes: usize = records.list.iter().map(|record| record.body.len()).sum();
        while records.list.len() > KEPT || (bytes > KEPT_BYTES && records.list.len() > 1) {
            let Some(oldest) = records.list.pop_front() else { break };
            bytes -= oldest.body.len();
            records.first += 1;
        }
        drop(records);
        self.notify();
    }

    /// Every event from number `position` on, and the number of the next one.
    pub(crate) fn since(&self, position: usize) -> (usize, Vec<(&'static str, Arc<str>)>) {
        let records = self.lock();
        let skipped = position.saturating_sub(records.first);
        let events = records.list.iter().skip(skipped).map(|record| (record.kind, record.body.clone()));
        (records.first + records.list.len(), events.collect())
    }

    /// Empties the events about a visitor, which from now on are as good as expired.
    pub(crate) fn forget(&self, visitor: u64) {
        for record in self.lock().list.iter_mut().filter(|record| record.visitor == visitor) {
            record.body = "{}".into();
            record.due = None;
            record.created = SystemTime::UNIX_EPOCH;
        }
    }

    /// The events about a visitor, oldest first.
    pub(crate) fn of(&self, visitor: u64) -> Vec<Value> {
        let records = self.lock();
        let own = records.list.iter().filter(|record| record.visitor == visitor && !record.is_expired());
        own.map(Record::json).collect()
    }

    /// One page, newest first, of the events older than number `before`; and the cursor of the next page.
    pub(crate) fn page(&self, before: Option<usize>, limit: usize) -> (Vec<Value>, Option<usize>) {
        let records = self.lock();
        let numbered = records.list.iter().enumerate().rev();
        let mut older = numbered
            .map(|(index, record)| (records.first + index, record))
            .filter(|(number, record)| before.is_none_or(|before| *number < before) && !record.is_expired());
        let page: Vec<_> = older.by_ref().take(limit).collect();
        let next = page.last().filter(|_| older.next().is_some()).map(|(number, _)| *number);
        (page.iter().map(|(_, record)| record.json()).collect(), next)
    }

    /// `WebhookEventRecord` of one event.
    pub(crate) fn event(&self, id: &str) -> Option<Value> {
        self.lock().find(id).map(|record| record.json())
    }

    /// `WebhookAttemptList` of one event.
    pub(crate) fn attempts(&self, id: &str) -> Option<Value> {
        let mut records = self.lock();
        let record = records.find(id)?;
        let attempts = record.attempts.iter().enumerate().map(|(index, attempt)| {
            json!({
                "delivery_id": attempt.delivery_id,
                "attempt": index + 1,
                "response_status": attempt.status,
                "error": attempt.error,
                "attempted_at": attempt.at,
            })
        });
        Some(json!({ "attempts": attempts.collect::<Vec<_>>() }))
    }

    /// Queues an event again, under the same id.
    pub(crate) fn replay(&self, id: &str) -> Result<Value, NotReplayed> {
        let mut records = self.lock();
        let record = records.find(id).ok_or(NotReplayed::Unknown)?;
        if !self.has_receiver {
            return Err(NotReplayed::NoReceiver);
        }
        if record.due.is_some() {
            return Err(NotReplayed::OnItsWay);
        }
        record.status = Status::Pending;
        record.failures = 0;
        record.due = Some(Instant::now());
        let json = record.json();
        drop(records);
        self.notify();
        Ok(json)
    }

    /// The attempt that is due first, or until when there is none.
    pub(crate) fn next(&self) -> Next {
        let records = self.lock();
        let waiting = records.list.iter().filter_map(|record| Some((record.due?, record)));
        let Some((due, record)) = waiting.min_by_key(|(due, _)| *due) else { return Next::Wait(None) };
        if due > Instant::now() {
            return Next::Wait(Some(due));
        }
        Next::Deliver(Delivery {
            event_id: record.id.clone(),
            event_type: record.kind,
            id: random::id("dlv"),
            attempt: record.attempts.len() + 1,
            body: record.body.clone(),
        })
    }

    /// Notes how an attempt ended, and when the next one is due: after a failure `retries` says how long to wait.
    pub(crate) fn attempted(&self, delivery: Delivery, result: Result<u16, String>, retries: &[Duration]) {
        let mut records = self.lock();
        let Some(record) = records.find(&delivery.event_id) else { return };
        let is_confirmed = matches!(result, Ok(200..=299));
        let (status, error) = match result {
            Ok(status) => (Some(status), None),
            Err(error) => (None, Some(error)),
        };
        record.attempts.push(Attempt { delivery_id: delivery.id, status, error, at: clock::now() });
        if is_confirmed {
            record.status = Status::Delivered;
            record.due = None;
        } else if let Some(pause) = retries.get(record.failures) {
            record.failures += 1;
            record.status = Status::Failed;
            record.due = Some(Instant::now() + *pause);
        } else {
            record.status = Status::Dead;
            record.due = None;
        }
        drop(records);
        self.notify();
    }
}
