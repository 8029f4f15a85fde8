//! The conversation as it is shown: entries and parts under stable keys, and the rules by which frames and history
//! pages change them (`chat-api.md` §4–6).
//!
//! Total: an unknown, late or duplicate input changes nothing. Every method says what changed, so that a view
//! redraws just that.

mod change;
mod content;
mod entry;
mod history;
mod log;
mod reply;
mod rich_text;

pub use change::TranscriptChange;
pub use content::{Content, custom_label, has_words, part_text, unknown_text};
pub use entry::{Author, Entry, LogPlace, MessageKey, PartKey, Status, Unsent};
pub use rich_text::{Line, RichText, TextBlock};

use crate::time::Millis;
use chatlet_protocol::message::{Message, Role};
use chatlet_protocol::part::Part;

/// Changes, in the order they happened; a consumer may drop repetitions.
pub type Changes = Vec<TranscriptChange>;

/// The conversation.
#[derive(Debug, Default)]
pub struct Transcript {
    order: Vec<MessageKey>,
    /// Entries by the server's id: looking one up must not cost more the longer the conversation is.
    /// Sorted by id.
    ids: Vec<(String, MessageKey)>,
    entries: Vec<Option<Entry>>,
    contents: Vec<Option<PartSlot>>,
}

#[derive(Debug)]
struct PartSlot {
    part_id: Option<String>,
    content: Content,
    /// Rises when the content is replaced rather than added to, so that a view knows to begin anew.
    revision: u32,
    /// Whether the authoritative part has arrived; deltas that come later are stale (F26).
    finished: bool,
}

impl Transcript {
    /// Entries from oldest to newest.
    pub fn order(&self) -> &[MessageKey] {
        &self.order
    }

    /// The entry of `key`, while it exists.
    pub fn entry(&self, key: MessageKey) -> Option<&Entry> {
        self.entries.get(key.0 as usize)?.as_ref()
    }

    /// The content of a part, while it exists.
    pub fn content(&self, key: PartKey) -> Option<&Content> {
        Some(&self.contents.get(key.0 as usize)?.as_ref()?.content)
    }

    /// The wire's id of a part, where it has one.
    pub fn part_id(&self, key: PartKey) -> Option<&str> {
        self.contents.get(key.0 as usize)?.as_ref()?.part_id.as_deref()
    }

    /// Rises when the content of a part is replaced rather than added to.
    pub fn revision(&self, key: PartKey) -> u32 {
        self.contents.get(key.0 as usize).and_then(Option::as_ref).map_or(0, |slot| slot.revision)
    }

    /// The entry with the server's id.
    pub fn find(&self, message_id: &str) -> Option<MessageKey> {
        Some(self.ids[self.place(message_id).ok()?].1)
    }

    fn place(&self, message_id: &str) -> Result<usize, usize> {
        self.ids.binary_search_by(|(known, _)| known.as_str().cmp(message_id))
    }

    /// The entry that a part belongs to.
    pub fn entry_of(&self, part: PartKey) -> Option<MessageKey> {
        let has = |key: &&MessageKey| self.entry(**key).is_some_and(|entry| entry.parts.contains(&part));
        self.order.iter().rfind(has).copied()
    }

    /// The newest entry of the assistant; only its quick replies and markers can be answered.
    pub fn latest_reply(&self) -> Option<MessageKey> {
        let reply =
            |key: &&MessageKey| self.entry(**key).is_some_and(|entry| entry.author == Author::Assistant);
        self.order.iter().rev().find(reply).copied()
    }

    /// Whether the visitor has said anything.
    pub fn has_visitor_turn(&self) -> bool {
        self.order.iter().any(|key| self.entry(*key).is_some_and(|entry| entry.author == Author::Visitor))
    }

    /// The readable text of an entry.
    pub fn plain_text(&self, key: MessageKey) -> String {
        let parts = self.entry(key).map(|entry| entry.parts.as_slice()).unwrap_or_default();
        let texts = parts.iter().filter_map(|part| self.content(*part)).map(Content::plain_text);
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Types of an entry's parts, as the wire spells them.
    pub fn kinds(&self, key: MessageKey) -> Vec<String> {
        let parts = self.entry(key).map(|entry| entry.parts.as_slice()).unwrap_or_default();
        parts.iter().filter_map(|part| self.content(*part)).map(|content| content.kind().to_owned()).collect()
    }

    /// Whether anything of an entry can be seen, its status aside.
    pub fn is_visible(&self, key: MessageKey) -> bool {
        let parts = self.entry(key).map(|entry| entry.parts.as_slice()).unwrap_or_default();
        parts.iter().filter_map(|part| self.content(*part)).any(Content::is_visible)
    }

    /// Adds what the visitor sends before the server has confirmed it.
    pub fn echo(&mut self, parts: Vec<Part>, at: Millis) -> (MessageKey, Changes) {
        let parts = parts.into_iter().map(|part| self.mint_part(None, Content::new(part))).collect();
        let key = self.mint_entry(Author::Visitor, Some(at), parts, Status::Sending);
        self.order.push(key);
        (key, vec![TranscriptChange::Messages])
    }

    /// Adds an empty reply that waits for its first frame.
    pub fn await_reply(&mut self, at: Millis) -> (MessageKey, Changes) {
        let key = self.mint_entry(Author::Assistant, Some(at), Vec::new(), Status::Waiting);
        self.order.push(key);
        (key, vec![TranscriptChange::Messages])
    }

    /// The same, of the reply to a question of the visitor's.
    pub fn await_reply_to(&mut self, question: MessageKey, at: Millis) -> (MessageKey, Changes) {
        let (key, changes) = self.await_reply(at);
        if let Some(entry) = self.entry_mut(key) {
            entry.question = Some(question);
        }
        (key, changes)
    }

    /// Changes where an entry stands.
    pub fn set_status(&mut self, key: MessageKey, status: Status) -> Changes {
        let next = self.next_key();
        match self.entry_mut(key) {
            Some(entry) if entry.status != status => {
                if status == Status::Sending {
                    entry.sent = next;
                }
                entry.status = status;
                vec![TranscriptChange::Message(key)]
            }
            _ => Vec::new(),
        }
    }

    /// Takes an entry out.
    pub fn remove(&mut self, key: MessageKey) -> Changes {
        let Some(position) = self.order.iter().rposition(|known| *known == key) else { return Vec::new() };
        self.order.remove(position);
        self.ids.retain(|(_, known)| *known != key);
        if let Some(entry) = self.entries.get_mut(key.0 as usize).and_then(Option::take) {
            for part in entry.parts {
                self.contents[part.0 as usize] = None;
            }
        }
        vec![TranscriptChange::Messages]
    }

    /// Forgets everything; keys are not used again, so that a late view finds nothing instead of something else.
    pub fn clear(&mut self) -> Changes {
        self.order.clear();
        self.ids.clear();
        self.entries.iter_mut().for_each(|entry| *entry = None);
        self.contents.iter_mut().for_each(|content| *content = None);
        vec![TranscriptChange::Messages]
    }

    fn entry_mut(&mut self, key: MessageKey) -> Option<&mut Entry> {
        self.entries.get_mut(key.0 as usize)?.as_mut()
    }

    fn mint_entry(
        &mut self,
        author: Author,
        at: Option<Millis>,
        parts: Vec<PartKey>,
        status: Status,
    ) -> MessageKey {
        let key = MessageKey(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(Some(Entry {
            message_id: None,
            author,
            at,
            parts,
            status,
            sent: key.0,
            question: None,
            place_in_log: None,
        }));
        key
    }

    fn mint_part(&mut self, part_id: Option<&str>, content: Content) -> PartKey {
        let key = PartKey(u32::try_from(self.contents.len()).unwrap_or(u32::MAX));
        self.contents.push(Some(PartSlot {
            part_id: part_id.map(str::to_owned),
            content,
            revision: 0,
            finished: false,
        }));
        key
    }

    /// Makes an entry of a stored message, without a place in the order yet.
    fn mint_message(&mut self, message: Message) -> MessageKey {
        let author = match message.role {
            Role::User => Author::Visitor,
            Role::Assistant => Author::Assistant,
            Role::Agent => Author::Agent(message.agent),
            Role::System => Author::System,
        };
        let parts = message
            .parts
            .into_iter()
            .map(|part| {
                let id = part.part_id().map(str::to_owned);
                self.mint_part(id.as_deref(), Content::new(part))
            })
            .collect();
        let at = message.created_at.as_deref().and_then(crate::time::parse);
        let key = self.mint_entry(author, at, parts, Status::Settled);
        self.adopt_id(key, message.message_id);
        key
    }

    /// Gives an entry the server's id; its key stays, so nothing is drawn anew.
    fn adopt_id(&mut self, key: MessageKey, message_id: String) {
        if let Some(entry) = self.entry_mut(key) {
            entry.message_id = Some(message_id.clone());
            self.add_id(key, message_id);
        }
    }

    /// Makes an entry known by one more id.
    fn add_id(&mut self, key: MessageKey, message_id: String) {
        match self.place(&message_id) {
            Ok(place) => self.ids[place].1 = key,
            Err(place) => self.ids.insert(place, (message_id, key)),
        }
    }
}
