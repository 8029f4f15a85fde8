//! Views whose code comes later, with the second part of the app (`chatlet_core::client::Later`).
//!
//! A view of the second part is a line in [`LaterViews`] and one in [`LaterViews::new`], and is drawn by [`later_in`], or as
//! a page by [`later`].
//! Nothing of the first part may name it otherwise: the build cuts the app by what can be reached. Natively there is
//! nothing to fetch, and each is drawn at once.

mod views;

use super::button::{button_for, makes};
use super::drawn::{Draw, Drawn};
use super::dynamic::{Place, phrase, place, when};
use super::format::Formats;
use super::go::Go;
use super::icon::Icon;
use crate::state::Widget;
use chatlet_core::client::{Input, Later};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;
pub use views::LaterViews;

/// Draws something of the second part in the midst of the first: nothing, until it is there.
pub(crate) fn later_in(widget: Widget, draw: impl Fn(LaterViews) -> Drawn + Send + 'static) -> Place {
    place(move || {
        let views = here::views(widget)?;
        Some(untrack(|| draw(views)))
    })
}

/// Draws a page of the second part: at once when it is there, else as soon as it comes. Meanwhile the page can be left,
/// and says when it cannot be had.
pub(crate) fn later(draw: fn(LaterViews) -> Drawn) -> Place {
    later_or(expect_context::<Widget>(), draw, absent)
}

/// Draws what lies over the composer, or in its place until it is there the way to try again.
pub(crate) fn later_sheet(widget: Widget, draw: fn(LaterViews) -> Drawn) -> Place {
    later_or(widget, draw, |widget| view! { <footer class="sheet">{missing(widget)}</footer> }.draw())
}

/// Draws something of the second part; until it is there, `absent` stands in its place.
pub(crate) fn later_or(
    widget: Widget,
    draw: impl Fn(LaterViews) -> Drawn + Send + 'static,
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
                {button_for("button", phrase(widget, Phrase::TryAgain), Box::new(makes(widget, || Input::LaterRetried)))}
            </section>
        }
        .draw()
    };
    when(missing, apology)
}

/// The formats that came with the second part.
pub(super) fn formats() -> Option<Formats> {
    here::formats()
}

/// Where the second part is fetched.
#[cfg(target_arch = "wasm32")]
mod here {
    use super::{Formats, LaterViews};
    use crate::state::Widget;
    use chatlet_core::client::Later;
    use std::sync::OnceLock;

    /// Code is the program's, whatever reads it.
    static VIEWS: OnceLock<LaterViews> = OnceLock::new();

    pub(super) fn views(widget: Widget) -> Option<LaterViews> {
        if widget.later() == Later::Here { VIEWS.get().copied() } else { None }
    }

    pub(super) fn formats() -> Option<Formats> {
        Some(VIEWS.get()?.formats)
    }

    /// The views have come.
    pub fn show(views: LaterViews) {
        VIEWS.get_or_init(|| views);
    }
}

#[cfg(target_arch = "wasm32")]
pub use here::show as show_later;

/// Natively everything is there.
#[cfg(not(target_arch = "wasm32"))]
mod here {
    use super::{Formats, LaterViews};
    use crate::state::Widget;

    #[allow(clippy::unnecessary_wraps, reason = "in the browser they may be absent")]
    pub(super) fn views(_widget: Widget) -> Option<LaterViews> {
        Some(LaterViews::new(Formats::default()))
    }

    #[allow(clippy::unnecessary_wraps, reason = "in the browser they may be absent")]
    pub(super) fn formats() -> Option<Formats> {
        Some(LaterViews::new(Formats::default()).formats)
    }
}
