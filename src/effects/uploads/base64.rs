//! Base64 of files, slice by slice.

use super::bytes;
use js_sys::Array;
use web_sys::{AbortSignal, Blob};

/// Bytes that are written at once: a multiple of three, so that slices join without padding between them.
const SLICE: u32 = 384 * 1024;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends the base64 of a file to the pieces of a body; none when it cannot be read, or nobody waits for it any more.
pub(super) async fn append(parts: &Array, file: &Blob, signal: Option<&AbortSignal>) -> Option<()> {
    let size = file.size();
    let mut from = 0.0;
    while from < size {
        if signal.is_some_and(AbortSignal::aborted) {
            return None;
        }
        let to = size.min(from + f64::from(SLICE));
        let digits = encode(&bytes(file, from, to).await?);
        let digits = js_sys::Uint8Array::from(digits.as_slice());
        // A blob of its own leaves the script's memory.
        parts.push(&Blob::new_with_u8_array_sequence(&Array::of1(&digits)).ok()?.into());
        from = to;
    }
    Some(())
}

fn encode(bytes: &[u8]) -> Vec<u8> {
    let mut digits = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4_usize {
            let index = (bits >> (18 - 6 * place)) & 63;
            digits.push(if place > group.len() { b'=' } else { DIGITS[index as usize] });
        }
    }
    digits
}
