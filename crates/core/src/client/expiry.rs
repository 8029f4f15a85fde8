//! Signed addresses of attachments, which expire: a failing one is renewed once by fetching its message again
//! (`chat-api.md` §8; faults F49, F50).
//!
//! The visitor's clock never decides alone. It only says whether an address is renewed before it is tried, or after.

use super::boot::PAGE;
use super::calls::Purpose;
use super::{Answer, Change, Client, Command, Method, Request};
use crate::links::Link;
use crate::locale::Phrase;
use crate::time;
use crate::transcript::{Author, PartKey, TranscriptChange};
use chatlet_protocol::message::{Message, MessagePage};
use chatlet_protocol::part::{Attachment, Part};

/// Where an attachment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Availability {
    /// As far as is known, it can be had.
    #[default]
    Here,
    /// A fresh address is being fetched.
    Renewing,
    /// Its address had expired and has been renewed.
    Renewed,
    /// It cannot be had any more.
    Gone,
}

/// Where a message is fetched from again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The newest page of history.
    History,
    /// The log of the livechat, which holds what agents send.
    Log,
}

#[derive(Debug)]
struct Expiry {
    part: PartKey,
    state: Availability,
    /// Whether it is opened as soon as it can be.
    opens: bool,
}

/// The attachments whose address was in doubt.
#[derive(Debug, Default)]
pub(super) struct Expiries(Vec<Expiry>);

impl Client {
    /// Where an attachment stands.
    pub fn availability(&self, part: PartKey) -> Availability {
        self.expiries
            .0
            .iter()
            .find(|expiry| expiry.part == part)
            .map_or(Availability::Here, |found| found.state)
    }

    /// Whether an attachment is renewed before it is opened: it says that it has expired.
    pub fn renews_first(&self, part: PartKey) -> bool {
        let expires = self.attachment(part).and_then(|attachment| attachment.url_expires_at.as_deref());
        self.availability(part) != Availability::Renewed
            && expires.and_then(time::parse).is_some_and(|expires| expires <= self.now)
    }

    fn attachment(&self, part: PartKey) -> Option<&Attachment> {
        match self.part(part)? {
            Part::Image(attachment) | Part::File(attachment) => Some(attachment),
            _ => None,
        }
    }

    fn set_availability(&mut self, part: PartKey, state: Availability, opens: bool) {
        match self.expiries.0.iter_mut().find(|expiry| expiry.part == part) {
            Some(expiry) => (expiry.state, expiry.opens) = (state, opens),
            None => self.expiries.0.push(Expiry { part, state, opens }),
        }
        self.change(Change::Transcript(TranscriptChange::Part(part)));
    }

    /// A file is opened: by the browser, unless it has to be renewed first. Whether the browser got anything the frame
    /// cannot see, so that the API is asked beside it.
    pub(super) fn on_file_opened(&mut self, part: PartKey) {
        if matches!(self.availability(part), Availability::Renewing | Availability::Gone) {
            return;
        }
        if self.renews_first(part) {
            self.renew(part, true);
            return;
        }
        let url = self.attachment(part).and_then(|attachment| self.policy.on_own_api(&attachment.url));
        if let Some(url) = url {
            // The address is signed; no token goes with it (`chat-api.md` §2).
            self.call(Purpose::Probe(part), Request { method: Method::Head, url, token: None, body: None });
        }
    }

    pub(super) fn on_probe_answer(&mut self, part: PartKey, answer: &Answer) {
        if matches!(answer.status(), 401 | 403 | 404 | 410) {
            self.renew(part, false);
        }
    }

    pub(super) fn on_picture_failed(&mut self, part: PartKey) {
        if self.availability(part) != Availability::Renewing {
            self.renew(part, false);
        }
    }

    /// Fetches the message of an attachment again, once.
    fn renew(&mut self, part: PartKey, opens: bool) {
        let stored = self
            .transcript
            .entry_of(part)
            .and_then(|entry| self.transcript.entry(entry)?.message_id.as_ref());
        if stored.is_none() || self.availability(part) == Availability::Renewed {
            self.give_up_attachment(part);
            return;
        }
        self.set_availability(part, Availability::Renewing, opens);
        self.read(Purpose::Renew(Source::History), &format!("/messages?limit={PAGE}"));
    }

    /// One answer serves every attachment that waits for it.
    pub(super) fn on_renew_answer(&mut self, source: Source, answer: &Answer) {
        let page = answer.json::<MessagePage>();
        let waits = |expiry: &&Expiry| expiry.state == Availability::Renewing;
        let waiting: Vec<(PartKey, bool)> =
            self.expiries.0.iter().filter(waits).map(|expiry| (expiry.part, expiry.opens)).collect();
        for (part, opens) in waiting {
            let missing = page.as_ref().is_some_and(|page| self.renewed(part, &page.messages).is_none());
            if missing && source == Source::History && self.may_be_in_log(part) {
                self.read(Purpose::Renew(Source::Log), "/livechat/messages");
            } else {
                self.settle_attachment(part, opens, page.as_ref());
            }
        }
    }

    /// What was said with an agent may stand in the livechat's log alone.
    fn may_be_in_log(&self, part: PartKey) -> bool {
        let author =
            self.transcript.entry_of(part).and_then(|entry| Some(&self.transcript.entry(entry)?.author));
        self.config.livechat.enabled && matches!(author, Some(Author::Agent(_) | Author::Visitor))
    }

    fn settle_attachment(&mut self, part: PartKey, opens: bool, page: Option<&MessagePage>) {
        let known = self.attachment(part).map(|attachment| attachment.url.clone()).unwrap_or_default();
        let found = page.and_then(|page| self.renewed(part, &page.messages));
        match found {
            Some(fresh) if attachment_of(&fresh).is_some_and(|fresh| fresh.url != known) => {
                let changes = self.transcript.renew(part, fresh);
                self.changed(changes);
                self.set_availability(part, Availability::Renewed, false);
                if opens {
                    self.open_attachment(part);
                } else if matches!(self.part(part), Some(Part::File(_))) {
                    let words = self.locale.text(Phrase::FileRenewed).to_owned();
                    self.announce(words);
                }
            }
            // The server stands by the address, whatever the visitor's clock says; or nobody could be asked, and it may
            // still be good.
            Some(_) | None if opens && (found.is_some() || page.is_none()) => {
                self.set_availability(part, Availability::Here, false);
                self.open_attachment(part);
            }
            Some(_) | None => self.give_up_attachment(part),
        }
    }

    /// The same attachment in a message fetched anew: by its id, else by its place.
    fn renewed(&self, part: PartKey, messages: &[Message]) -> Option<Part> {
        let entry = self.transcript.entry(self.transcript.entry_of(part)?)?;
        let message =
            messages.iter().find(|message| Some(&message.message_id) == entry.message_id.as_ref())?;
        let id = self.attachment(part)?.attachment_id.as_deref();
        let same =
            |other: &&Part| attachment_of(other).is_some_and(|other| other.attachment_id.as_deref() == id);
        let place = entry.parts.iter().position(|known| *known == part)?;
        let found = match id {
            Some(_) => message.parts.iter().find(same),
            None => message.parts.get(place),
        };
        found.filter(|found| attachment_of(found).is_some()).cloned()
    }

    fn open_attachment(&mut self, part: PartKey) {
        let Some(attachment) = self.attachment(part) else { return };
        if let Link::Open { url, .. } = self.policy.attachment(&attachment.url) {
            self.command(Command::Open(url));
        }
    }

    fn give_up_attachment(&mut self, part: PartKey) {
        self.set_availability(part, Availability::Gone, false);
        if matches!(self.part(part), Some(Part::File(_))) {
            let words = self.locale.text(Phrase::FileGone).to_owned();
            self.alarm(words);
        }
    }

    /// The conversation is cleared, and its attachments with it.
    pub(super) fn forget_expiries(&mut self) {
        self.expiries = Expiries::default();
    }
}

fn attachment_of(part: &Part) -> Option<&Attachment> {
    match part {
        Part::Image(attachment) | Part::File(attachment) => Some(attachment),
        _ => None,
    }
}
