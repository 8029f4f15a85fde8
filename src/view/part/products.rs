//! Product cards.

use crate::state::{Thread, Widget};
use crate::view::format::Formats;
use crate::view::link::{Outbound, web_address};
use crate::view::picture::Picture;
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
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let cards = move || {
        let revision = thread.revision(part);
        let cards = thread.part(part, |part| match part {
            Part::Products { products, .. } => Some(products.clone()),
            _ => None,
        });
        cards
            .unwrap_or_default()
            .into_iter()
            .enumerate()
            .map(|(index, card)| (revision, index, card))
            .collect::<Vec<_>>()
    };
    view! {
        <ul class="cards products" role="list" aria-label=move || widget.text(Phrase::Products)>
            <For each=cards key=|(revision, index, _)| (*revision, *index) let((_, _, product))>
                <li><ProductCard product/></li>
            </For>
        </ul>
    }
}

/// One product: one link with its name and price, or plain where its address may not be opened.
#[component]
fn ProductCard(
    /// The product.
    product: Product,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let url = web_address(widget, &product.url);
    let label = display_text(&product.title).into_owned();
    match url {
        Some(url) => {
            view! { <Outbound url label class="card"><Face product opens=true/></Outbound> }.into_any()
        }
        None => view! { <div class="card"><Face product opens=false/></div> }.into_any(),
    }
}

/// What a card shows.
#[component]
fn Face(
    /// The product.
    product: Product,
    /// Whether the card leads to the product.
    opens: bool,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let shown = |words: &str| display_text(words).into_owned();
    let open = move || {
        let own = widget.config(|config| config.open_label.clone()).filter(|label| !label.trim().is_empty());
        own.map_or_else(|| widget.text(Phrase::OpenProduct), |label| display_text(&label).into_owned())
    };
    let splash = product.splash.as_deref().filter(|words| !words.trim().is_empty()).map(shown);
    let description = product.description.as_deref().filter(|words| !words.trim().is_empty()).map(shown);
    view! {
        <span class="card-picture">
            <Picture sources=vec![product.image_url.clone()]/>
            {splash.map(|words| view! { <bdi class="splash">{words}</bdi> })}
        </span>
        <span class="card-title"><bdi>{shown(&product.title)}</bdi></span>
        {description.map(|words| view! { <span class="card-words"><bdi>{words}</bdi></span> })}
        <Prices now=product.price before=product.original_price/>
        {opens.then(|| view! { <span class="card-button">{open}</span> })}
    }
}

/// The price, and the one before a discount.
#[component]
fn Prices(
    /// What it costs.
    now: Option<Price>,
    /// What it cost before.
    before: Option<Price>,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let formats = Formats::here();
    let written = move |price: &Price| {
        (formats.price)(price.amount, &display_text(&price.currency), &widget.language())
    };
    now.map(|now| {
        let before = before.filter(|before| before.amount > now.amount);
        let class = if before.is_some() { "price sale" } else { "price" };
        let struck = before.map(|before| {
            let text = move || written(&before);
            let spoken = text.clone();
            view! {
                <s aria-hidden="true">{text}</s>
                <span class="hidden">{move || widget.fill(Phrase::PriceBefore, "price", &spoken())}</span>
            }
        });
        view! { <span class="prices"><span class=class>{move || written(&now)}</span>" "{struck}</span> }
    })
}
