//! Files that wait in the composer or in a form, kept for a reload in the database of the frame's own origin. Where there is none, or
//! it is full, memory is all there is (F44, F45).

use super::super::storage;
use chatlet_core::attachment::FieldName;
use chatlet_core::client::Slot;
use chatlet_core::time::Millis;
use gloo_events::EventListener;
use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "chatlet";
const STORE: &str = "files";

/// A file as it is kept.
pub(super) struct Kept {
    pub(super) name: String,
    pub(super) mime: String,
    pub(super) blob: Blob,
    pub(super) field: Option<FieldName>,
}

/// Keeps exactly these files from now on; none removes what is kept.
pub(super) async fn keep(scope: &str, at: Millis, files: Vec<Kept>) -> Option<()> {
    if files.is_empty() {
        // A visitor who never had a file has no database either.
        storage::read(scope, Slot::Files)?;
        storage::save(scope, Slot::Files, None);
        return done(&store(IdbTransactionMode::Readwrite).await?.delete(&scope.into()).ok()?)
            .await
            .map(drop);
    }
    let mark = at.to_string();
    storage::save(scope, Slot::Files, Some(&mark));
    let list = Array::new();
    for file in files {
        let record = Object::new();
        Reflect::set(&record, &"name".into(), &file.name.into()).ok()?;
        Reflect::set(&record, &"mime".into(), &file.mime.into()).ok()?;
        // Bytes, since WebKit stores no blobs where nothing outlives the window.
        let bytes = JsFuture::from(file.blob.array_buffer()).await.ok()?;
        Reflect::set(&record, &"bytes".into(), &bytes).ok()?;
        if let Some(FieldName { part_id, key }) = file.field {
            Reflect::set(&record, &"part".into(), &part_id.into()).ok()?;
            Reflect::set(&record, &"field".into(), &key.into()).ok()?;
        }
        list.push(&record);
    }
    let store = store(IdbTransactionMode::Readwrite).await?;
    // Meanwhile the files may have been sent.
    storage::read(scope, Slot::Files).filter(|now| *now == mark)?;
    done(&store.put_with_key(&list, &scope.into()).ok()?).await.map(drop)
}

/// What is kept, when it was kept at `since` or later. Older files are removed.
pub(super) async fn recall(scope: &str, since: Millis) -> Option<Vec<Kept>> {
    let at: Millis = storage::read(scope, Slot::Files)?.parse().ok()?;
    if at < since {
        keep(scope, at, Vec::new()).await;
        return None;
    }
    let list = done(&store(IdbTransactionMode::Readonly).await?.get(&scope.into()).ok()?).await?;
    let text = |record: &JsValue, name: &str| Reflect::get(record, &name.into()).ok()?.as_string();
    let file = |record: JsValue| {
        let bytes: ArrayBuffer = Reflect::get(&record, &"bytes".into()).ok()?.dyn_into().ok()?;
        let (name, mime) = (text(&record, "name")?, text(&record, "mime")?);
        let field = text(&record, "part").zip(text(&record, "field"));
        let field = field.map(|(part_id, key)| FieldName { part_id, key });
        let kind = BlobPropertyBag::new();
        kind.set_type(&mime);
        let blob = Blob::new_with_buffer_source_sequence_and_options(&Array::of1(&bytes), &kind).ok()?;
        Some(Kept { name, mime, blob, field })
    };
    Some(Array::from(list.dyn_ref::<Array>()?).iter().filter_map(file).collect())
}

async fn store(mode: IdbTransactionMode) -> Option<IdbObjectStore> {
    let opening = web_sys::window()?.indexed_db().ok()??.open_with_u32(DATABASE, 1).ok()?;
    let created = opening.clone();
    let _creating = EventListener::once(&opening, "upgradeneeded", move |_| {
        let database = created.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
        let _there = database.map(|database| database.create_object_store(STORE));
    });
    let database: IdbDatabase = done(&opening).await?.dyn_into().ok()?;
    database.transaction_with_str_and_mode(STORE, mode).ok()?.object_store(STORE).ok()
}

/// What a request gives.
async fn done(request: &IdbRequest) -> Option<JsValue> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answered).await.ok()?;
    request.result().ok()
}
