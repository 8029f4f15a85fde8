//! Asking for a person: by the button in the header, and where the assistant offers it.

use crate::state::Widget;
use crate::view::button::{button, icon_button_for, makes};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, when};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{Change, Client, HumanOffer, Input, LivechatChange, LivechatInput};
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::{PartKey, TranscriptChange};
use leptos::prelude::*;

fn offered(widget: Widget) -> HumanOffer {
    widget.screen();
    widget.livechat(LivechatChange::State, Client::human_offer)
}

/// The button in the header, where the operator wants it. While nobody is there, it explains why.
pub(crate) fn ask(widget: Widget) -> Drawn {
    let shown =
        move || widget.config(|config| config.livechat.show_logo) && offered(widget) != HumanOffer::None;
    let button = move || {
        let want = makes(widget, || Input::Livechat(LivechatInput::Wanted(None)));
        icon_button_for(widget, "icon-button", Icon::Person, Phrase::TalkToPerson, Box::new(want))
    };
    when(shown, button).draw()
}

/// The assistant's offer. It can be taken in the newest reply only; where there is no livechat, there is no offer
/// (`chat-api.md` §7).
pub(crate) fn offer(widget: Widget, part: PartKey) -> Drawn {
    let enabled = move || widget.config(|config| config.livechat.enabled);
    let open = move || {
        let newest = widget.read(Change::Transcript(TranscriptChange::Messages), |client| {
            let transcript = client.transcript();
            let newest = transcript.latest_reply().and_then(|reply| transcript.entry(reply));
            newest.is_some_and(|entry| entry.parts.contains(&part))
        });
        newest && offered(widget) != HumanOffer::None
    };
    let take = move || {
        let wanted = Input::Livechat(LivechatInput::Wanted(Some(part)));
        button(widget, "button", phrase(widget, Phrase::TalkToPerson), wanted)
    };
    let shown = move || {
        view! {
            <div class="note offer">
                <Glyph icon=Icon::Person/>
                <span>{phrase(widget, Phrase::HumanOffered)}</span>
                {when(open, take)}
            </div>
        }
        .draw()
    };
    when(enabled, shown).draw()
}
