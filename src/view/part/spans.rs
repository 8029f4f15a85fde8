//! Inline text.

use crate::view::link::TextLink;
use chatlet_core::display::display_text;
use chatlet_protocol::rich_text::Span;
use leptos::prelude::*;

/// One span: text, never markup.
pub(crate) fn span(span: Span) -> AnyView {
    let shown = |text: &str| display_text(text).into_owned();
    match span {
        Span::Text { text } => shown(&text).into_any(),
        Span::Bold { text } => view! { <strong>{shown(&text)}</strong> }.into_any(),
        Span::Strike { text } => view! { <s>{shown(&text)}</s> }.into_any(),
        Span::Link { text, url } => view! { <TextLink href=url text/> }.into_any(),
        Span::Unknown(_) => shown(span.text()).into_any(),
    }
}

/// Spans in a row.
pub(crate) fn spans(line: Vec<Span>) -> Vec<AnyView> {
    line.into_iter().map(span).collect()
}
