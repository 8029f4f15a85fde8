//! A wish of the assistant's for an image: what is taken, the way to pick one, and what became of it.

use crate::state::{Thread, Widget};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{either, phrase, words};
use crate::view::format::Formats;
use crate::view::icon::{Glyph, Icon};
use crate::view::link::glyph;
use crate::view::upload::{Picker, picker};
use chatlet_core::attachment::{Rules, TrayName};
use chatlet_core::client::{Change, Wish};
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::{PartKey, TranscriptChange};
use chatlet_protocol::part::Part;
use leptos::prelude::*;

/// The wish of a part. What is picked goes to the composer, so that words can go with it.
pub(crate) fn wish_for_image(widget: Widget, part: PartKey) -> Drawn {
    let formats = Formats::here();
    let stands = move || {
        // It depends on what follows, and on whether an answer is on its way.
        let _answering = widget.is_answering();
        widget.read(Change::Transcript(TranscriptChange::Messages), |client| client.wish(part))
    };
    let limits = move || {
        let rules = Thread::new(widget).part(part, |part| match part {
            Part::RequestImageUpload { accepted_types, max_size_bytes, .. } => {
                Some(Rules::requested(accepted_types, *max_size_bytes))
            }
            _ => None,
        });
        let rules = rules.unwrap_or_else(Rules::images);
        let size = (formats.size)(rules.max_bytes, &widget.language());
        widget.fill(Phrase::ImageLimits, "types", &rules.type_names()).replace("{size}", &size)
    };
    let state = move || match stands() {
        Wish::Answered => widget.text(Phrase::ImageSent),
        Wish::Passed => widget.text(Phrase::ImagePassed),
        Wish::Open | Wish::Waiting => limits(),
    };
    let choose = move || {
        let name = view! { <span>{phrase(widget, Phrase::ChooseImage)}</span> }.draw();
        let content = vec![glyph(Icon::Image), name];
        let (tray, class, name) = (TrayName::Wish(part), "button choose", Phrase::ChooseImage);
        picker(widget, Picker { tray, class, name, content, camera: false })
    };
    let outcome = move || {
        let sent = move || stands() == Wish::Answered;
        either(sent, || glyph(Icon::Check), || ().draw()).draw()
    };
    view! {
        <div class="wish">
            <p class="wish-words"><Glyph icon=Icon::Image/><span>{phrase(widget, Phrase::ImageWanted)}</span></p>
            <p class="wish-state">{words(state)}</p>
            {either(move || stands() == Wish::Open, choose, outcome)}
        </div>
    }
    .draw()
}
