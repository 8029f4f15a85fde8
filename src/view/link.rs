//! Links in content. The policy decides what may open; what it refuses stays as plain text.

use super::button::{button_for, makes};
use super::drawn::{Draw, Drawn};
use super::dynamic::words;
use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::Input;
use chatlet_core::display::display_text;
use chatlet_core::links::{Link, LinkKind, link_label};
use leptos::prelude::*;

/// A link inside text: where it says it leads, and its words; both untrusted.
pub(crate) fn text_link(widget: Widget, href: String, text: String) -> Drawn {
    match widget.link(&href) {
        Link::Open { url, host, external, kind } => {
            let address = match kind {
                LinkKind::Web => host,
                LinkKind::Mail | LinkKind::Phone | LinkKind::Message => contact(&url),
            };
            let label = link_label(&text, address.as_deref(), external);
            let class = if external { "link outward" } else { "link" };
            match label.shown_host {
                // The words alone are the label that the page hears.
                None => anchor(url, None, class, vec![label.text.draw()]),
                Some(host) => {
                    let words = format!("{} ", label.text).draw();
                    let host = view! { <span class="link-host">{host}</span> }.draw();
                    anchor(url, Some(label.text), class, vec![words, host])
                }
            }
        }
        Link::Event { .. } => {
            let shown = display_text(&text).into_owned();
            {
                let click = move || Input::LinkClicked { href: href.clone(), text: text.clone() };
                button_for("link", words(move || shown.clone()), Box::new(makes(widget, click)))
            }
        }
        Link::Blocked => display_text(&text).into_owned().draw(),
    }
}

/// The mail box or number that an address names.
fn contact(url: &str) -> Option<String> {
    let (_, rest) = url.split_once(':')?;
    rest.split('?').next().map(str::to_owned)
}

/// Words that may run the other way than those around them.
pub(crate) fn isolated(words: String) -> Drawn {
    view! { <bdi>{words}</bdi> }.draw()
}

/// An icon among words.
pub(crate) fn glyph(icon: Icon) -> Drawn {
    view! { <Glyph icon/> }.draw()
}

/// An anchor to an address that the policy has allowed. The page hears the `label` of a click.
pub(crate) fn outbound(url: String, label: String, class: &'static str, content: Vec<Drawn>) -> Drawn {
    anchor(url, Some(label), class, content)
}

/// What leaves opens elsewhere, without opener or referrer. That it does so, the style sheet adds to its name, and one
/// listener hears the clicks on all of them: a reply can have hundreds of links.
fn anchor(url: String, label: Option<String>, class: &'static str, content: Vec<Drawn>) -> Drawn {
    view! {
        <a
            class=class
            href=url
            target="_blank"
            rel="noopener noreferrer"
            referrerpolicy="no-referrer"
            data-label=label
        >
            {content}
        </a>
    }
    .draw()
}

/// The address a link of the service's own may open: a web page, and nothing else.
pub(crate) fn web_address(widget: Widget, href: &str) -> Option<String> {
    match widget.link(href) {
        Link::Open { url, kind: LinkKind::Web, .. } => Some(url),
        Link::Open { .. } | Link::Event { .. } | Link::Blocked => None,
    }
}
