//! The conversation page: header, transcript, composer, in one calm column.

mod apology;
mod banners;
mod ended;
mod header;
mod skeleton;

use super::drawn::Draw;
use super::dynamic::{fact, flag, place, when};
use super::later::{later_in, later_sheet};
use super::{Composer, Transcript, livechat};
use crate::state::Widget;
use apology::Apology;
use banners::Banners;
use chatlet_core::client::{Change, Client, LivechatChange, Screen, ServiceChange};
use ended::Ended;
use header::Header;
use leptos::prelude::*;
use skeleton::Skeleton;

/// The conversation, in whatever state it is.
#[component]
pub fn Conversation(
    /// Whether another page lies over it.
    covered: Memo<bool>,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let loads = fact(move || widget.screen() == Screen::Loading);
    let regrets = fact(move || matches!(widget.screen(), Screen::Refused | Screen::Unavailable { .. }));
    let talks = move || matches!(widget.screen(), Screen::Loading | Screen::Ready);
    let asks = fact(move || {
        widget.read(Change::Service(ServiceChange::Rating), |client| client.rating_sheet().is_some())
    });
    let warns = fact(move || {
        widget.screen();
        widget.read(Change::Composer, |client| client.disclaimer().is_some())
    });
    let body = move || {
        Some(match (regrets.get(), loads.get()) {
            (true, _) => view! { <Apology/> }.draw(),
            (false, true) => view! { <Skeleton/> }.draw(),
            (false, false) => view! { <Transcript/> }.draw(),
        })
    };
    // The composer is there while the chat loads: what is written then is sent when it can be.
    view! {
        <main class="conversation" inert=flag(move || covered.get())>
            <Header/>
            <Banners hidden=regrets/>
            {when(move || livechat::stands(widget), move || later_in(widget, |views| (views.bar)(expect_context())).draw())}
            {place(body)}
            {when(move || talks() && widget.livechat(LivechatChange::State, Client::shows_ending), move || later_in(widget, |views| (views.ended)(expect_context())).draw())}
            {when(move || talks() && !asks.get() && !warns.get(), || view! { <Composer/> }.draw())}
            {when(move || talks() && asks.get(), move || later_sheet(widget, |views| (views.rating)(expect_context())).draw())}
            {when(move || talks() && !asks.get() && warns.get(), move || later_sheet(widget, |views| (views.disclaimer)(expect_context())).draw())}
            {when(move || widget.screen() == Screen::Ended, || view! { <Ended/> }.draw())}
        </main>
    }
}
