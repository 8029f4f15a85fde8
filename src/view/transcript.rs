//! The messages, in a scroller that an effect keeps at the end while the reader is there.

mod byline;
mod day;
mod intro;
mod jump;
mod message;
mod older;
mod status;
mod trace;
mod welcome;

use super::drawn::{Draw, Drawn};
use super::dynamic::{phrase, when, words};
use super::later::later_in;
use super::rows::rows;
use crate::state::{Thread, Widget};
use chatlet_core::client::{FormKey, Input, ScrollPosition};
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::MessageKey;
use intro::Intro;
pub(super) use jump::jump;
use leptos::prelude::*;
use message::Message;
pub(crate) use message::{judge, opinion};
pub(super) use older::older;
pub(crate) use welcome::welcome_actions;

/// The conversation so far. Nothing inside it is announced by itself: the announcer says a finished reply once (A6).
#[component]
pub fn Transcript() -> Drawn {
    let widget = expect_context::<Widget>();
    view! {
        <div class="transcript-area">
            <div
                id="transcript"
                class="transcript"
                role="log"
                aria-live="off"
                aria-busy=words(move || widget.is_answering().to_string())
                aria-label=phrase(widget, Phrase::Conversation)
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
                    {later_in(widget, move |views| (views.older)(widget))}
                    <Intro/>
                    {later_in(widget, move |views| (views.messages)(widget))}
                    {when(
                        move || widget.is_agent_typing(),
                        move || later_in(widget, |views| (views.typing)(expect_context())).draw(),
                    )}
                    {when(
                        move || widget.has_form(FormKey::Waiting),
                        move || later_in(widget, move |views| (views.form)(widget, FormKey::Waiting)).draw(),
                    )}
                </div>
            </div>
            {later_in(widget, move |views| (views.jump)(widget))}
        </div>
    }
    .draw()
}

/// The messages that are drawn.
pub(super) fn messages(widget: Widget) -> Drawn {
    let thread = Thread::new(widget);
    let messages = rows(
        move || thread.messages().into_iter().map(|key| (key.0, 0)).collect(),
        |(key, _)| view! { <Message key=MessageKey(key)/> }.draw(),
    );
    view! { <ol class="messages" role="list">{messages}</ol> }.draw()
}
