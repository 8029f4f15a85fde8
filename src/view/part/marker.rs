//! Markers: what the assistant asks the client to do. They are readable here; what they start is drawn elsewhere.

use crate::state::{Thread, Widget};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, place};
use crate::view::icon::{Glyph, Icon};
use crate::view::link::isolated;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::form::FormField;
use chatlet_protocol::part::Part;
use leptos::prelude::*;

/// What is asked for, in words.
pub(crate) fn note(widget: Widget, icon: Icon, wish: Phrase) -> Drawn {
    view! { <p class="note"><Glyph icon/><span>{phrase(widget, wish)}</span></p> }.draw()
}

/// A form that can be read: its title and what it asks.
pub(crate) fn form(widget: Widget, part: PartKey) -> Drawn {
    place(move || {
        let (title, fields) = Thread::new(widget).part(part, |part| Some(read(part)))?;
        let title = match title {
            Title::Own(title) => display_text(&title).into_owned(),
            Title::Phrase(phrase) => widget.text(phrase),
        };
        let label =
            |field: &FormField| view! { <li>{isolated(display_text(&field.label).into_owned())}</li> }.draw();
        let labels: Vec<Drawn> = fields.iter().map(label).collect();
        let list = (!labels.is_empty()).then(|| view! { <ul>{labels}</ul> }.draw());
        Some(
            view! {
                <section class="form" aria-label=title.clone()>
                    <p class="form-title"><Glyph icon=Icon::Form/><bdi>{title.clone()}</bdi></p>
                    {list}
                </section>
            }
            .draw(),
        )
    })
    .draw()
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
