//! The app: the frame, the conversation, and the pages that lie over it.

use super::{Conversation, Frame, SettingsPage};
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

/// Everything, under its router.
#[component]
pub fn App(
    /// Path of the folder the app is served from, without a slash at its end.
    #[prop(into)]
    base: String,
) -> impl IntoView {
    view! {
        <Router base=base>
            <Shell/>
        </Router>
    }
}

/// The frame with the conversation in it. A page lies over the conversation instead of replacing it, so that coming
/// back finds the same place and the same half-read reply.
#[component]
pub fn Shell() -> impl IntoView {
    let location = use_location();
    let covered = Memo::new(move |_| location.pathname.read().ends_with("/settings"));
    view! {
        <Frame>
            <Conversation covered/>
            <Routes fallback=|| ()>
                <Route path=path!("settings") view=SettingsPage/>
                <Route path=path!("*any") view=|| ()/>
            </Routes>
        </Frame>
    }
}
