//! The handle through which views read the transcript, piece by piece.

use super::widget::Widget;
use chatlet_core::client::{Change, Client};
use chatlet_core::time::Millis;
use chatlet_core::transcript::{
    Author, Content, Entry, MessageKey, PartKey, RichText, Status, TextBlock, Transcript, TranscriptChange,
};
use chatlet_protocol::part::Part;
use chatlet_protocol::rich_text::Span;

/// What a block of a rich text part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// An unordered list.
    List,
    /// Nothing that is shown.
    Unknown,
}

/// What a part is, as far as its view differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Formatted text.
    RichText,
    /// A table.
    Table,
    /// Product cards.
    Products,
    /// Cards that send a follow-up question.
    Suggestions,
    /// Chips under the whole message.
    QuickReplies,
    /// A picture.
    Image,
    /// A file.
    File,
    /// A form of any kind.
    Form,
    /// An image of the visitor's is asked for.
    WishForImage,
    /// A human is offered.
    WishForHuman,
    /// The host's own.
    Custom,
    /// Something this version does not know.
    Unknown,
}

impl PartKind {
    fn of(content: &Content) -> Self {
        let Content::Part(part) = content else { return Self::RichText };
        match part {
            Part::RichText { .. } => Self::RichText,
            Part::Table { .. } => Self::Table,
            Part::Products { .. } => Self::Products,
            Part::Suggestions { .. } => Self::Suggestions,
            Part::QuickReplies { .. } => Self::QuickReplies,
            Part::Image(_) => Self::Image,
            Part::File(_) => Self::File,
            Part::ShowContactForm { .. } | Part::ShowSupportTicket { .. } | Part::ShowForm { .. } => {
                Self::Form
            }
            Part::RequestImageUpload { .. } => Self::WishForImage,
            Part::RequestHumanAgent { .. } => Self::WishForHuman,
            Part::Custom { .. } => Self::Custom,
            Part::Unknown(_) => Self::Unknown,
        }
    }
}

/// The transcript. Every reader says what it watches by what it reads; a key whose entry is gone reads as empty.
#[derive(Clone, Copy)]
pub struct Thread(Widget);

impl Thread {
    /// The transcript of `widget`.
    pub fn new(widget: Widget) -> Self {
        Self(widget)
    }

    fn read<T>(self, change: TranscriptChange, read: impl FnOnce(&Transcript) -> T) -> T {
        self.0.read(Change::Transcript(change), |client| read(client.transcript()))
    }

    fn entry<T: Default>(self, key: MessageKey, read: impl FnOnce(&Entry) -> T) -> T {
        self.read(TranscriptChange::Message(key), |transcript| {
            transcript.entry(key).map(read).unwrap_or_default()
        })
    }

    /// Entries that are drawn, oldest first.
    pub fn messages(self) -> Vec<MessageKey> {
        self.0.read(Change::Transcript(TranscriptChange::Messages), |client| {
            client.reading().window(client.transcript().order()).to_vec()
        })
    }

    /// Who speaks.
    pub fn author(self, key: MessageKey) -> Option<Author> {
        self.entry(key, |entry| Some(entry.author.clone()))
    }

    /// Where the entry stands.
    pub fn status(self, key: MessageKey) -> Option<Status> {
        self.entry(key, |entry| Some(entry.status.clone()))
    }

    /// When it was said, in milliseconds since the epoch.
    pub fn at(self, key: MessageKey) -> Option<Millis> {
        self.entry(key, |entry| entry.at)
    }

    /// When the entry before it was said; the day separator is drawn between two days.
    pub fn at_before(self, key: MessageKey) -> Option<Millis> {
        self.read(TranscriptChange::Messages, |transcript| {
            let order = transcript.order();
            let position = order.iter().rposition(|known| *known == key)?;
            order[..position].iter().rev().find_map(|before| transcript.entry(*before)?.at)
        })
    }

    /// Whether the entry before it is by the same author, so that the two stand together.
    pub fn continues(self, key: MessageKey) -> bool {
        self.read(TranscriptChange::Messages, |transcript| {
            let order = transcript.order();
            let position = order.iter().rposition(|known| *known == key);
            let before = position.and_then(|position| order.get(position.checked_sub(1)?));
            before.is_some_and(|before| {
                transcript.entry(*before).map(|entry| &entry.author)
                    == transcript.entry(key).map(|entry| &entry.author)
            })
        })
    }

    /// Whether it is the newest of the visitor's messages to an agent, and the server has it.
    pub fn is_newest_delivered(self, key: MessageKey) -> bool {
        let settled =
            self.entry(key, |entry| entry.place_in_log.is_some() && entry.status == Status::Settled);
        settled
            && self.read(TranscriptChange::Messages, |transcript| {
                let own = |key: &&MessageKey| {
                    transcript.entry(**key).is_some_and(|entry| entry.author == Author::Visitor)
                };
                transcript.order().iter().rev().find(own) == Some(&key)
            })
    }

    /// Whether it is the newest reply: only its quick replies and markers can be answered.
    pub fn is_latest_reply(self, key: MessageKey) -> bool {
        self.read(TranscriptChange::Messages, |transcript| transcript.latest_reply() == Some(key))
    }

    /// The entry's parts, in order.
    pub fn parts(self, key: MessageKey) -> Vec<PartKey> {
        self.entry(key, |entry| entry.parts.clone())
    }

    /// The readable text of an entry, without subscribing.
    pub fn plain_text(self, key: MessageKey) -> String {
        self.0.peek(|client| client.transcript().plain_text(key))
    }

    /// Rises when a part is replaced; a list of its rows is keyed by it.
    pub fn revision(self, part: PartKey) -> u32 {
        self.read(TranscriptChange::Part(part), |transcript| transcript.revision(part))
    }

    /// What a part is.
    pub fn kind(self, part: PartKey) -> PartKind {
        self.read(TranscriptChange::Part(part), |transcript| {
            transcript.content(part).map_or(PartKind::Unknown, PartKind::of)
        })
    }

    /// Whether anything of a part can be seen.
    pub fn is_visible(self, part: PartKey) -> bool {
        self.read(TranscriptChange::Part(part), |transcript| {
            transcript
                .content(part)
                .is_some_and(|content| matches!(content, Content::RichText(_)) || content.is_visible())
        })
    }

    /// Reads a part that is not rich text, or `None` when it is something else by now.
    pub fn part<T>(self, part: PartKey, read: impl FnOnce(&Part) -> Option<T>) -> Option<T> {
        self.read(TranscriptChange::Part(part), |transcript| match transcript.content(part)? {
            Content::Part(part) => read(part),
            Content::RichText(_) => None,
        })
    }

    fn text<T>(
        transcript: &Transcript,
        part: PartKey,
        read: impl FnOnce(&RichText) -> Option<T>,
    ) -> Option<T> {
        match transcript.content(part)? {
            Content::RichText(text) => read(text),
            Content::Part(_) => None,
        }
    }

    /// The blocks of a rich text part, with what each is.
    pub fn blocks(self, part: PartKey) -> Vec<BlockKind> {
        self.read(TranscriptChange::Part(part), |transcript| {
            let kind = |block: &TextBlock| match block {
                TextBlock::Paragraph(_) => BlockKind::Paragraph,
                TextBlock::List(_) => BlockKind::List,
                TextBlock::Unknown(_) => BlockKind::Unknown,
            };
            Self::text(transcript, part, |text| Some(text.blocks().iter().map(kind).collect()))
        })
        .unwrap_or_default()
    }

    fn block<T>(
        client: &Client,
        part: PartKey,
        block: u32,
        read: impl FnOnce(&TextBlock) -> Option<T>,
    ) -> Option<T> {
        Self::text(client.transcript(), part, |text| read(text.blocks().get(block as usize)?))
    }

    /// How many finished pieces a paragraph, or items a list, has.
    pub fn length(self, part: PartKey, block: u32) -> usize {
        self.0
            .read(Change::Transcript(TranscriptChange::Block(part, block)), |client| {
                Self::block(client, part, block, |block| match block {
                    TextBlock::Paragraph(line) => Some(line.pieces.len()),
                    TextBlock::List(items) => Some(items.len()),
                    TextBlock::Unknown(_) => None,
                })
            })
            .unwrap_or(0)
    }

    /// A finished piece of a paragraph; it never changes.
    pub fn piece(self, part: PartKey, block: u32, index: usize) -> Option<Span> {
        self.0.peek(|client| {
            Self::block(client, part, block, |block| match block {
                TextBlock::Paragraph(line) => line.pieces.get(index).cloned(),
                TextBlock::List(_) | TextBlock::Unknown(_) => None,
            })
        })
    }

    /// An item of a list; it never changes.
    pub fn item(self, part: PartKey, block: u32, index: usize) -> Vec<Span> {
        let item = self.0.peek(|client| {
            Self::block(client, part, block, |block| match block {
                TextBlock::List(items) => items.get(index).map(|line| line.pieces.clone()),
                TextBlock::Paragraph(_) | TextBlock::Unknown(_) => None,
            })
        });
        item.unwrap_or_default()
    }

    /// The text of a paragraph that still grows; short.
    pub fn tail(self, part: PartKey, block: u32) -> String {
        self.0
            .read(Change::Transcript(TranscriptChange::Tail(part, block)), |client| {
                Self::block(client, part, block, |block| match block {
                    TextBlock::Paragraph(line) => Some(line.tail.clone()),
                    TextBlock::List(_) | TextBlock::Unknown(_) => None,
                })
            })
            .unwrap_or_default()
    }
}
