//! A person has been asked for, and is not there yet.

use crate::state::Widget;
use crate::view::button::button;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, words};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{Client, Input, LivechatChange, LivechatInput};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// How long it has been, what happens meanwhile, and the way out.
pub(super) fn waiting(widget: Widget) -> Drawn {
    let waited = words(move || {
        let seconds = widget.livechat(LivechatChange::Clock, Client::waited);
        widget.fill(Phrase::HumanWaited, "time", &clock(seconds))
    });
    let leave = Input::Livechat(LivechatInput::Left);
    view! {
        <div class="talk-row">
            <span class="talk-mark pulse"><Glyph icon=Icon::Person/></span>
            <div class="talk-words">
                <p class="talk-title">
                    {phrase(widget, Phrase::HumanWaiting)}
                    " "
                    <span class="talk-clock">{waited}</span>
                </p>
                <p class="talk-hint">{phrase(widget, Phrase::HumanWaitingHint)}</p>
            </div>
            {button(widget, "text-button", phrase(widget, Phrase::StopWaiting), leave)}
        </div>
    }
    .draw()
}

/// Minutes and seconds, and hours once there are some.
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn a_wait_is_written_as_a_clock_does() {
        for (seconds, shown) in [(0, "0:00"), (59, "0:59"), (61, "1:01"), (3_600, "1:00:00")] {
            assert_eq!(clock(seconds), shown);
        }
    }
}
