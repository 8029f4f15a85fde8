//! Inline text.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::link::text_link;
use chatlet_core::display::display_text;
use chatlet_protocol::rich_text::Span;
use leptos::prelude::*;

/// One span: text, never markup.
pub(crate) fn span(widget: Widget, span: Span) -> Drawn {
    let shown = |text: &str| display_text(text).into_owned();
    match span {
        Span::Text { text } => shown(&text).draw(),
        Span::Bold { text } => view! { <strong>{shown(&text)}</strong> }.draw(),
        Span::Strike { text } => view! { <s>{shown(&text)}</s> }.draw(),
        Span::Link { text, url } => text_link(widget, url, text),
        Span::Unknown(_) => shown(span.text()).draw(),
    }
}

/// Spans in a row.
pub(crate) fn spans(widget: Widget, line: Vec<Span>) -> Vec<Drawn> {
    line.into_iter().map(|piece| span(widget, piece)).collect()
}
