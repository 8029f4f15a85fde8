//! The parts of a message, each by its type.

mod attachment;
mod marker;
mod products;
mod quick_replies;
mod rich_text;
mod spans;
mod suggestions;
mod table;
mod unknown;

use crate::state::Thread;
use attachment::{FilePart, ImagePart};
use chatlet_core::transcript::PartKey;
use leptos::prelude::*;
use marker::{FormPart, Note, Wish};
use products::ProductsPart;
pub(crate) use quick_replies::QuickReplies;
use rich_text::RichTextPart;
pub(crate) use rich_text::is_written;
use suggestions::SuggestionsPart;
use table::TablePart;
use unknown::UnknownPart;

/// One part of a message.
#[component]
pub(crate) fn Part(
    /// Which part.
    part: PartKey,
    /// Whether it is the visitor's own.
    own: bool,
) -> impl IntoView {
    let thread = expect_context::<Thread>();
    // What a part is stays while it grows; only its being replaced draws it anew.
    let kind = Memo::new(move |_| thread.kind(part));
    move || match kind.get() {
        "rich_text" => view! { <RichTextPart part/> }.into_any(),
        "table" => view! { <TablePart part/> }.into_any(),
        "products" => view! { <ProductsPart part/> }.into_any(),
        "suggestions" => view! { <SuggestionsPart part/> }.into_any(),
        "image" => view! { <ImagePart part own/> }.into_any(),
        "file" => view! { <FilePart part/> }.into_any(),
        "show_contact_form" | "show_support_ticket" | "show_form" => view! { <FormPart part/> }.into_any(),
        "request_image_upload" => view! { <Note wish=Wish::Image/> }.into_any(),
        "request_human_agent" => view! { <Note wish=Wish::Human/> }.into_any(),
        // Quick replies stand under the whole message. What a custom part means is the host's; an unknown key means
        // nothing (`chat-api.md` §7).
        "quick_replies" | "custom" => ().into_any(),
        _ => view! { <UnknownPart part/> }.into_any(),
    }
}
