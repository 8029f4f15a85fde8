//! A form of an older reply: it can be read, and no longer be sent (`chat-api.md` §7).

use super::heading::{line, spoken};
use crate::state::{Thread, Widget};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, place, words};
use crate::view::icon::{Glyph, Icon};
use crate::view::link::isolated;
use chatlet_core::client::Title;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::form::FormField;
use chatlet_protocol::part::Part;
use leptos::prelude::*;

/// What a form asked.
pub(crate) fn past(widget: Widget, part: PartKey) -> Drawn {
    place(move || {
        let (title, fields) = Thread::new(widget).part(part, |part| Some((Title::of(part), fields(part))))?;
        let answered = widget.was_answered(part);
        let label =
            |field: &FormField| view! { <li>{isolated(display_text(&field.label).into_owned())}</li> }.draw();
        let labels: Vec<Drawn> = fields.iter().map(label).collect();
        let list = (!labels.is_empty()).then(|| view! { <ul class="form-labels">{labels}</ul> }.draw());
        let (icon, note) =
            if answered { (Icon::Check, Phrase::FormThanks) } else { (Icon::Lock, Phrase::FormClosed) };
        let name = spoken(widget, &title);
        let class = if answered { "form-outcome done" } else { "form-outcome" };
        Some(
            view! {
                <section class="form" aria-label=name>
                    {line(None, words(move || spoken(widget, &title)))}
                    {list}
                    <p class=class><Glyph icon/><span>{phrase(widget, note)}</span></p>
                </section>
            }
            .draw(),
        )
    })
    .draw()
}

fn fields(part: &Part) -> Vec<FormField> {
    match part {
        Part::ShowContactForm { fields, .. } | Part::ShowSupportTicket { fields, .. } => fields.clone(),
        Part::ShowForm { fields, .. } => fields.clone().unwrap_or_default(),
        _ => Vec::new(),
    }
}
