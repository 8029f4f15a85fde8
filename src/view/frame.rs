//! The root element: colours, direction, and what is said to those who listen rather than look.

mod announcer;
mod tokens;

use crate::state::Widget;
use announcer::Announcer;
use leptos::prelude::*;
use tokens::Tokens;

/// The root of everything the visitor sees.
#[component]
pub fn Frame(
    /// The pages.
    children: Children,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let theme = move || if widget.is_dark() { "dark" } else { "light" };
    view! {
        <div
            class="frame"
            style=move || Tokens(widget.tokens())
            data-theme=theme
            lang=move || widget.language()
            dir=move || widget.direction()
        >
            {children()}
            <Announcer/>
        </div>
    }
}
