//! The visitor's files: they stay here, under numbers, while the client decides about them (F63).
//!
//! Elements say for whom files are by `data-tray`, so that no view touches a file. A file that nobody wants is still
//! kept from being opened in the frame.

mod base64;
mod image;
mod send;
mod store;

pub(super) use send::{send, start};

use super::Report;
use chatlet_core::attachment::{
    FileId, HEAD, KeptFile, Picked, Piece, Returned, UploadCommand, UploadInput, pieces,
};
use chatlet_core::client::Input;
use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, Blob, ClipboardEvent, DataTransfer, Document, DragEvent, Element, Event, FileList,
    HtmlInputElement, Url,
};

struct Held {
    id: FileId,
    blob: Blob,
    /// Address of its picture, to be let go of with it.
    preview: Option<String>,
}

thread_local! {
    static HELD: RefCell<Vec<Held>> = const { RefCell::new(Vec::new()) };
    static NEXT: RefCell<u32> = const { RefCell::new(0) };
}

/// Listens for files; dropping the listeners ends it.
pub(super) fn watch(report: &Report) -> Vec<EventListener> {
    let document = web_sys::window().and_then(|window| window.document());
    let listen = |document: Document| {
        ["change", "paste", "dragover", "dragleave", "drop"].map(|name| {
            let (report, target) = (report.clone(), document.clone());
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, name, options, move |event| {
                on_event(&report, &target, event);
            })
        })
    };
    document.map(listen).into_iter().flatten().collect()
}

/// Carries out one command.
pub(super) fn run(report: &Report, command: UploadCommand) {
    let report = report.clone();
    let tell = move |input| report(Input::Upload(input));
    match command {
        UploadCommand::Inspect(id) => spawn_local(async move {
            tell(inspect(id).await.unwrap_or(UploadInput::Failed(id)));
        }),
        UploadCommand::Scale { id, width, height, mime } => spawn_local(async move {
            let scaled = async {
                let blob = image::draw(&blob(id)?, width, height, mime).await?;
                let preview = Url::create_object_url_with_blob(&blob).ok()?;
                let bytes = size(&blob);
                keep_scaled(id, blob, &preview)?;
                Some(UploadInput::Scaled { id, bytes, preview })
            };
            tell(scaled.await.unwrap_or(UploadInput::Failed(id)));
        }),
        UploadCommand::Forget(id) => drop(HELD.with_borrow_mut(|held| {
            let position = held.iter().position(|file| file.id == id)?;
            Some(held.swap_remove(position))
        })),
        UploadCommand::Keep { scope, at, files } => spawn_local(async move {
            let kept =
                |KeptFile { id, name, mime, field }| Some(store::Kept { blob: blob(id)?, name, mime, field });
            store::keep(&scope, at, files.into_iter().filter_map(kept).collect()).await;
        }),
        UploadCommand::Recall { scope, since } => spawn_local(async move {
            if let Some(files) = store::recall(&scope, since).await {
                let held = |store::Kept { blob, name, mime, field }| Returned {
                    file: hold(blob, name, mime),
                    field,
                };
                tell(UploadInput::Recalled(files.into_iter().map(held).collect()));
            }
        }),
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(preview) = &self.preview {
            let _unknown = Url::revoke_object_url(preview);
        }
    }
}

fn on_event(report: &Report, document: &Document, event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    match event.type_().as_str() {
        "change" => {
            let Some(input) = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
                return;
            };
            if let (Some(tray), Some(files)) = (input.get_attribute("data-tray"), input.files()) {
                let input = input.clone();
                pick(report, tray, &files);
                // The same file can be picked again.
                input.set_value("");
            }
        }
        "paste" => {
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let (Some(data), Some(tray)) = (data, drop_tray(document)) else { return };
            // Copied text may bring a picture of itself; the text is what was meant.
            let text = data.get_data("text/plain").is_ok_and(|text| !text.is_empty());
            if let Some(files) = files(&data).filter(|_| !text) {
                event.prevent_default();
                pick(report, tray, &files);
            }
        }
        kind => {
            let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
            let Some(data) = data.filter(|data| data.types().includes(&"Files".into(), 0)) else { return };
            event.prevent_default();
            // A control that files are dropped on takes them itself.
            let own = target.and_then(|target| target.get_attribute("data-tray"));
            let tray = own.or_else(|| drop_tray(document));
            // Leaving an element for one inside it is not leaving.
            let left = kind == "dragleave"
                && event.dyn_ref::<DragEvent>().is_some_and(|drag| drag.related_target().is_none());
            if kind == "dragover" || kind == "drop" || left {
                report(Input::Upload(UploadInput::Dragged(kind == "dragover" && tray.is_some())));
            }
            if let (Some(tray), Some(files), "drop") = (tray, files(&data), kind) {
                pick(report, tray, &files);
            }
        }
    }
}

/// Where files go that are dropped or pasted anywhere.
fn drop_tray(document: &Document) -> Option<String> {
    document.query_selector("[data-drop]").ok()??.get_attribute("data-drop")
}

fn files(data: &DataTransfer) -> Option<FileList> {
    data.files().filter(|files| files.length() > 0)
}

fn pick(report: &Report, tray: String, files: &FileList) {
    let files = (0..files.length()).filter_map(|index| files.get(index));
    let files = files.map(|file| hold(file.clone().into(), file.name(), file.type_())).collect();
    report(Input::Upload(UploadInput::Picked { tray, files }));
}

/// Holds a file under a number of its own.
fn hold(blob: Blob, name: String, mime: String) -> Picked {
    let id = FileId(NEXT.with_borrow_mut(|next| {
        *next += 1;
        *next
    }));
    let picked = Picked { id, name, mime, bytes: size(&blob) };
    HELD.with_borrow_mut(|held| held.push(Held { id, blob, preview: None }));
    picked
}

fn blob(id: FileId) -> Option<Blob> {
    HELD.with_borrow(|held| held.iter().find(|file| file.id == id).map(|file| file.blob.clone()))
}

/// The image that is sent from now on; none when the file was let go of meanwhile.
fn keep_scaled(id: FileId, blob: Blob, preview: &str) -> Option<()> {
    HELD.with_borrow_mut(|held| {
        let Some(file) = held.iter_mut().find(|file| file.id == id) else {
            let _unknown = Url::revoke_object_url(preview);
            return None;
        };
        if let Some(before) = file.preview.replace(preview.to_owned()) {
            let _unknown = Url::revoke_object_url(&before);
        }
        file.blob = blob;
        Some(())
    })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a browser's sizes are whole")]
fn size(blob: &Blob) -> u64 {
    blob.size() as u64
}

async fn inspect(id: FileId) -> Option<UploadInput> {
    let blob = blob(id)?;
    let head = bytes(&blob, 0.0, HEAD as f64).await?;
    let size = if blob.type_().starts_with("image/") { image::size(&blob).await } else { None };
    Some(UploadInput::Inspected { id, head, size })
}

/// A slice of a file.
async fn bytes(blob: &Blob, from: f64, to: f64) -> Option<Vec<u8>> {
    let slice = blob.slice_with_f64_and_f64(from, to).ok()?;
    let buffer = JsFuture::from(slice.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// A body with the base64 of its files in place. Slice by slice, so that neither memory nor the
/// main thread ever holds more than one; the browser keeps the whole (F63).
async fn fill(body: &str, signal: Option<&AbortSignal>) -> Option<Blob> {
    let parts = js_sys::Array::new();
    for piece in pieces(body) {
        match piece {
            Piece::Text(text) => {
                parts.push(&text.into());
            }
            Piece::File(id) => base64::append(&parts, &blob(id)?, signal).await?,
        }
    }
    Blob::new_with_str_sequence(&parts).ok()
}
