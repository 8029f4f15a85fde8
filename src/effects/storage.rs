//! Storage of the frame's own origin. Blocked or full storage is memory only, silently (F44, F45).

use super::Report;
use chatlet_core::client::{Input, ServiceInput, Slot};
use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn key(scope: &str, slot: Slot) -> String {
    let name = match slot {
        Slot::Session => "session",
        Slot::Draft => "draft",
        Slot::Choices => "choices",
    };
    format!("{scope}:{name}")
}

/// Reads what is stored under `scope` and reports it.
pub(super) fn restore(report: &Report, scope: &str) {
    let read = |slot| storage().and_then(|storage| storage.get_item(&key(scope, slot)).ok().flatten());
    report(ServiceInput::Recalled(read(Slot::Choices)).into());
    report(Input::Restored { session: read(Slot::Session), draft: read(Slot::Draft) });
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
