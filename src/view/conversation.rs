//! The conversation page: header, transcript, composer, in one calm column.

mod apology;
mod banners;
mod ended;
mod header;
mod skeleton;

use super::{Composer, Transcript};
use crate::state::Widget;
use apology::Apology;
use banners::Banners;
use chatlet_core::client::Screen;
use ended::Ended;
use header::Header;
use leptos::prelude::*;
use skeleton::Skeleton;

/// The conversation, in whatever state it is.
#[component]
pub fn Conversation(
    /// Whether another page lies over it.
    #[prop(into)]
    covered: Signal<bool>,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let screen = Memo::new(move |_| widget.screen());
    let talks = Memo::new(move |_| matches!(screen.get(), Screen::Loading | Screen::Ready));
    let loads = Memo::new(move |_| screen.get() == Screen::Loading);
    let regrets = Memo::new(move |_| matches!(screen.get(), Screen::Refused | Screen::Unavailable { .. }));
    let ends = Memo::new(move |_| screen.get() == Screen::Ended);
    // The composer is there while the chat loads: what is written then is sent when it can be.
    view! {
        <main class="conversation" inert=covered>
            <Header/>
            <Show when=move || !regrets.get() fallback=move || view! { <Apology screen/> }>
                <Banners/>
                <Show when=move || !loads.get() fallback=|| view! { <Skeleton/> }>
                    <Transcript/>
                </Show>
            </Show>
            <Show when=move || talks.get()><Composer/></Show>
            <Show when=move || ends.get()><Ended/></Show>
        </main>
    }
    .into_any()
}
