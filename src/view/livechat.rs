//! Talking to a person: where the wish stands, who is there, and how it ended.

mod active;
mod ask;
mod asking;
mod ended;
mod notice;
mod rating;
mod typing;
mod waiting;

use super::drawn::{Draw, Drawn};
use super::dynamic::{phrase, when};
use crate::state::Widget;
use active::active;
pub(crate) use ask::{ask, offer};
use asking::asking;
use chatlet_core::client::{Client, LivechatChange};
use chatlet_core::locale::Phrase;
use chatlet_protocol::livechat::LivechatStatus;
pub(crate) use ended::ended;
use leptos::prelude::*;
use notice::notice;
pub(crate) use typing::typing;
use waiting::waiting;

/// Whether there is anything to say about a person.
pub(crate) fn stands(widget: Widget) -> bool {
    widget.livechat(LivechatChange::State, |client| {
        client.is_asking_for_human() || client.livechat().is_open() || client.livechat_notice().is_some()
    })
}

/// The bar under the header.
pub(crate) fn bar(widget: Widget) -> Drawn {
    let is = move |status| move || widget.livechat_status() == status;
    let asks = move || widget.livechat(LivechatChange::State, Client::is_asking_for_human);
    let notes = move || widget.livechat(LivechatChange::State, |client| client.livechat_notice().is_some());
    view! {
        <section class="talk" aria-label=phrase(widget, Phrase::HumanRegion)>
            {when(asks, move || asking(widget))}
            {when(is(LivechatStatus::Waiting), move || waiting(widget))}
            {when(is(LivechatStatus::Active), move || active(widget))}
            {when(notes, move || notice(widget))}
        </section>
    }
    .draw()
}
