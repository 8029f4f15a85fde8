//! The way of a product into the cart, and what became of it.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn, nothing};
use crate::view::dynamic::{flag, maybe, phrase, press, when, words};
use crate::view::icon::Icon;
use crate::view::link::{glyph, outbound};
use chatlet_core::client::{Cart, CartWay, Change, Input, PartInput};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::{PartKey, TranscriptChange};
use leptos::prelude::*;

/// A button or a link, where there is a way at all (`chat-api.md` §3).
pub(crate) fn cart(widget: Widget, part: PartKey, place: u32) -> Drawn {
    match widget.peek(|client| client.cart_way(part, place)) {
        None => nothing(),
        Some(CartWay::Open(url)) => {
            let label = widget.text(Phrase::AddToCart);
            let content = phrase(widget, Phrase::AddToCart);
            let content = view! { <span>{content}</span> }.draw();
            outbound(url, label, "card-button cart", vec![content])
        }
        Some(CartWay::Ask) => ask(widget, part, place),
    }
}

/// The button stays one element, so that the keyboard stays with it.
fn ask(widget: Widget, part: PartKey, place: u32) -> Drawn {
    let change = Change::Transcript(TranscriptChange::Part(part));
    let state = move || widget.read(change, |client| client.cart(part, place));
    let name = move || match state() {
        Cart::Pending => widget.text(Phrase::CartAdding),
        Cart::Added => widget.text(Phrase::CartAdded),
        Cart::Idle | Cart::Failed(_) | Cart::Silent => widget.text(Phrase::AddToCart),
    };
    let trouble = move || match state() {
        Cart::Failed(words) if !words.is_empty() => display_text(&words).into_owned(),
        Cart::Failed(_) => widget.text(Phrase::CartFailed),
        Cart::Silent => widget.text(Phrase::CartSilent),
        Cart::Idle | Cart::Pending | Cart::Added => String::new(),
    };
    let line = move || view! { <p class="card-trouble"><bdi>{words(trouble)}</bdi></p> }.draw();
    view! {
        <div class="card-cart">
            <button
                type="button"
                class="card-button cart"
                class:pending=flag(move || state() == Cart::Pending)
                aria-disabled=maybe(move || (state() == Cart::Pending).then(|| "true".to_owned()))
                on:click=press(move || widget.dispatch(Input::Part(PartInput::CartWanted(part, place))))
            >
                {when(move || state() == Cart::Added, || glyph(Icon::Check))}
                <span>{words(name)}</span>
            </button>
            {when(move || !trouble().is_empty(), line)}
        </div>
    }
    .draw()
}
