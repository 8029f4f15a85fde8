//! The router: it keeps the browser's address and the page that is shown in step.
//!
//! It comes with the second part of the app. Until then a page opens and closes all the same (`Client::place`), only the
//! address does not tell.

use super::drawn::{Draw, Drawn};
use super::go::Folder;
use crate::state::Widget;
use chatlet_core::client::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::{use_location, use_navigate};

/// The router, of which nothing is seen.
pub(crate) fn draw() -> Drawn {
    let Folder(base) = expect_context();
    view! { <div hidden><Router base=base><Address/></Router></div> }.draw()
}

#[component]
fn Address() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let location = use_location();
    let navigate = use_navigate();
    Effect::new(move |known: Option<()>| {
        let path = location.pathname.get();
        // At first the page counts that was opened while the router was on its way.
        if known.is_some() {
            widget.dispatch(Input::WentTo(path));
        }
    });
    Effect::new(move |_: Option<()>| {
        let place = widget.place();
        if *location.pathname.read_untracked() != place {
            // An entry of ours would hijack the page's Back button.
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&place, options);
        }
    });
}
