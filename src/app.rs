//! The composition root: the only place that sees effects and views together.

use crate::effects::{self, Effects, FetchLater, StartLater, formats as intl};
use crate::state::{Thread, Widget};
use crate::view::{App, Formats, LaterViews, show_later};
use chatlet_core::client::{Birth, Client, Code, code};
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

/// Starts the effects, mounts the views, and says that the app runs.
pub fn start() {
    let birth = Birth {
        seed: effects::seed(),
        started: effects::time_origin(),
        reduced_motion: effects::prefers_reduced_motion(),
        prefers_dark: effects::prefers_dark(),
        online: effects::is_online(),
        visible: effects::is_visible(),
    };
    mount_to_body(move || {
        let widget = Widget::new(Client::first_part(birth, effects::now()), effects::now);
        provide_context(widget);
        provide_context(Thread::new(widget));
        let effects = Effects::start(std::rc::Rc::new(move |input| widget.dispatch(input)), FETCH_LATER);
        widget.run_with(Box::new(move |command| effects.run(command)));
        view! { <App base=effects::base() path=effects::path()/> }
    });
    effects::mark_ready();
}

/// What the second part of the app adds to the first.
struct Second {
    code: Code,
    start: StartLater,
    views: LaterViews,
}

/// The one place where the app is cut in two: what can be reached only from here is the second part.
#[wasm_split(later, fallible, wasm_split_path = leptos::wasm_split)]
fn second() -> Result<Second, SplitLoaderError> {
    Ok(Second { code: code(), start: effects::start_later, views: LaterViews::new(formats()) })
}

const FETCH_LATER: FetchLater = || {
    Box::pin(async {
        let second = second().await.ok()?;
        show_later(second.views);
        Some((second.code, second.start))
    })
};

/// How the browser writes values, for the views.
fn formats() -> Formats {
    Formats {
        day: intl::day,
        today: || intl::day(effects::now()),
        date: intl::date,
        time: intl::time,
        price: intl::price,
        ..Formats::default()
    }
}
