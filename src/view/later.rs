//! Views whose code comes after the first screen.
//!
//! `cargo xtask build` cuts the app in two: what can be reached only through [`all`] stands in a file of its own, which
//! is fetched when the first screen is drawn. Natively there is nothing to fetch, and each is drawn at once.

use super::button::button;
use super::drawn::{Draw, Drawn, nothing};
use super::dynamic::{Place, phrase, place, when};
use super::go::Go;
use super::icon::Icon;
use crate::state::Widget;
use chatlet_core::client::{FormKey, Input, Later};
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::{MessageKey, PartKey};
use leptos::prelude::*;

/// How each view of the second part is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Views {
    /// The settings page.
    pub(crate) settings: fn() -> Drawn,
    /// Where a chat with a person stands.
    pub(crate) bar: fn(Widget) -> Drawn,
    /// How it ended.
    pub(crate) ended: fn(Widget) -> Drawn,
    /// That the agent types.
    pub(crate) typing: fn(Widget) -> Drawn,
    /// Asks for the rating.
    pub(crate) rating: fn(Widget) -> Drawn,
    /// Words to accept before the first message.
    pub(crate) disclaimer: fn(Widget) -> Drawn,
    /// Buttons of the welcome.
    pub(crate) welcome: fn(Widget) -> Drawn,
    /// What else can be done with a reply.
    pub(crate) judge: fn(Widget, MessageKey) -> Drawn,
    /// Words about a reply.
    pub(crate) opinion: fn(Widget, MessageKey) -> Drawn,
    /// A form that has a card.
    pub(crate) form: fn(Widget, FormKey) -> Drawn,
    /// A form of an older reply.
    pub(crate) past_form: fn(Widget, PartKey) -> Drawn,
}

fn all() -> Views {
    Views {
        settings: super::settings::draw,
        bar: super::livechat::bar,
        ended: super::livechat::ended,
        typing: super::livechat::typing,
        rating: super::sheet::rating,
        disclaimer: super::sheet::disclaimer,
        welcome: super::transcript::welcome_actions,
        judge: super::transcript::judge,
        opinion: super::transcript::opinion,
        form: super::form::card,
        past_form: super::form::past,
    }
}

/// Draws a page of the second part: at once when it is there, else as soon as it comes.
pub(crate) fn later(draw: fn(Views) -> Drawn) -> Place {
    later_or(expect_context::<Widget>(), draw, absent)
}

/// Draws something of the second part in the midst of the first: nothing, until it is there.
pub(crate) fn later_in(widget: Widget, draw: impl Fn(Views) -> Drawn + Send + 'static) -> Place {
    later_or(widget, draw, |_| nothing())
}

/// Draws what lies over the composer, or in its place until it is there the way to try again.
pub(crate) fn later_sheet(widget: Widget, draw: fn(Views) -> Drawn) -> Place {
    later_or(widget, draw, |widget| view! { <footer class="sheet">{missing(widget)}</footer> }.draw())
}

/// Draws something of the second part; until it is there, `absent` stands in its place.
pub(crate) fn later_or(
    widget: Widget,
    draw: impl Fn(Views) -> Drawn + Send + 'static,
    absent: fn(Widget) -> Drawn,
) -> Place {
    place(move || {
        let views = here::views(widget);
        if views.is_none() {
            // Not while this is being drawn, which it would interrupt.
            queue_microtask(move || widget.dispatch(Input::LaterWanted));
        }
        Some(untrack(|| views.map_or_else(|| absent(widget), &draw)))
    })
}

/// What stands in for a page.
fn absent(widget: Widget) -> Drawn {
    view! {
        <main class="page">
            <header class="header"><Go page="" name=Phrase::Back icon=Icon::Back/></header>
            {missing(widget)}
        </main>
    }
    .draw()
}

/// What is said when the second part cannot be had.
fn missing(widget: Widget) -> Place {
    let missing = move || widget.later() == Later::Missing;
    let apology = move || {
        view! {
            <section class="apology">
                <h2>{phrase(widget, Phrase::PartMissing)}</h2>
                {button(widget, "button", phrase(widget, Phrase::TryAgain), Input::LaterRetried)}
            </section>
        }
        .draw()
    };
    when(missing, apology)
}

/// Where the second part is fetched.
#[cfg(target_arch = "wasm32")]
mod here {
    use super::{Views, all};
    use crate::state::Widget;
    use chatlet_core::client::Later;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};
    use std::sync::OnceLock;

    static VIEWS: OnceLock<Views> = OnceLock::new();

    /// The views, when they are there.
    pub(super) fn views(widget: Widget) -> Option<Views> {
        if widget.later() == Later::Here { VIEWS.get().copied() } else { None }
    }

    #[wasm_split(later, fallible, wasm_split_path = leptos::wasm_split)]
    fn split() -> Result<Views, SplitLoaderError> {
        Ok(all())
    }

    /// Fetches the views; whether they have come.
    pub async fn fetch() -> bool {
        match split().await {
            Ok(views) => {
                VIEWS.get_or_init(|| views);
                true
            }
            Err(_) => false,
        }
    }
}

#[cfg(target_arch = "wasm32")]
pub use here::fetch;

/// Natively everything is there.
#[cfg(not(target_arch = "wasm32"))]
mod here {
    use super::{Views, all};
    use crate::state::Widget;

    #[allow(clippy::unnecessary_wraps, reason = "where the app is split, they may be absent")]
    pub(super) fn views(_widget: Widget) -> Option<Views> {
        Some(all())
    }
}
