//! The agent writes.

use crate::state::Widget;
use crate::view::avatar::avatar;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{place, words};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Stands at the end of the transcript, where their words will be.
pub(crate) fn typing(widget: Widget) -> Drawn {
    let face = place(move || {
        let agent = widget.agent()?;
        Some(avatar(widget, agent.avatar_url, agent.display_name))
    });
    let says = words(move || {
        let name = widget.agent_name().unwrap_or_else(|| widget.text(Phrase::Agent));
        widget.fill(Phrase::HumanTyping, "name", &name)
    });
    view! {
        <div class="talk-typing">
            {face}
            <p class="bubble typing">
                <span class="hidden">{says}</span>
                <i></i>
                <i></i>
                <i></i>
            </p>
        </div>
    }
    .draw()
}
