//! The visitor's data: downloaded, and deleted in two steps.

use super::section;
use crate::state::Widget;
use crate::view::button::{button, sends};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, place, when};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{
    Change, Client, Deletion, Export, ExportForm, Input, ServiceChange, ServiceInput,
};
use chatlet_core::locale::Phrase;
use leptos::html::P;
use leptos::prelude::*;

const PRIVACY: Change = Change::Service(ServiceChange::Privacy);

/// What can be done with the visitor's data.
pub(super) fn draw(widget: Widget) -> Drawn {
    let has_data = move || {
        widget.screen();
        widget.read(PRIVACY, Client::has_data)
    };
    when(has_data, move || {
        let content = vec![
            row(
                widget,
                Icon::Download,
                Phrase::ExportPage,
                ServiceInput::ExportWanted(ExportForm::Page).into(),
            ),
            row(
                widget,
                Icon::Download,
                Phrase::ExportJson,
                ServiceInput::ExportWanted(ExportForm::Json).into(),
            ),
            place(move || news(widget)).draw(),
            place(move || Some(deletion(widget))).draw(),
        ];
        section(widget, Phrase::YourData, "your-data", content)
    })
    .draw()
}

fn row(widget: Widget, icon: Icon, name: Phrase, input: Input) -> Drawn {
    view! {
        <button type="button" class="choice" on:click=sends(widget, input)>
            <Glyph icon/>
            <span>{phrase(widget, name)}</span>
        </button>
    }
    .draw()
}

/// How far the export has come.
fn news(widget: Widget) -> Option<Drawn> {
    let (name, class) = match widget.read(PRIVACY, Client::export) {
        Export::Idle => return None,
        Export::Fetching => (Phrase::ExportFetching, "choices-news"),
        Export::Done => (Phrase::ExportDone, "choices-news"),
        Export::Failed => (Phrase::ExportFailed, "choices-news fault"),
    };
    Some(view! { <p class=class>{phrase(widget, name)}</p> }.draw())
}

fn deletion(widget: Widget) -> Drawn {
    match widget.read(PRIVACY, Client::deletion) {
        Deletion::Idle => row(widget, Icon::Bin, Phrase::DeleteData, ServiceInput::DeleteAsked.into()),
        Deletion::Running => view! { <p class="choices-news">{phrase(widget, Phrase::Deleting)}</p> }.draw(),
        Deletion::Asked => question(widget, false),
        Deletion::Failed => question(widget, true),
    }
}

/// The second step. What was pressed is gone, so that the keyboard goes on from the question.
fn question(widget: Widget, failed: bool) -> Drawn {
    let words = NodeRef::<P>::new();
    words.on_load(|words| {
        let _refused = words.focus();
    });
    let fault =
        move || view! { <p class="choices-news fault">{phrase(widget, Phrase::DeleteFailed)}</p> }.draw();
    view! {
        <div class="question" role="group" aria-labelledby="delete-question">
            {when(move || failed, fault)}
            <p id="delete-question" node_ref=words tabindex="-1">{phrase(widget, Phrase::DeleteQuestion)}</p>
            <div class="button-row">
                {button(widget, "button danger", phrase(widget, Phrase::DeleteConfirm), ServiceInput::DeleteConfirmed.into())}
                {button(widget, "text-button", phrase(widget, Phrase::Cancel), ServiceInput::DeleteDismissed.into())}
            </div>
        </div>
    }
    .draw()
}
