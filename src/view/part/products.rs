//! Product cards.

use crate::state::{Thread, Widget};
use crate::view::drawn::{Draw, Drawn, nothing};
use crate::view::dynamic::{phrase, words};
use crate::view::format::Formats;
use crate::view::link::{isolated, outbound, web_address};
use crate::view::picture::picture;
use crate::view::rows::{counted, rows};
use chatlet_core::client::PictureSource;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::part::Part;
use chatlet_protocol::product::{Price, Product};
use leptos::prelude::*;

/// A row of product cards, which scrolls sideways where it is longer than the window.
#[component]
pub(crate) fn ProductsPart(
    /// Which part.
    part: PartKey,
) -> Drawn {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let cards = rows(
        move || counted(thread.revision(part), products(thread, part, <[Product]>::len).unwrap_or_default()),
        move |(_, index)| {
            let product = products(thread, part, |products| products.get(index as usize).cloned()).flatten();
            product.map_or_else(nothing, |product| view! { <li>{card(widget, product)}</li> }.draw())
        },
    );
    view! {
        <ul class="cards products" role="list" aria-label=phrase(widget, Phrase::Products)>{cards}</ul>
    }
    .draw()
}

fn products<T>(thread: Thread, part: PartKey, read: impl FnOnce(&[Product]) -> T) -> Option<T> {
    thread.part(part, |part| match part {
        Part::Products { products, .. } => Some(read(products)),
        _ => None,
    })
}

/// One product: one link with its name and price, or plain where its address may not be opened.
fn card(widget: Widget, product: Product) -> Drawn {
    let url = web_address(widget, &product.url);
    let label = display_text(&product.title).into_owned();
    let mut face = face(widget, product);
    match url {
        Some(url) => {
            face.push(open(widget));
            outbound(url, label, "card", face)
        }
        None => view! { <div class="card">{face}</div> }.draw(),
    }
}

/// What a card shows.
fn face(widget: Widget, product: Product) -> Vec<Drawn> {
    let shown = |words: Option<String>| {
        let words = words.filter(|words| !words.trim().is_empty())?;
        Some(display_text(&words).into_owned())
    };
    let splash = shown(product.splash).map(|words| view! { <bdi class="splash">{words}</bdi> }.draw());
    let picture = picture(widget, vec![product.image_url], PictureSource::Content, None);
    let title = display_text(&product.title).into_owned();
    let mut face = vec![
        view! { <span class="card-picture">{picture}{splash}</span> }.draw(),
        view! { <span class="card-title">{isolated(title)}</span> }.draw(),
    ];
    if let Some(words) = shown(product.description) {
        face.push(view! { <span class="card-words">{isolated(words)}</span> }.draw());
    }
    face.extend(product.price.map(|price| prices(widget, price, product.original_price)));
    face
}

/// What looks like a button, in the customer's words where there are any.
fn open(widget: Widget) -> Drawn {
    let open = words(move || {
        let own = widget.config(|config| config.open_label.clone()).filter(|label| !label.trim().is_empty());
        own.map_or_else(|| widget.text(Phrase::OpenProduct), |label| display_text(&label).into_owned())
    });
    view! { <span class="card-button">{open}</span> }.draw()
}

/// The price, and the one before a discount.
fn prices(widget: Widget, now: Price, before: Option<Price>) -> Drawn {
    let formats = Formats::here();
    let written = move |price: &Price| {
        (formats.price)(price.amount, &display_text(&price.currency), &widget.language())
    };
    let before = before.filter(|before| before.amount > now.amount);
    let class = if before.is_some() { "price sale" } else { "price" };
    let struck = before.map(|before| {
        let spoken = before.clone();
        let text = words(move || written(&before));
        let spoken = words(move || widget.fill(Phrase::PriceBefore, "price", &written(&spoken)));
        vec![
            view! { <s aria-hidden="true">{text}</s> }.draw(),
            view! { <span class="hidden">{spoken}</span> }.draw(),
        ]
    });
    let struck = struck.unwrap_or_default();
    view! { <span class="prices"><span class=class>{words(move || written(&now))}</span>" "{struck}</span> }
        .draw()
}
