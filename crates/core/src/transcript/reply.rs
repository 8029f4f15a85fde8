//! A reply that arrives: deltas build a draft, `part` replaces, `done` is the truth (`chat-api.md` §5).

use super::rich_text::TextChange;
use super::{Changes, Content, MessageKey, PartKey, PartSlot, Status, Transcript, TranscriptChange};
use chatlet_protocol::message::Message;
use chatlet_protocol::part::Part;
use chatlet_protocol::stream::Delta;

impl Transcript {
    /// Applies one step of building a part of the reply `key`.
    pub fn apply_delta(&mut self, key: MessageKey, part_id: &str, delta: Delta) -> Changes {
        let known = self.part_of(key, part_id);
        match (delta, known) {
            (Delta::StartPart(start), known) => match (Content::start(part_id, start), known) {
                (Some(content), Some(part)) => self.replace(part, content),
                (Some(content), None) => self.append_part(key, Some(part_id), content),
                (None, _) => Changes::new(),
            },
            (delta, Some(part)) => {
                let Some(slot) = self.slot_mut(part).filter(|slot| !slot.finished) else {
                    return Changes::new();
                };
                match slot.content.apply(delta) {
                    TextChange::Nothing => Changes::new(),
                    TextChange::Blocks => vec![TranscriptChange::Part(part)],
                    TextChange::Restarted => {
                        slot.revision += 1;
                        vec![TranscriptChange::Part(part)]
                    }
                    TextChange::Block(block) => {
                        vec![TranscriptChange::Block(part, block), TranscriptChange::Tail(part, block)]
                    }
                    TextChange::Tail(block) => vec![TranscriptChange::Tail(part, block)],
                }
            }
            (_, None) => Changes::new(),
        }
    }

    /// Puts a finished part into the reply `key`: in the place of the draft with its id, or at the end.
    pub fn apply_part(&mut self, key: MessageKey, part: Part) -> Changes {
        let part_id = part.part_id().map(str::to_owned);
        let content = Content::new(part);
        let known = match &part_id {
            Some(part_id) => self.part_of(key, part_id),
            // Media has no id; a repeated frame is known by being the same as the part before it.
            None => self
                .last_part(key)
                .filter(|last| self.content(*last).is_some_and(|last| last.looks_like(&content))),
        };
        let changes = match known {
            Some(part) => self.settle_part(part, content),
            None => self.append_part(key, part_id.as_deref(), content),
        };
        if let Some(slot) = known.or_else(|| self.last_part(key)).and_then(|part| self.slot_mut(part)) {
            slot.finished = true;
        }
        changes
    }

    /// Makes the reply `key` what the server stored: order and content of `message` win, and what is already right
    /// stays untouched, so that nothing on screen moves without need.
    pub fn apply_done(&mut self, key: MessageKey, message: Message) -> Changes {
        let mut changes = Changes::new();
        // A page of history may have brought the reply while it was still on its way here.
        if let Some(known) = self.find(&message.message_id).filter(|known| *known != key) {
            changes.extend(self.remove(known));
        }
        let Some(entry) = self.entry(key) else { return changes };
        let mut drafts = entry.parts.clone();
        let before = drafts.clone();
        let mut parts = Vec::with_capacity(message.parts.len());
        for part in message.parts {
            let part_id = part.part_id().map(str::to_owned);
            let content = Content::new(part);
            let draft = drafts.iter().position(|draft| self.matches(*draft, part_id.as_deref(), &content));
            match draft {
                Some(position) => {
                    let draft = drafts.remove(position);
                    changes.extend(self.settle_part(draft, content));
                    parts.push(draft);
                }
                None => parts.push(self.mint_part(part_id.as_deref(), content)),
            }
        }
        for dropped in drafts {
            self.contents[dropped.0 as usize] = None;
        }
        let at = message.created_at.as_deref().and_then(crate::time::parse);
        if let Some(entry) = self.entry_mut(key) {
            entry.parts.clone_from(&parts);
            entry.at = at.or(entry.at);
        }
        self.adopt_id(key, message.message_id);
        let spoken = self.is_visible(key) || self.is_for_the_page(key);
        let status = if spoken { Status::Settled } else { Status::Empty };
        changes.extend(self.set_status(key, status));
        if parts != before {
            changes.push(TranscriptChange::Message(key));
        }
        changes
    }

    /// Whether a part of an entry may be shown by the page.
    fn is_for_the_page(&self, key: MessageKey) -> bool {
        let parts = self.entry(key).map(|entry| entry.parts.as_slice()).unwrap_or_default();
        parts.iter().filter_map(|part| self.content(*part)).any(|content| content.kind() == "custom")
    }

    fn matches(&self, draft: PartKey, part_id: Option<&str>, content: &Content) -> bool {
        match part_id {
            Some(part_id) => self.part_id(draft) == Some(part_id),
            None => {
                self.part_id(draft).is_none()
                    && self.content(draft).is_some_and(|draft| draft.kind() == content.kind())
            }
        }
    }

    /// Whether the entry has a part of this id.
    pub fn has_part(&self, key: MessageKey, part_id: &str) -> bool {
        self.part_of(key, part_id).is_some()
    }

    fn part_of(&self, key: MessageKey, part_id: &str) -> Option<PartKey> {
        self.entry(key)?.parts.iter().rev().find(|part| self.part_id(**part) == Some(part_id)).copied()
    }

    fn last_part(&self, key: MessageKey) -> Option<PartKey> {
        self.entry(key)?.parts.last().copied()
    }

    fn slot_mut(&mut self, part: PartKey) -> Option<&mut PartSlot> {
        self.contents.get_mut(part.0 as usize)?.as_mut()
    }

    fn append_part(&mut self, key: MessageKey, part_id: Option<&str>, content: Content) -> Changes {
        if self.entry(key).is_none() {
            return Changes::new();
        }
        let part = self.mint_part(part_id, content);
        if let Some(entry) = self.entry_mut(key) {
            entry.parts.push(part);
        }
        vec![TranscriptChange::Message(key)]
    }

    fn replace(&mut self, part: PartKey, content: Content) -> Changes {
        match self.slot_mut(part) {
            Some(slot) => {
                slot.content = content;
                slot.revision += 1;
                slot.finished = false;
                vec![TranscriptChange::Part(part)]
            }
            None => Changes::new(),
        }
    }

    /// Puts a fresh copy of a part in its place.
    pub fn renew(&mut self, key: PartKey, part: Part) -> Changes {
        self.replace(key, Content::new(part))
    }

    /// Replaces a draft by its final content, unless they look the same already.
    fn settle_part(&mut self, part: PartKey, content: Content) -> Changes {
        if self.content(part).is_some_and(|draft| draft.looks_like(&content)) {
            return Changes::new();
        }
        self.replace(part, content)
    }
}
