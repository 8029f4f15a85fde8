//! Files that go with a form: what may go, what was picked, and how to take it out again.

use super::field::Asked;
use crate::view::drawn::{Draw, Drawn, nothing};
use crate::view::dynamic::{Words, phrase, words};
use crate::view::format::Formats;
use crate::view::icon::{Glyph, Icon};
use crate::view::upload::tray;
use chatlet_core::attachment::TrayName;
use chatlet_core::client::FormKey;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// The browser's own control lies, unseen, over what looks like a button, so that pointers, keys, readers and files that
/// are dropped on it all work as they do everywhere. What is picked goes where `data-tray` says.
pub(super) fn file(asked: Asked) -> Drawn {
    let FormKey::Part(part) = asked.form else { return nothing() };
    let name = TrayName::Field(part, u32::try_from(asked.place).unwrap_or_default());
    let several = asked.read(|field| field.rules.as_ref().is_some_and(|rules| rules.max_files > 1));
    view! {
        <div class="file-field">
            {tray(asked.widget, name)}
            <div class="file-picker">
                <span class="button quiet" aria-hidden="true">
                    <Glyph icon=Icon::Clip/>
                    {phrase(asked.widget, Phrase::ChooseFile)}
                </span>
                <input
                    id=asked.id()
                    type="file"
                    multiple=several
                    data-tray=name.word()
                    aria-required=asked.required()
                    aria-invalid=asked.invalid()
                    aria-describedby=asked.description()
                    disabled=asked.is_fixed()
                />
            </div>
        </div>
    }
    .draw()
}

/// What may go, in words.
pub(super) fn limit(asked: Asked) -> Words {
    let rules = untrack(|| asked.read(|field| field.rules.clone()));
    let formats = Formats::here();
    words(move || {
        let Some(rules) = &rules else { return String::new() };
        let size = (formats.size)(rules.max_bytes, &asked.widget.language());
        if rules.max_files > 1 {
            let count = rules.max_files.to_string();
            asked.widget.fill_all(Phrase::FilesLimit, &[("count", &count), ("size", &size)])
        } else {
            asked.widget.fill(Phrase::FileLimit, "size", &size)
        }
    })
}
