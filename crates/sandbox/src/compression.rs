//! Compression of answers.

use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Answers below this size are not worth it.
const SMALLEST: usize = 256;
/// Brotli's quality: higher ones take seconds in a debug build. A build that wants 11 leaves files beside.
const QUALITY: u32 = 5;
const WINDOW: u32 = 22;

/// A content coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    /// Its name in headers.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// What a compressed file's name ends with.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// `bytes`, compressed.
    pub(crate) fn compress(self, bytes: &[u8]) -> Vec<u8> {
        let written = match self {
            Self::Brotli => {
                let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, QUALITY, WINDOW);
                writer.write_all(bytes).map(|()| writer.into_inner())
            }
            Self::Gzip => {
                let mut writer = GzEncoder::new(Vec::new(), Compression::default());
                writer.write_all(bytes).and_then(|()| writer.finish())
            }
        };
        written.expect("writing to memory does not fail")
    }
}

/// The coding for an answer, if the caller takes one and the content gains by it.
pub(crate) fn choose(request: &HeaderMap, media_type: &str, size: usize) -> Option<Encoding> {
    let compressible = ["text/", "application/wasm", "application/json", "image/svg", "application/manifest"];
    if size < SMALLEST || !compressible.iter().any(|kind| media_type.starts_with(kind)) {
        return None;
    }
    let accepted = request.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let takes = |wanted: Encoding| {
        accepted.split(',').any(|entry| {
            let mut pieces = entry.split(';').map(str::trim);
            let named = pieces.next().is_some_and(|name| name.eq_ignore_ascii_case(wanted.name()));
            named && !pieces.any(|piece| matches!(piece, "q=0" | "q=0.0"))
        })
    };
    [Encoding::Brotli, Encoding::Gzip].into_iter().find(|encoding| takes(*encoding))
}
