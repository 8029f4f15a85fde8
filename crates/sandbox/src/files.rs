//! Files of a folder over HTTP: safe paths, media types, compression that is done once.

use crate::compression::{self, Encoding};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::SystemTime;

/// A file as it is served.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) bytes: Bytes,
    pub(crate) media_type: &'static str,
    /// Name without the folder.
    pub(crate) name: String,
    /// Differs when the content does.
    version: String,
    /// Where a compressed form may lie beside it.
    path: PathBuf,
}

impl File {
    /// The same file with other content, of which no compressed form lies beside it.
    pub(crate) fn with(self, text: String) -> Self {
        let version = format!("{:x}", Sha256::digest(&text));
        Self { version, bytes: text.into(), path: PathBuf::new(), ..self }
    }
}

/// The path of `address` below a folder, unless it would leave it.
fn below(folder: &Path, address: &str) -> Option<PathBuf> {
    let decoded = percent_encoding::percent_decode_str(address).decode_utf8().ok()?;
    let mut path = folder.to_path_buf();
    for step in decoded.split('/').filter(|step| !step.is_empty()) {
        let plain = !step.starts_with('.') && !step.contains(['\\', ':', '\0']);
        if !plain {
            return None;
        }
        path.push(step);
    }
    Some(path)
}

/// The file of `folder` at `address`; a folder's address is that of its `index.html`.
pub(crate) async fn read(folder: &Path, address: &str) -> Option<File> {
    let mut path = below(folder, address)?;
    if tokio::fs::metadata(&path).await.ok()?.is_dir() {
        path.push("index.html");
    }
    let changed = tokio::fs::metadata(&path).await.ok()?.modified().ok()?;
    let bytes = tokio::fs::read(&path).await.ok()?;
    let age = changed.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let version = format!("{:x}-{:x}", bytes.len(), age.as_nanos());
    let name = path.file_name()?.to_str()?.to_owned();
    Some(File { bytes: bytes.into(), media_type: media_type(&name), name, version, path })
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// Whether a name carries a digest of its content, so that it never changes: `app-0a1b2c3d4e5f.js`.
pub(crate) fn is_hashed(name: &str) -> bool {
    let is_digest = |piece: &str| piece.len() >= 8 && piece.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.split(['-', '.', '_']).any(is_digest)
}

/// Answers with a file, compressed and unless the caller has it already.
pub(crate) async fn answer(file: File, request: &HeaderMap) -> Response {
    let encoding = compression::choose(request, file.media_type, file.bytes.len());
    let etag = format!("\"{}-{}\"", file.version, encoding.map_or("plain", Encoding::name));
    let known = request.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes());
    let (status, body) = match encoding {
        _ if known => (StatusCode::NOT_MODIFIED, Bytes::new()),
        Some(encoding) => (StatusCode::OK, compressed(&file, encoding).await),
        None => (StatusCode::OK, file.bytes),
    };
    let mut response = (status, Body::from(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, etag);
    }
    if let Some(encoding) = encoding.filter(|_| !known) {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
    }
    response
}

/// Version and bytes of the newest compressed form of each file. All sandboxes of a process share them: each test
/// starts one, and compressing the app takes longer than most tests.
type Compressed = Mutex<HashMap<(PathBuf, Encoding), (String, Bytes)>>;

async fn compressed(file: &File, encoding: Encoding) -> Bytes {
    static COMPRESSED: LazyLock<Compressed> = LazyLock::new(Mutex::default);
    let lock = || COMPRESSED.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (file.path.clone(), encoding);
    if let Some((version, bytes)) = lock().get(&key)
        && *version == file.version
    {
        return bytes.clone();
    }
    let bytes = if let Some(bytes) = beside(file, encoding).await {
        bytes
    } else {
        let plain = file.bytes.clone();
        let work = tokio::task::spawn_blocking(move || encoding.compress(&plain));
        work.await.map_or_else(|_| Bytes::new(), Bytes::from)
    };
    lock().insert(key, (file.version.clone(), bytes.clone()));
    bytes
}

/// A compressed form that the build left beside the file, unless the file is newer.
async fn beside(file: &File, encoding: Encoding) -> Option<Bytes> {
    let path = &file.path;
    let mut name = path.file_name()?.to_owned();
    name.push(encoding.extension());
    let compressed = path.with_file_name(name);
    let changed =
        async |path: &Path| -> Option<SystemTime> { tokio::fs::metadata(path).await.ok()?.modified().ok() };
    let is_fresh = changed(&compressed).await? >= changed(path).await?;
    if is_fresh { tokio::fs::read(&compressed).await.ok().map(Bytes::from) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_leaves_the_folder() {
        let folder = Path::new("dist");
        assert_eq!(below(folder, "/a/b.js"), Some("dist/a/b.js".into()));
        for address in ["/../x", "/%2e%2e/x", "/a/..%2fx", "/.git/config", "/a%5cb", "/c:/x", "/%00", "/%ff"]
        {
            assert_eq!(below(folder, address), None, "{address}");
        }
    }

    #[test]
    fn names_with_a_digest_are_recognised() {
        assert!(is_hashed("chatlet-3f9a1c0b7e22d4aa_bg.wasm") && is_hashed("main-0a1b2c3d.css"));
        assert!(!is_hashed("chatlet.js") && !is_hashed("index.html") && !is_hashed("dead-beef.js"));
    }
}
