//! Links in content. The policy decides what may open; what it refuses stays as plain text.

use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::Input;
use chatlet_core::display::display_text;
use chatlet_core::links::{Link, LinkKind, link_label};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// A link inside text.
#[component]
pub(crate) fn TextLink(
    /// Where it says it leads; untrusted.
    href: String,
    /// Its words; untrusted.
    text: String,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    match widget.link(&href) {
        Link::Open { url, host, external, kind } => {
            let address = match kind {
                LinkKind::Web => host,
                LinkKind::Mail | LinkKind::Phone | LinkKind::Message => contact(&url),
            };
            let label = link_label(&text, address.as_deref(), external);
            let host = label.shown_host.map(|host| view! { " "<span class="link-host">{host}</span> });
            // The joiner keeps the mark on the line of the last word.
            let mark = external.then(|| view! { "\u{2060}"<Glyph icon=Icon::Outward/> });
            let words = label.text.clone();
            view! { <Outbound url label=label.text class="link"><bdi>{words}</bdi>{host}{mark}</Outbound> }
                .into_any()
        }
        Link::Event { .. } => {
            let words = display_text(&text).into_owned();
            let act = move |_| widget.dispatch(Input::LinkClicked { href: href.clone(), text: text.clone() });
            view! { <button type="button" class="link" on:click=act>{words}</button> }.into_any()
        }
        Link::Blocked => display_text(&text).into_owned().into_any(),
    }
}

/// The mail box or number that an address names.
fn contact(url: &str) -> Option<String> {
    let (_, rest) = url.split_once(':')?;
    rest.split('?').next().map(str::to_owned)
}

/// An anchor to an address that the policy has allowed: it opens elsewhere, without opener or referrer, and says so.
#[component]
pub(crate) fn Outbound(
    /// The address that was checked.
    url: String,
    /// The words the page hears of a click.
    label: String,
    /// How it looks.
    class: &'static str,
    /// What is shown.
    children: Children,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let leaves = url.starts_with("http");
    let hint = leaves
        .then(|| view! { <span class="hidden">" ("{move || widget.text(Phrase::OpensNewTab)}")"</span> });
    let input = Input::LinkClicked { href: url.clone(), text: label };
    let middle = input.clone();
    view! {
        <a
            class=class
            href=url
            target="_blank"
            rel="noopener noreferrer"
            referrerpolicy="no-referrer"
            on:click=move |_| widget.dispatch(input.clone())
            on:auxclick=move |event| {
                if event.button() == 1 {
                    widget.dispatch(middle.clone());
                }
            }
        >
            {children()}
            {hint}
        </a>
    }
    .into_any()
}

/// The address a link of the service's own may open: a web page, and nothing else.
pub(crate) fn web_address(widget: Widget, href: &str) -> Option<String> {
    match widget.link(href) {
        Link::Open { url, kind: LinkKind::Web, .. } => Some(url),
        Link::Open { .. } | Link::Event { .. } | Link::Blocked => None,
    }
}
