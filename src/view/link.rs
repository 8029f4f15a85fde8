//! Links in content. The policy decides what may open; what it refuses stays as plain text.

use super::button::{button, sends};
use super::drawn::{Draw, Drawn};
use super::dynamic::{phrase, words};
use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::Input;
use chatlet_core::display::display_text;
use chatlet_core::links::{Link, LinkKind, link_label};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// A word with more letters than these may be broken to fit.
const LONG_WORD: usize = 24;

/// A link inside text: where it says it leads, and its words; both untrusted.
pub(crate) fn text_link(widget: Widget, href: String, text: String) -> Drawn {
    match widget.link(&href) {
        Link::Open { url, host, external, kind } => {
            let address = match kind {
                LinkKind::Web => host,
                LinkKind::Mail | LinkKind::Phone | LinkKind::Message => contact(&url),
            };
            let label = link_label(&text, address.as_deref(), external);
            let words = label.text.clone();
            let mut content = vec![if external { marked(&words) } else { isolated(words) }];
            if let Some(host) = label.shown_host {
                content.push(" ".to_owned().draw());
                content.push(view! { <span class="link-host">{host}</span> }.draw());
            }
            outbound(widget, url, label.text, "link", content)
        }
        Link::Event { .. } => {
            let shown = display_text(&text).into_owned();
            button(widget, "link", words(move || shown.clone()), Input::LinkClicked { href, text })
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

/// Words that lead away from the site, with a mark that stays on the line of the last one.
fn marked(words: &str) -> Drawn {
    let space = words.char_indices().rfind(|(_, letter)| letter.is_whitespace());
    let (before, last) = words.split_at(space.map_or(0, |(at, letter)| at + letter.len_utf8()));
    let class = if last.chars().count() > LONG_WORD { "" } else { "link-end" };
    let (before, last) = (before.to_owned(), last.to_owned());
    view! { <bdi>{before}<span class=class>{last}<Glyph icon=Icon::Outward/></span></bdi> }.draw()
}

/// An icon among words.
pub(crate) fn glyph(icon: Icon) -> Drawn {
    view! { <Glyph icon/> }.draw()
}

/// An anchor to an address that the policy has allowed: it opens elsewhere, without opener or referrer, and says so.
/// The page hears the `label` of a click.
pub(crate) fn outbound(
    widget: Widget,
    url: String,
    label: String,
    class: &'static str,
    content: Vec<Drawn>,
) -> Drawn {
    let leaves = url.starts_with("http");
    let hint = leaves
        .then(|| view! { <span class="hidden">" ("{phrase(widget, Phrase::OpensNewTab)}")"</span> }.draw());
    let input = Input::LinkClicked { href: url.clone(), text: label };
    let middle = input.clone();
    view! {
        <a
            class=class
            href=url
            target="_blank"
            rel="noopener noreferrer"
            referrerpolicy="no-referrer"
            on:click=sends(widget, input)
            on:auxclick=move |event| {
                if event.button() == 1 {
                    widget.dispatch(middle.clone());
                }
            }
        >
            {content}
            {hint}
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
