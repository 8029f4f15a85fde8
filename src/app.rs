//! The composition root: the only place that sees effects and views together.

use crate::effects::{self, Effects, formats as intl};
use crate::state::{Thread, Widget};
use crate::view::{App, Formats, fetch_later};
use chatlet_core::client::{Birth, Client};
use leptos::prelude::*;

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
        let widget = Widget::new(Client::new(birth, effects::now()), effects::now);
        provide_context(widget);
        provide_context(Thread::new(widget));
        provide_context(formats());
        let effects =
            Effects::start(std::rc::Rc::new(move |input| widget.dispatch(input)), || Box::pin(fetch_later()));
        widget.run_with(Box::new(move |command| effects.run(command)));
        view! { <App base=effects::base()/> }
    });
    effects::mark_ready();
}

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
