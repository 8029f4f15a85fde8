//! The messages, in a scroller that an effect keeps at the end while the reader is there.

mod byline;
mod day;
mod intro;
mod jump;
mod message;
mod older;
mod status;

use crate::state::{Thread, Widget};
use chatlet_core::client::{Input, ScrollPosition};
use chatlet_core::locale::Phrase;
use intro::Intro;
use jump::Jump;
use leptos::prelude::*;
use message::Message;
use older::OlderRow;

/// The conversation so far. Nothing inside it is announced by itself: the announcer says a finished reply once (A6).
#[component]
pub fn Transcript() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let answering = Memo::new(move |_| widget.is_answering());
    view! {
        <div class="transcript-area">
            <div
                id="transcript"
                class="transcript"
                role="log"
                aria-live="off"
                aria-busy=move || answering.get().to_string()
                aria-label=move || widget.text(Phrase::Conversation)
                tabindex="0"
                on:scroll:target=move |event| {
                    let scroller = event.target();
                    widget.dispatch(Input::Scrolled(ScrollPosition {
                        top: f64::from(scroller.scroll_top()),
                        height: f64::from(scroller.scroll_height()),
                        view: f64::from(scroller.client_height()),
                    }));
                }
            >
                <div id="transcript-content" class="transcript-content">
                    <OlderRow/>
                    <Intro/>
                    <ol class="messages" role="list">
                        <For each=move || thread.messages() key=|key| *key let:key><Message key/></For>
                    </ol>
                </div>
            </div>
            <Jump/>
        </div>
    }
    .into_any()
}
