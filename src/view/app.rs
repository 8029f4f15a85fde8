//! The app: the frame, the conversation, and the pages that lie over it.

use super::drawn::Draw;
use super::dynamic::{fact, when};
use super::go::Folder;
use super::later::{later, later_in};
use super::{Conversation, Frame};
use crate::state::Widget;
use chatlet_core::client::Input;
use leptos::prelude::*;

/// Everything.
#[component]
pub fn App(
    /// Path of the folder the app is served from, without a slash at its end.
    #[prop(into)]
    base: String,
    /// Path of the page that is asked for, below the origin.
    #[prop(into)]
    path: String,
) -> impl IntoView {
    provide_context(Folder(base));
    expect_context::<Widget>().dispatch(Input::WentTo(path));
    view! { <Shell/> }
}

/// The frame with the conversation in it. A page lies over the conversation instead of replacing it, so that coming
/// back finds the same place and the same half-read reply. One condition tells the pages apart; matching routes by
/// their patterns would cost 25 kB of the first open.
#[component]
pub fn Shell() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let covered = fact(move || widget.place().ends_with("/menu"));
    view! {
        <Frame>
            <Conversation covered/>
            {when(move || covered.get(), || later(|views| (views.menu)()).draw())}
            {later_in(widget, |views| (views.router)())}
        </Frame>
    }
}
