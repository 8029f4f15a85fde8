//! Product cards.

mod card;
mod cart;

use crate::state::{Thread, Widget};
use crate::view::carousel::carousel;
use crate::view::drawn::{Draw, Drawn, nothing};
use crate::view::rows::{counted, rows};
use card::card;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::part::Part;
use chatlet_protocol::product::Product;
use leptos::prelude::*;

/// Product cards: a row to scroll through where the window is narrow, a grid where it is wide.
#[component]
pub(crate) fn ProductsPart(
    /// Which part.
    part: PartKey,
) -> Drawn {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let length = move || products(thread, part, <[Product]>::len).unwrap_or_default();
    let cards = rows(
        move || counted(thread.revision(part), length()),
        move |(_, index)| {
            let product = products(thread, part, |products| products.get(index as usize).cloned()).flatten();
            product.map_or_else(nothing, |product| {
                view! { <li>{card(widget, part, index, product)}</li> }.draw()
            })
        },
    );
    carousel(widget, "cards products", Phrase::Products, length, cards)
}

fn products<T>(thread: Thread, part: PartKey, read: impl FnOnce(&[Product]) -> T) -> Option<T> {
    thread.part(part, |part| match part {
        Part::Products { products, .. } => Some(read(products)),
        _ => None,
    })
}
