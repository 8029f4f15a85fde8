//! The parts of a message, each by its type.

mod attachment;
mod custom;
mod products;
mod quick_replies;
mod rich_text;
mod spans;
mod suggestions;
mod table;
mod unknown;
mod wish;

use super::drawn::{Draw, Drawn, nothing};
use super::form::form_part;
use super::livechat::offer;
use crate::state::{PartKind, Thread, Widget};
use attachment::{file, image};
use chatlet_core::transcript::PartKey;
use custom::custom;
use leptos::prelude::*;
use products::ProductsPart;
pub(crate) use quick_replies::quick_replies;
use rich_text::RichTextPart;
pub(crate) use rich_text::is_written;
use suggestions::SuggestionsPart;
use table::TablePart;
use unknown::unknown;
use wish::wish_for_image;

/// One part of a message; `own` when it is the visitor's. What a part is stays while it grows; when it is replaced by
/// something else, its row is drawn anew.
pub(crate) fn part(widget: Widget, part: PartKey, own: bool) -> Drawn {
    let thread = Thread::new(widget);
    match thread.kind(part) {
        PartKind::RichText => view! { <RichTextPart part/> }.draw(),
        PartKind::Table => view! { <TablePart part/> }.draw(),
        PartKind::Products => view! { <ProductsPart part/> }.draw(),
        PartKind::Suggestions => view! { <SuggestionsPart part/> }.draw(),
        PartKind::Image => image(widget, part, own),
        PartKind::File => file(widget, part),
        PartKind::Form => form_part(widget, part),
        PartKind::WishForImage => wish_for_image(widget, part),
        PartKind::WishForHuman => offer(widget, part),
        PartKind::Custom => custom(widget, part),
        // Quick replies stand under the whole message.
        PartKind::QuickReplies => nothing(),
        PartKind::Unknown => unknown(widget, part),
    }
}
