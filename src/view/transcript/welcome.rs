//! Buttons that the page puts into the welcome.

use crate::state::Widget;
use crate::view::button::button;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::words;
use crate::view::link::{isolated, outbound, web_address};
use chatlet_core::client::{Client, ServiceInput};
use chatlet_core::display::display_text;
use chatlet_protocol::welcome::{WelcomeAction, WelcomeDeed};
use leptos::prelude::*;

/// The buttons, in order.
pub(crate) fn welcome_actions(widget: Widget) -> Drawn {
    let actions = widget.peek(|client: &Client| client.welcome_actions().to_vec());
    let chips: Vec<Drawn> =
        actions.iter().enumerate().filter_map(|(index, action)| chip(widget, index, action)).collect();
    view! { <ul class="prompts chips" role="list">{chips}</ul> }.draw()
}

/// One button. An address that may not be opened has none.
fn chip(widget: Widget, index: usize, action: &WelcomeAction) -> Option<Drawn> {
    let shown = display_text(&action.label).into_owned();
    let button = match &action.deed {
        WelcomeDeed::Open(href) => {
            let url = web_address(widget, href)?;
            outbound(url, shown.clone(), "chip outward", vec![isolated(shown)])
        }
        _ => button(widget, "chip", words(move || shown.clone()), ServiceInput::WelcomeChosen(index).into()),
    };
    Some(view! { <li>{button}</li> }.draw())
}
