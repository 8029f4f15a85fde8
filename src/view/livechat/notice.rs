//! Why a wish was not granted, and what to do instead.

use crate::state::Widget;
use crate::view::button::{button, icon_button};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, place};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{Client, Input, LivechatChange, LivechatInput, LivechatNotice};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Stays until it is closed, or something else happens.
pub(super) fn notice(widget: Widget) -> Drawn {
    let row = move || {
        let notice = widget.livechat(LivechatChange::State, Client::livechat_notice)?;
        let (icon, title, hint, retry) = match notice {
            LivechatNotice::AwayByHours => {
                (Icon::Clock, Phrase::HumanAwayHours, Some(Phrase::HumanAwayHint), None)
            }
            LivechatNotice::Away => (Icon::Person, Phrase::HumanAway, Some(Phrase::HumanAwayHint), None),
            LivechatNotice::Failed => {
                (Icon::Warning, Phrase::HumanFailed, None, Some(LivechatInput::Wanted(None)))
            }
            LivechatNotice::StillHere => {
                (Icon::Warning, Phrase::HumanStillHere, None, Some(LivechatInput::Left))
            }
        };
        let class = if retry.is_some() { "talk-row fault" } else { "talk-row" };
        let hint = hint.map(|hint| view! { <p class="talk-hint">{phrase(widget, hint)}</p> }.draw());
        let again = retry.map(|retry| {
            button(widget, "text-button", phrase(widget, Phrase::TryAgain), Input::Livechat(retry))
        });
        let close = Input::Livechat(LivechatInput::NoticeClosed);
        Some(
            view! {
                <div class=class>
                    <span class="talk-mark"><Glyph icon/></span>
                    <div class="talk-words">
                        <p class="talk-title">{phrase(widget, title)}</p>
                        {hint}
                    </div>
                    {again}
                    {icon_button(widget, "icon-button", Icon::Close, Phrase::Dismiss, close)}
                </div>
            }
            .draw(),
        )
    };
    place(row).draw()
}
