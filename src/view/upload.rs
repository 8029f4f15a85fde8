//! Files that wait to be sent, and the buttons that pick them.

mod picker;
mod share;

pub(crate) use picker::{Picker, picker};
pub(crate) use share::share;

use super::changing::Changing;
use super::drawn::{Draw, Drawn};
use super::dynamic::{Words, flag, phrase, press, words};
use super::format::Formats;
use super::icon::{Glyph, Icon};
use super::link::glyph;
use super::rows::rows;
use crate::state::Widget;
use chatlet_core::attachment::{FileId, Refusal, Tray, TrayName, Upload, UploadInput, UploadState};
use chatlet_core::client::{Change, Client, Input};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// The files of a place; nothing while there are none.
pub(crate) fn tray(widget: Widget, name: TrayName) -> Drawn {
    let read = move || {
        widget
            .read(Change::Uploads, |client| client.tray(name).map(Tray::uploads).unwrap_or_default().to_vec())
    };
    let files = rows(
        move || read().into_iter().map(|file| (file.id.0, revision(&file))).collect(),
        move |(id, _)| {
            let found = widget.peek(|client| find(client, name, FileId(id)));
            found.map_or_else(super::drawn::nothing, |file| row(widget, file))
        },
    );
    view! {
        <ul
            class="tray"
            role="list"
            aria-label=phrase(widget, Phrase::Attachments)
            hidden=flag(move || read().is_empty())
        >
            {files}
        </ul>
    }
    .draw()
}

fn find(client: &Client, name: TrayName, id: FileId) -> Option<Upload> {
    client.tray(name)?.uploads().iter().find(|file| file.id == id).cloned()
}

/// A row is drawn anew when its file stands elsewhere.
fn revision(file: &Upload) -> u32 {
    match file.state {
        UploadState::Checking | UploadState::Undecided => 0,
        UploadState::Ready => 1,
        UploadState::Refused(_) => 2,
        UploadState::Unreadable => 3,
    }
}

fn row(widget: Widget, file: Upload) -> Drawn {
    let id = file.id;
    let name = display_text(&file.name).into_owned();
    let fault = matches!(file.state, UploadState::Refused(_) | UploadState::Unreadable);
    let picture = match &file.preview {
        Some(preview) => view! { <img src=preview.clone() alt=""/> }.draw(),
        None => glyph(if fault {
            Icon::Warning
        } else if file.is_image() {
            Icon::Image
        } else {
            Icon::File
        }),
    };
    let spoken = name.clone();
    let remove = words(move || widget.fill(Phrase::RemoveFile, "name", &spoken));
    let act =
        move |input: fn(FileId) -> UploadInput| press(move || widget.dispatch(Input::Upload(input(id))));
    let retry = (file.state == UploadState::Unreadable).then(|| {
        view! {
            <button type="button" class="text-button" on:click=act(UploadInput::Retried)>
                {phrase(widget, Phrase::TryAgain)}
            </button>
        }
        .draw()
    });
    let class = if fault { "upload fault" } else { "upload" };
    let state = state_word(&file);
    view! {
        <li class=class data-state=state>
            <span class="upload-picture">{picture}</span>
            <span class="upload-words">
                <bdi class="upload-name">{name}</bdi>
                <span class="upload-state">{line(widget, file)}</span>
                {retry}
            </span>
            <button type="button" class="icon-button small" aria-label=remove on:click=act(UploadInput::Removed)>
                <Glyph icon=Icon::Close/>
            </button>
        </li>
    }
    .draw()
}

fn state_word(file: &Upload) -> &'static str {
    ["checking", "ready", "refused", "unreadable"][revision(file) as usize]
}

/// Size, or what is the matter with it.
fn line(widget: Widget, file: Upload) -> Words {
    let formats = Formats::here();
    Changing::new(move || {
        let size = |bytes| (formats.size)(bytes, &widget.language());
        match file.state {
            UploadState::Checking | UploadState::Undecided => widget.text(Phrase::Preparing),
            UploadState::Ready => size(file.bytes),
            UploadState::Unreadable => widget.text(Phrase::FileUnreadable),
            UploadState::Refused(refusal) => match refusal {
                Refusal::Type => widget.fill(Phrase::FileType, "types", &file.rules.type_names()),
                Refusal::Size(most) => widget.fill(Phrase::FileSize, "size", &size(most)),
                Refusal::Empty => widget.text(Phrase::FileEmpty),
                Refusal::Content => widget.text(Phrase::FileDamaged),
                Refusal::Files => widget.text(Phrase::NoFiles),
                Refusal::Count(most) => widget.fill(Phrase::FileCount, "count", &most.to_string()),
            },
        }
    })
}
