//! The app: the frame, the conversation, and the pages that lie over it.

use super::drawn::Draw;
use super::dynamic::{fact, when};
use super::go::Folder;
use super::later::later;
use super::{Conversation, Frame};
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;

/// Everything, under its router.
#[component]
pub fn App(
    /// Path of the folder the app is served from, without a slash at its end.
    #[prop(into)]
    base: String,
) -> impl IntoView {
    provide_context(Folder(base.clone()));
    view! {
        <Router base=base>
            <Shell/>
        </Router>
    }
}

/// The frame with the conversation in it. A page lies over the conversation instead of replacing it, so that coming
/// back finds the same place and the same half-read reply. One condition tells the pages apart; matching routes by
/// their patterns would cost 25 kB of the first open.
#[component]
pub fn Shell() -> impl IntoView {
    let location = use_location();
    let covered = fact(move || location.pathname.read().ends_with("/menu"));
    view! {
        <Frame>
            <Conversation covered/>
            {when(move || covered.get(), || later(|views| (views.menu)()).draw())}
        </Frame>
    }
}
