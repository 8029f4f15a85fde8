//! Products on their way into the cart: the page is asked, and the card says what it answered (`chat-api.md` §3).

use super::{Change, Client, Command, Link, TimerKey};
use crate::links;
use crate::locale::Phrase;
use crate::time::Millis;
use crate::transcript::{PartKey, TranscriptChange};
use chatlet_protocol::catalogue::Event;

/// How long the page may take to answer, in milliseconds.
const PATIENCE: Millis = 10_000;

/// Longest words of the page's that a card shows, in characters.
const WORDS_LIMIT: usize = 200;

/// How a product can get into the cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CartWay {
    /// Its own address is opened.
    Open(String),
    /// The page is asked.
    Ask,
}

/// What became of the wish.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cart {
    /// There is none.
    #[default]
    Idle,
    /// The page has been asked.
    Pending,
    /// The page has put it into the cart.
    Added,
    /// The page could not; its words, which may be empty.
    Failed(String),
    /// The page has not answered: nobody knows.
    Silent,
}

#[derive(Debug)]
struct Wish {
    part: PartKey,
    place: u32,
    /// The event that asked.
    event: String,
    state: Cart,
}

/// The wishes of this conversation.
#[derive(Debug, Default)]
pub(super) struct Carts {
    wishes: Vec<Wish>,
    /// Parts whose products the page has heard of.
    pub shown: Vec<PartKey>,
}

impl Client {
    /// How the product of a card gets into the cart, if it does.
    pub fn cart_way(&self, part: PartKey, place: u32) -> Option<CartWay> {
        let cart = self.product(part, place)?.add_to_cart.as_ref()?;
        match &cart.url {
            Some(url) => match self.policy.link(url) {
                links::Link::Open { url, kind: links::LinkKind::Web, .. } => Some(CartWay::Open(url)),
                _ => None,
            },
            // A page around a bare frame could not answer.
            None => (self.config.add_to_cart && self.link == Link::Loader).then_some(CartWay::Ask),
        }
    }

    /// What became of the wish for a product.
    pub fn cart(&self, part: PartKey, place: u32) -> Cart {
        let of_card = |wish: &&Wish| wish.part == part && wish.place == place;
        self.carts.wishes.iter().find(of_card).map_or(Cart::Idle, |wish| wish.state.clone())
    }

    pub(super) fn on_cart_wanted(&mut self, part: PartKey, place: u32) {
        if self.cart_way(part, place) != Some(CartWay::Ask) || self.cart(part, place) == Cart::Pending {
            return;
        }
        let Some(sku) =
            self.product(part, place).and_then(|product| Some(product.add_to_cart.as_ref()?.sku.clone()))
        else {
            return;
        };
        let event = self.ids.uuid();
        let known = self.carts.wishes.iter().position(|wish| wish.part == part && wish.place == place);
        let wish = Wish { part, place, event: event.clone(), state: Cart::Pending };
        let number = known.unwrap_or(self.carts.wishes.len());
        if number == self.carts.wishes.len() {
            self.carts.wishes.push(wish);
        } else {
            self.carts.wishes[number] = wish;
        }
        self.change(Change::Transcript(TranscriptChange::Part(part)));
        let key = TimerKey::Cart(u32::try_from(number).unwrap_or(u32::MAX));
        self.command(Command::Start { key, after: PATIENCE });
        self.raise_as(event, Event::AddToCart { sku, quantity: 1 });
    }

    /// The page answered. A late or second answer changes nothing but what was left open.
    pub(super) fn on_cart_reply(&mut self, event: &str, ok: bool, message: Option<&str>) {
        let waits = |wish: &Wish| wish.event == event && matches!(wish.state, Cart::Pending | Cart::Silent);
        let Some(number) = self.carts.wishes.iter().position(waits) else { return };
        self.command(Command::Stop(TimerKey::Cart(u32::try_from(number).unwrap_or(u32::MAX))));
        let words: String = message.unwrap_or_default().trim().chars().take(WORDS_LIMIT).collect();
        self.settle_cart(number, if ok { Cart::Added } else { Cart::Failed(words) });
    }

    pub(super) fn on_cart_silence(&mut self, number: u32) {
        let number = number as usize;
        if self.carts.wishes.get(number).is_some_and(|wish| wish.state == Cart::Pending) {
            self.settle_cart(number, Cart::Silent);
        }
    }

    fn settle_cart(&mut self, number: usize, state: Cart) {
        let part = self.carts.wishes[number].part;
        match &state {
            Cart::Added => {
                let words = self.locale.text(Phrase::CartAdded).to_owned();
                self.announce(words);
            }
            Cart::Failed(words) if !words.is_empty() => self.alarm(words.clone()),
            Cart::Failed(_) => {
                let words = self.locale.text(Phrase::CartFailed).to_owned();
                self.alarm(words);
            }
            Cart::Silent => {
                let words = self.locale.text(Phrase::CartSilent).to_owned();
                self.alarm(words);
            }
            Cart::Idle | Cart::Pending => {}
        }
        self.carts.wishes[number].state = state;
        self.change(Change::Transcript(TranscriptChange::Part(part)));
    }

    /// The conversation is cleared, and its cards with it.
    pub(super) fn forget_carts(&mut self) {
        self.carts = Carts::default();
    }
}
