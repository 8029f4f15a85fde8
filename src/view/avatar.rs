//! The face of who speaks: a picture, else the first letter of the name.

use super::drawn::{Draw, Drawn};
use super::dynamic::place;
use crate::state::Widget;
use chatlet_core::client::PictureSource;
use chatlet_core::display::display_text;
use leptos::prelude::*;

/// An avatar, from the address of a picture, which is untrusted, and from whose it is. It decorates: the name stands
/// beside it.
pub(crate) fn avatar(widget: Widget, url: Option<String>, name: String) -> Drawn {
    let source = url.and_then(|url| widget.image(&url, PictureSource::Content));
    let broken = RwSignal::new(0_usize);
    place(move || {
        Some(match source.clone().filter(|_| broken.get() == 0) {
            Some(source) => view! {
                <img class="avatar" src=source alt="" referrerpolicy="no-referrer" decoding="async" on:error=move |_| broken.set(1)/>
            }
            .draw(),
            None => view! { <span class="avatar" aria-hidden="true">{monogram(&name)}</span> }.draw(),
        })
    })
    .draw()
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
