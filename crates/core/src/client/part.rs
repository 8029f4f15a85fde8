//! What the visitor does with a part of a message.

use super::welcome::CLASSIFICATION;
use super::{Client, Screen};
use crate::links::Link;
use crate::transcript::{Content, MessageKey, PartKey, custom_label};
use chatlet_protocol::catalogue::Event;
use chatlet_protocol::part::Part;
use chatlet_protocol::product::{Product, Suggestion};

/// What happens to a part. A number is the place of a card among its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartInput {
    /// A product's page is opened.
    ProductOpened(PartKey, u32),
    /// A product is to go into the cart.
    CartWanted(PartKey, u32),
    /// A suggestion is chosen.
    SuggestionChosen(PartKey, u32),
    /// The button of a custom part is pressed.
    CustomUsed(PartKey),
    /// A file is opened.
    FileOpened(PartKey),
    /// A picture could not be loaded from any of its addresses.
    PictureFailed(PartKey),
}

impl Client {
    pub(super) fn on_part(&mut self, input: PartInput) {
        match input {
            PartInput::ProductOpened(part, place) => self.on_product_opened(part, place),
            PartInput::CartWanted(part, place) => self.on_cart_wanted(part, place),
            PartInput::SuggestionChosen(part, place) => self.on_suggestion_chosen(part, place),
            PartInput::CustomUsed(part) => self.on_custom_used(part),
            PartInput::FileOpened(part) => self.on_file_opened(part),
            PartInput::PictureFailed(part) => self.on_picture_failed(part),
        }
    }

    /// A part that is not text, while it exists.
    pub(super) fn part(&self, key: PartKey) -> Option<&Part> {
        match self.transcript.content(key)? {
            Content::Part(part) => Some(part),
            Content::RichText(_) => None,
        }
    }

    pub(super) fn product(&self, part: PartKey, place: u32) -> Option<&Product> {
        match self.part(part)? {
            Part::Products { products, .. } => products.get(place as usize),
            _ => None,
        }
    }

    fn suggestion(&self, part: PartKey, place: u32) -> Option<&Suggestion> {
        match self.part(part)? {
            Part::Suggestions { suggestions, .. } => suggestions.get(place as usize),
            _ => None,
        }
    }

    /// The page hears of the product; that a link was clicked it hears by itself.
    fn on_product_opened(&mut self, part: PartKey, place: u32) {
        let Some(product) = self.product(part, place) else { return };
        if let Link::Open { url, .. } = self.policy.link(&product.url) {
            let product_id = product.id.clone();
            self.raise(Event::ProductClick { product_id, url });
        }
    }

    /// A suggestion sends its question, once nothing is on its way (`chat-api.md` §4).
    fn on_suggestion_chosen(&mut self, part: PartKey, place: u32) {
        if self.is_answering() || self.screen != Screen::Ready {
            return;
        }
        if let Some(Suggestion { id, prompt_text, title, .. }) = self.suggestion(part, place).cloned() {
            self.raise(Event::SuggestionClick { suggestion_id: id });
            self.queue(if prompt_text.trim().is_empty() { &title } else { &prompt_text }, None);
        }
    }

    /// The words on the button of a custom part.
    pub fn custom_label(&self, part: PartKey) -> Option<String> {
        let Part::Custom { payload, .. } = self.part(part)? else { return None };
        custom_label(payload.as_ref())
    }

    /// A custom part without a button is the page's to show: it hears of each as it arrives.
    pub(super) fn tell_custom(&mut self, reply: MessageKey) {
        let parts = self.transcript.entry(reply).map(|entry| entry.parts.clone()).unwrap_or_default();
        for part in parts {
            let is_classification =
                matches!(self.part(part), Some(Part::Custom { key, .. }) if key == CLASSIFICATION);
            if self.custom_label(part).is_none() && !is_classification {
                self.on_custom_used(part);
            }
        }
    }

    fn on_custom_used(&mut self, part: PartKey) {
        if let Some(Part::Custom { part_id, key, payload }) = self.part(part).cloned() {
            self.raise(Event::CustomAction {
                event_name: key,
                event_data: payload,
                action_id: part_id,
                action_type: "custom".into(),
            });
        }
    }

    /// Tells the page once of the product cards that are drawn, older replies' included (`events.md`, `productsShown`).
    pub(super) fn tell_drawn_products(&mut self) {
        for key in self.reading.window(self.transcript.order()).to_vec() {
            self.tell_products(key);
        }
    }

    /// Tells the page once of the product cards of a reply that are there to the last.
    pub(super) fn tell_products(&mut self, reply: MessageKey) {
        let parts = self.transcript.entry(reply).map(|entry| entry.parts.clone()).unwrap_or_default();
        for part in parts {
            let Some(Part::Products { products, .. }) = self.part(part) else { continue };
            if products.is_empty() || self.carts.shown.contains(&part) {
                continue;
            }
            let ids = products.iter().map(|product| product.id.clone()).collect();
            let address = |product: &Product| match self.policy.link(&product.url) {
                Link::Open { url, .. } => Some(url),
                Link::Event { .. } | Link::Blocked => None,
            };
            let urls = products.iter().filter_map(address).collect();
            self.carts.shown.push(part);
            self.raise(Event::ProductsShown { ids, urls });
        }
    }
}
