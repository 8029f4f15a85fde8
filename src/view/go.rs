//! Links between the app's own pages.

use leptos::prelude::*;
use leptos_router::components::A;

/// A link inside the app. It replaces the history entry: an entry of ours would hijack the page's Back button.
#[component]
pub(crate) fn Go(
    /// Where to, below the app's folder.
    href: &'static str,
    /// How it looks.
    class: &'static str,
    /// Its accessible name, when the content is only an icon.
    #[prop(into)]
    label: Signal<String>,
    /// What is shown.
    children: Children,
) -> impl IntoView {
    view! {
        <A href=href scroll=false attr:class=class attr:aria-label=label attr:title=label prop:replace=true>
            {children()}
        </A>
    }
}
