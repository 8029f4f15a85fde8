//! The face of who speaks: a picture, else the first letter of the name.

use super::picture::{Origin, allowed};
use crate::state::Widget;
use chatlet_core::display::display_text;
use leptos::prelude::*;

/// An avatar. It decorates: the name stands beside it.
#[component]
pub(crate) fn Avatar(
    /// Address of the picture; untrusted.
    url: Option<String>,
    /// Whose it is.
    name: String,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let source = url.and_then(|url| allowed(widget, &url, Origin::Content));
    let broken = RwSignal::new(false);
    move || {
        match source.clone().filter(|_| !broken.get()) {
        Some(source) => view! {
            <img class="avatar" src=source alt="" referrerpolicy="no-referrer" decoding="async" on:error=move |_| broken.set(true)/>
        }
        .into_any(),
        None => view! { <span class="avatar" aria-hidden="true">{monogram(&name)}</span> }.into_any(),
    }
    }
}

/// The first letter or digit of a name, in upper case.
fn monogram(name: &str) -> String {
    let shown = display_text(name);
    shown
        .chars()
        .find(|letter| letter.is_alphanumeric())
        .map(|letter| letter.to_uppercase().collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::monogram;

    #[test]
    fn s26_a_monogram_is_one_letter_of_the_name() {
        for (name, letter) in
            [("Freja", "F"), (" øst", "Ø"), ("«7»", "7"), ("\u{202e}abc", "A"), ("", ""), ("…", "")]
        {
            assert_eq!(monogram(name), letter);
        }
    }
}
