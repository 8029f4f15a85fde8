//! The routes of the frame. Every navigation replaces: a push in a frame would take over the page's Back button.

use crate::view::{ConversationPage, SettingsPage};
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

/// The app, served from the folder `base`.
#[component]
pub fn App(
    /// Path of the folder, without a slash at its end.
    base: String,
) -> impl IntoView {
    view! {
        <Router base=base>
            <Routes fallback=ConversationPage>
                // Under the loader, floating or inline.
                <Route path=path!("/") view=ConversationPage/>
                // Embedded by itself, with the chatbot in the address.
                <Route path=path!("/bare") view=ConversationPage/>
                <Route path=path!("/settings") view=SettingsPage/>
            </Routes>
        </Router>
    }
}
