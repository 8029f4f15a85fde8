//! Attaching files to a message.

use crate::state::Widget;
use crate::view::changing::Changing;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{maybe, phrase, when};
use crate::view::icon::Icon;
use crate::view::link::glyph;
use crate::view::upload::{Picker, picker};
use chatlet_core::attachment::TrayName;
use chatlet_core::client::Change;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

fn takes_files(widget: Widget) -> bool {
    // An agent takes other files than the assistant.
    widget.livechat_status();
    widget.read(Change::Screen, |client| client.attachment_rules().is_some())
}

/// Whether any file is taken, not only images.
fn takes_any(widget: Widget) -> bool {
    takes_files(widget)
        && widget.peek(|client| client.attachment_rules().is_some_and(|rules| rules.types.is_empty()))
}

/// Where files go that are dropped or pasted; absent while none are taken.
pub(crate) fn drop_place(widget: Widget) -> Changing<Option<String>> {
    maybe(move || takes_files(widget).then(|| TrayName::Composer.word()))
}

/// The buttons in front of the field, and what lies over it while files are dragged. The camera's is for phones,
/// whose file dialogue may not offer it.
pub(crate) fn attach(widget: Widget) -> Vec<Drawn> {
    let button = move |class, name, icon, camera| {
        let content = vec![glyph(icon)];
        picker(widget, Picker { tray: TrayName::Composer, class, name, content, camera })
    };
    let dragged = move || widget.read(Change::Uploads, |client| client.uploads().is_dragged());
    vec![
        when(
            move || takes_files(widget) && !takes_any(widget),
            move || button("icon-button attach", Phrase::AttachImages, Icon::Clip, false),
        )
        .draw(),
        when(
            move || takes_any(widget),
            move || button("icon-button attach", Phrase::AttachFiles, Icon::Clip, false),
        )
        .draw(),
        when(
            move || takes_files(widget),
            move || button("icon-button attach camera", Phrase::TakePhoto, Icon::Camera, true),
        )
        .draw(),
        when(dragged, move || view! { <p class="drop-here">{phrase(widget, Phrase::DropHere)}</p> }.draw())
            .draw(),
    ]
}
