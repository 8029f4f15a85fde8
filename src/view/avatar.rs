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

/// The first letter or digit of a name; the style sheet makes it large.
fn monogram(name: &str) -> String {
    display_text(name).chars().find(|letter| is_letter(*letter)).map(String::from).unwrap_or_default()
}

/// Whether it is a letter or digit, as far as can be told without a table of all.
fn is_letter(letter: char) -> bool {
    // Not punctuation, signs, pictures.
    letter.is_ascii_alphanumeric()
        || !matches!(letter,
            '\0'..'\u{c0}' | '×' | '÷' | '\u{2000}'..'\u{2c00}' | '\u{2e00}'..'\u{2e80}' | '\u{3000}'..'\u{3040}'
            | '\u{e000}'..'\u{f900}' | '\u{fe00}'..'\u{fe70}' | '\u{ff00}'..'\u{ff10}' | '\u{1f000}'..)
}

#[cfg(test)]
mod tests {
    use super::monogram;

    #[test]
    fn s26_a_monogram_is_one_letter_of_the_name() {
        for (name, letter) in [
            ("Freja", "F"),
            (" øst", "ø"),
            ("«7»", "7"),
            ("\u{202e}abc", "a"),
            ("🤖 Robo", "R"),
            ("你好", "你"),
            ("½٣", "٣"),
            ("", ""),
            ("…", ""),
        ] {
            assert_eq!(monogram(name), letter);
        }
    }
}
