//! From the marker of a reply to a card (`chat-api.md` §7).

use super::card::{Card, FormKey, Stage, Title};
use crate::client::{Change, Client};
use crate::form::Form;
use crate::locale::Phrase;
use crate::transcript::{MessageKey, PartKey};
use chatlet_protocol::catalogue::FormType;
use chatlet_protocol::part::Part;

/// Whether a part is a marker for a form.
pub(super) fn is_form(part: &Part) -> bool {
    matches!(part, Part::ShowContactForm { .. } | Part::ShowSupportTicket { .. } | Part::ShowForm { .. })
}

impl Title {
    /// The heading of the form a part shows.
    pub fn of(part: &Part) -> Self {
        match part {
            Part::ShowSupportTicket { .. } => Self::Phrase(Phrase::SupportTicket),
            Part::ShowForm { form_id, name, .. } => {
                let name = name.as_deref().filter(|name| !name.trim().is_empty());
                Self::Own(name.unwrap_or(form_id).to_owned())
            }
            _ => Self::Phrase(Phrase::ContactForm),
        }
    }
}

impl Client {
    /// Makes the card of a part, or makes it anew when the part was replaced; what was typed stays.
    pub(super) fn make_card(&mut self, part_key: PartKey, part: Part, message: Option<MessageKey>) {
        let key = FormKey::Part(part_key);
        let title = Title::of(&part);
        let part_id = part.part_id().map(str::to_owned);
        let (kind, form) = match part {
            Part::ShowContactForm { fields, .. } => (FormType::Contact, Some(Form::of_text(fields, 0))),
            Part::ShowSupportTicket { fields, attachments_accepted, max_attachment_size_bytes, .. } => {
                let labels = [Phrase::FieldName, Phrase::FieldMail, Phrase::Message, Phrase::Attachments];
                let labels = labels.map(|phrase| self.locale.text(phrase).to_owned());
                let bytes = attachments_accepted.then_some(max_attachment_size_bytes);
                (FormType::Ticket, Some(Form::ticket(fields, labels, bytes)))
            }
            Part::ShowForm { form_id, name, fields, min_filled_fields, confirmation_text, .. } => {
                let fields = fields.filter(|fields| !fields.is_empty());
                let form = fields.map(|fields| Form::new(fields, min_filled_fields));
                let mut card = Card::new(key, FormType::Custom, title, form.clone().unwrap_or_default());
                card.stage = if form.is_some() { Stage::Open } else { Stage::Loading };
                (card.form_id, card.confirmation) = (Some(form_id), confirmation_text);
                card.min_filled = min_filled_fields;
                card.is_named = name.is_some_and(|name| !name.trim().is_empty());
                return self.place_card(card, part_key, part_id, message);
            }
            _ => return,
        };
        let card = Card::new(key, kind, title, form.unwrap_or_default());
        self.place_card(card, part_key, part_id, message);
    }

    fn place_card(
        &mut self,
        mut card: Card,
        part: PartKey,
        part_id: Option<String>,
        message: Option<MessageKey>,
    ) {
        card.part_id = part_id;
        card.message = message;
        card.revision = self.transcript.revision(part);
        let key = card.key;
        self.recall(&mut card);
        if let Some(place) = self.forms.cards.iter().position(|known| known.key == key) {
            let earlier = self.forms.cards.remove(place);
            card.edition = earlier.edition + 1;
            (card.was_shown, card.is_seen, card.seen_at) =
                (earlier.was_shown, earlier.is_seen, earlier.seen_at);
            card.form.take_over(earlier.form);
        }
        self.forms.cards.push(card);
        self.change(Change::Form(key));
        self.load_definitions();
        self.return_files_of_forms();
        self.on_forms_seen();
    }
}
