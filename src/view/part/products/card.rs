//! One product.

use super::cart::cart;
use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{press, words};
use crate::view::format::Formats;
use crate::view::link::{isolated, web_address};
use crate::view::picture::picture;
use chatlet_core::client::{Input, PartInput, PictureSource};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::product::{Price, Product};
use leptos::prelude::*;

/// A product: one link with its name and price (A16), or plain where its address may not be opened; and the way into
/// the cart.
pub(crate) fn card(widget: Widget, part: PartKey, place: u32, product: Product) -> Drawn {
    let url = web_address(widget, &product.url);
    let label = display_text(&product.title).into_owned();
    let cart = cart(widget, part, place);
    let mut face = face(widget, product);
    let face = match url {
        Some(url) => {
            face.push(open(widget));
            link(widget, url, label, face, Input::Part(PartInput::ProductOpened(part, place)))
        }
        None => view! { <div class="card-face">{face}</div> }.draw(),
    };
    view! { <div class="card">{face}{cart}</div> }.draw()
}

/// A link to the product's page, of which the page hears as well.
fn link(widget: Widget, url: String, label: String, face: Vec<Drawn>, input: Input) -> Drawn {
    let middle = input.clone();
    view! {
        <a
            class="card-face"
            href=url
            target="_blank"
            rel="noopener noreferrer"
            referrerpolicy="no-referrer"
            data-label=label
            on:click=press(move || widget.dispatch(input.clone()))
            on:auxclick=move |event| {
                if event.button() == 1 {
                    widget.dispatch(middle.clone());
                }
            }
        >
            {face}
        </a>
    }
    .draw()
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
