//! Buttons that pick files. What is picked goes to the place that `data-tray` names, without passing through a view.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{maybe, phrase};
use chatlet_core::attachment::TrayName;
use chatlet_core::client::Change;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// What a button that picks files looks like.
pub(crate) struct Picker {
    /// Where the files go.
    pub(crate) tray: TrayName,
    /// Class of the label around it.
    pub(crate) class: &'static str,
    /// What it is called.
    pub(crate) name: Phrase,
    /// What it shows.
    pub(crate) content: Vec<Drawn>,
    /// Whether it takes one picture with the camera instead.
    pub(crate) camera: bool,
}

/// A button that picks files.
pub(crate) fn picker(widget: Widget, picker: Picker) -> Drawn {
    let Picker { tray, class, name, content, camera } = picker;
    let accept = maybe(move || {
        // An agent takes other files than the assistant.
        widget.livechat_status();
        let accept = widget.read(Change::Screen, |client| Some(client.tray_rules(tray)?.accept()));
        if camera { Some("image/*".to_owned()) } else { accept }
    });
    view! {
        <label class=class title=phrase(widget, name)>
            <input
                type="file"
                class="hidden"
                multiple=!camera
                accept=accept
                capture=camera.then_some("environment")
                data-tray=tray.word()
                aria-label=phrase(widget, name)
            />
            {content}
        </label>
    }
    .draw()
}
