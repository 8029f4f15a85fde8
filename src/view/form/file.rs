//! Files that go with a form: what may go, what was picked, and how to take it out again.

use super::field::Asked;
use crate::view::button::sends;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{Words, flag, phrase, place, words};
use crate::view::format::Formats;
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{FormInput, Input};
use chatlet_core::display::display_text;
use chatlet_core::form::PickedFile;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// The browser's own control lies, unseen, over what looks like a button, so that pointers, keys, readers and files that
/// are dropped on it all work as they do everywhere.
pub(super) fn file(asked: Asked) -> Drawn {
    let (widget, form, field) = (asked.widget, asked.form, asked.place);
    let several = asked.read(|field| field.limits.is_some_and(|limits| limits.count > 1));
    let formats = Formats::here();
    let picked = place(move || {
        let files = asked.read(|field| field.files.clone());
        let files = files.into_iter().enumerate().map(|(at, file)| picked(asked, formats, at, &file));
        let files: Vec<Drawn> = files.collect();
        (!files.is_empty()).then(|| view! { <ul class="picked-files" role="list">{files}</ul> }.draw())
    });
    let reads = flag(move || widget.form(form, |card| card.is_reading()).unwrap_or_default());
    view! {
        <div class="file-field">
        {picked}
        <div class="file-picker" class:busy=reads>
            <span class="button quiet" aria-hidden="true">
                <Glyph icon=Icon::File/>
                {phrase(widget, Phrase::ChooseFile)}
            </span>
            <input
                id=asked.id()
                type="file"
                multiple=several
                aria-required=asked.required()
                aria-invalid=asked.invalid()
                aria-describedby=asked.description()
                disabled=asked.is_fixed()
                on:change=move |_| widget.dispatch(Input::Form(FormInput::Picked { form, field }))
            />
        </div>
        </div>
    }
    .draw()
}

/// One picked file.
fn picked(asked: Asked, formats: Formats, at: usize, file: &PickedFile) -> Drawn {
    let widget = asked.widget;
    let name = display_text(&file.name).into_owned();
    let label = name.clone();
    let label = words(move || widget.fill(Phrase::RemoveFile, "name", &label));
    let size = file.size;
    let size = words(move || (formats.size)(size, &widget.language()));
    let remove = Input::Form(FormInput::Removed { form: asked.form, field: asked.place, file: at });
    view! {
        <li class="picked-file">
            <Glyph icon=Icon::File/>
            <span class="file-words">
                <bdi class="file-name">{name}</bdi>
                <span class="file-facts">{size}</span>
            </span>
            <button type="button" class="icon-button small" aria-label=label on:click=sends(widget, remove)>
                <Glyph icon=Icon::Close/>
            </button>
        </li>
    }
    .draw()
}

/// What may go, in words.
pub(super) fn limit(asked: Asked) -> Words {
    let limits = untrack(|| asked.read(|field| field.limits));
    let formats = Formats::here();
    words(move || {
        let Some(limits) = limits else { return String::new() };
        let size = (formats.size)(limits.bytes, &asked.widget.language());
        if limits.count > 1 {
            let count = limits.count.to_string();
            asked.widget.fill_all(Phrase::FilesLimit, &[("count", &count), ("size", &size)])
        } else {
            asked.widget.fill(Phrase::FileLimit, "size", &size)
        }
    })
}
