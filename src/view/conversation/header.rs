//! Who the visitor talks to, and the way to the settings and out.

use crate::state::Widget;
use crate::view::avatar::Avatar;
use crate::view::go::Go;
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::Input;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// The top of the window.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let answering = Memo::new(move |_| widget.is_answering());
    let name = move || widget.config(|config| config.display.name.clone());
    let title = move || match display_text(name().trim()).as_ref() {
        "" => widget.text(Phrase::Chat),
        shown => shown.to_owned(),
    };
    let state = move || widget.text(if answering.get() { Phrase::Answering } else { Phrase::Assistant });
    let avatar = move || {
        let url = widget.config(|config| config.display.avatar_url.clone());
        view! { <Avatar url name=name()/> }
    };
    let settings = Signal::derive(move || widget.text(Phrase::Settings));
    let close = move || widget.text(Phrase::Close);
    view! {
        <header class="header">
            {avatar}
            <div class="header-words">
                <h1><bdi>{title}</bdi></h1>
                <p aria-hidden="true">{state}</p>
            </div>
            <Go href="settings" class="icon-button" label=settings><Glyph icon=Icon::Sliders/></Go>
            <Show when=move || widget.can_close()>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=close
                    title=close
                    on:click=move |_| widget.dispatch(Input::CloseRequested)
                >
                    <Glyph icon=Icon::Close/>
                </button>
            </Show>
        </header>
    }
    .into_any()
}
