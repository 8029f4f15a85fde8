//! What forms need of the browser: the content of picked files, and what is stored.

use super::{Report, document, storage};
use chatlet_core::client::{FormCommand, FormInput, Input, Slot};
use chatlet_core::form::PickedFile;
use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, FileReader, HtmlInputElement};

/// Carries out one command.
pub(super) fn run(report: &Report, command: FormCommand) {
    match command {
        FormCommand::Restore { scope } => {
            report(Input::Form(FormInput::Restored(storage::read(&scope, Slot::Forms))));
        }
        FormCommand::Read { form, field, limit, count } => {
            let picked = take(&form.control(field));
            let report = report.clone();
            spawn_local(async move {
                let mut files = Vec::new();
                for (index, file) in picked.into_iter().enumerate() {
                    files.push(read(&file, index < count, limit).await);
                }
                report(Input::Form(FormInput::Read { form, field, files }));
            });
        }
    }
}

/// Takes the picked files out of a control, so that the same file can be picked again.
fn take(id: &str) -> Vec<File> {
    let Some(control) = document::element(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
    else {
        return Vec::new();
    };
    let files = control.files().map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect());
    control.set_value("");
    files.unwrap_or_default()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a whole number of bytes"
)]
async fn read(file: &File, wanted: bool, limit: u64) -> PickedFile {
    let size = file.size() as u64;
    let data = if wanted && size <= limit { content(file).await } else { None };
    PickedFile { name: file.name(), mime: file.type_(), size, data }
}

/// The content as bare base64; none when the browser cannot read it, as when it has changed since it was picked.
async fn content(file: &File) -> Option<String> {
    let reader = FileReader::new().ok()?;
    let finished = Promise::new(&mut |resolve: Function, _| reader.set_onloadend(Some(&resolve)));
    reader.read_as_data_url(file).ok()?;
    JsFuture::from(finished).await.ok()?;
    let address = reader.result().ok()?.as_string()?;
    address.split_once(',').map(|(_, data)| data.to_owned())
}
