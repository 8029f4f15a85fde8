//! A picture over everything, as a modal dialogue: the browser keeps the keyboard in it and gives it back.

use super::button::{icon_button_for, toggle_button};
use super::drawn::{Draw, Drawn};
use super::dynamic::{fact, flag, phrase, press};
use super::icon::Icon;
use super::link::glyph;
use crate::state::Widget;
use chatlet_core::locale::Phrase;
use leptos::ev::KeyboardEvent;
use leptos::html::Dialog;
use leptos::prelude::*;

/// A picture, large. `source` is an address that may be loaded; closing sets `open` to false.
pub(crate) fn lightbox(widget: Widget, source: String, name: String, open: RwSignal<bool>) -> Drawn {
    let dialog = NodeRef::<Dialog>::new();
    dialog.on_load(|dialog| {
        let _shown = dialog.show_modal();
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let zoomed = RwSignal::new(false);
    let large = fact(move || zoomed.get());
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        // It closes what lies on top, not the window under it.
        "Escape" => event.stop_propagation(),
        "+" => zoomed.set(true),
        "-" => zoomed.set(false),
        _ => {}
    };
    let names = (Phrase::ZoomIn, Phrase::ZoomOut);
    let zoom = move || zoomed.update(|zoomed| *zoomed = !*zoomed);
    let alt = name.clone();
    view! {
        <dialog
            class="lightbox"
            class:zoomed=flag(move || zoomed.get())
            node_ref=dialog
            aria-label=name
            on:keydown=keys
            on:close=move |_| open.set(false)
        >
            <div class="lightbox-stage" tabindex="0" role="group" aria-label=phrase(widget, Phrase::Image)>
                <img
                    src=source
                    alt=alt
                    referrerpolicy="no-referrer"
                    on:click=press(zoom)
                />
            </div>
            <div class="lightbox-buttons">
                {toggle_button(widget, "icon-button", glyph(Icon::Zoom), names, large, Box::new(press(zoom)))}
                {icon_button_for(widget, "icon-button", Icon::Close, Phrase::CloseImage, Box::new(press(close)))}
            </div>
        </dialog>
    }
    .draw()
}
