//! Markers: what the assistant asks the client to do. They are readable here; what they start is drawn elsewhere.

use crate::state::{Thread, Widget};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::form::FormField;
use chatlet_protocol::part::Part;
use leptos::prelude::*;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    /// An image of the visitor's.
    Image,
    /// A human.
    Human,
}

/// A wish in words.
#[component]
pub(crate) fn Note(
    /// What is asked for.
    wish: Wish,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let (icon, phrase) = match wish {
        Wish::Image => (Icon::Image, Phrase::ImageWanted),
        Wish::Human => (Icon::Person, Phrase::HumanOffered),
    };
    view! { <p class="note"><Glyph icon/><span>{move || widget.text(phrase)}</span></p> }
}

/// A form that can be read: its title and what it asks.
#[component]
pub(crate) fn FormPart(
    /// Which part.
    part: PartKey,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let form = move || thread.part(part, |part| Some(read(part)));
    move || {
        let (title, fields) = form()?;
        let title = match title {
            Title::Own(title) => display_text(&title).into_owned(),
            Title::Phrase(phrase) => widget.text(phrase),
        };
        let labels: Vec<_> = fields
            .iter()
            .map(|field| view! { <li><bdi>{display_text(&field.label).into_owned()}</bdi></li> })
            .collect();
        let list = (!labels.is_empty()).then(|| view! { <ul>{labels}</ul> });
        Some(view! {
            <section class="form" aria-label=title.clone()>
                <p class="form-title"><Glyph icon=Icon::Form/><bdi>{title.clone()}</bdi></p>
                {list}
            </section>
        })
    }
}

enum Title {
    Own(String),
    Phrase(Phrase),
}

fn read(part: &Part) -> (Title, Vec<FormField>) {
    match part {
        Part::ShowContactForm { fields, .. } => (Title::Phrase(Phrase::ContactForm), fields.clone()),
        Part::ShowSupportTicket { fields, .. } => (Title::Phrase(Phrase::SupportTicket), fields.clone()),
        Part::ShowForm { form_id, name, fields, .. } => {
            let name = name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or(form_id);
            (Title::Own(name.to_owned()), fields.clone().unwrap_or_default())
        }
        _ => (Title::Phrase(Phrase::FormHere), Vec::new()),
    }
}
