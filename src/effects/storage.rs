//! Storage of the frame's own origin. Blocked or full storage is memory only, silently (F44, F45).

use super::Report;
use chatlet_core::client::{FormInput, Input, ServiceInput, Slot};
use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn key(scope: &str, slot: Slot) -> String {
    let name = match slot {
        Slot::Session => "session",
        Slot::Draft => "draft",
        Slot::Choices => "choices",
        Slot::Forms => "forms",
        Slot::Files => "files",
    };
    format!("{scope}:{name}")
}

/// Reads what is stored under `scope` and reports it.
pub(super) fn restore(report: &Report, scope: &str) {
    report(ServiceInput::Recalled(read(scope, Slot::Choices)).into());
    report(Input::Restored { session: read(scope, Slot::Session), draft: read(scope, Slot::Draft) });
}

/// Reads what is stored of the forms and reports it.
pub(super) fn restore_forms(report: &Report, scope: &str) {
    report(Input::Form(FormInput::Restored(read(scope, Slot::Forms))));
}

/// Reads one value.
pub(super) fn read(scope: &str, slot: Slot) -> Option<String> {
    storage()?.get_item(&key(scope, slot)).ok().flatten()
}

/// Stores or removes a value.
pub(super) fn save(scope: &str, slot: Slot, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let key = key(scope, slot);
    // A refusal leaves the widget with its memory, which is all it promised.
    let _refused = match value {
        Some(value) => storage.set_item(&key, value),
        None => storage.remove_item(&key),
    };
}
