//! Links between the app's own pages.

use super::changing::Changing;
use super::dynamic::{maybe, phrase};
use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::locale::Phrase;
use leptos::html::A;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// Path of the folder the app is served from, without a slash at its end.
#[derive(Clone)]
pub(crate) struct Folder(pub(crate) String);

/// A link inside the app. It replaces the history entry: an entry of ours would hijack the page's Back button.
#[component]
pub(crate) fn Go(
    /// Where to, below the app's folder.
    page: &'static str,
    /// Its name.
    name: Phrase,
    /// What it shows.
    icon: Icon,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let address = address_of(page);
    let current = is_current(address.clone());
    let go = open(page);
    let link = NodeRef::new();
    return_to(link, address.clone());
    view! {
        <a
            node_ref=link
            href=address
            aria-current=current
            data-noscroll
            aria-label=phrase(widget, name)
            title=phrase(widget, name)
            class="icon-button"
            on:click=move |event| {
                // Any other click asks for a new tab, window or file, which is the browser's to give.
                if event.button() == 0 && !(event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key()) {
                    event.prevent_default();
                    go();
                }
            }
        >
            <Glyph icon/>
        </a>
    }
}

fn address_of(page: &str) -> String {
    let Folder(folder) = expect_context();
    format!("{folder}/{page}")
}

/// Opens one of the app's pages.
pub(crate) fn open(page: &'static str) -> Box<dyn Fn()> {
    let address = address_of(page);
    let navigate = use_navigate();
    Box::new(move || {
        navigate(&address, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    })
}

/// Gives the keyboard back to the link of a page when that page closes.
fn return_to(link: NodeRef<A>, address: String) {
    let location = use_location();
    Effect::new(move |was_open: Option<bool>| {
        let is_open = *location.pathname.read() == address;
        if was_open == Some(true) && !is_open {
            // Gone, when the conversation has meanwhile become another screen.
            let _focused = link.get_untracked().map(|link| link.focus());
        }
        is_open
    });
}

fn is_current(address: String) -> Changing<Option<String>> {
    let location = use_location();
    maybe(move || (*location.pathname.read() == address).then(|| "page".to_owned()))
}
