//! What of a message's parts a livechat takes (`chat-api.md` §8).

use crate::errors::Failure;
use crate::livechat::LivechatOptions;
use crate::livechat::attachments::{Content, Upload};
use crate::validation::Problems;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chatlet_protocol::send::InputPart;

/// The bytes of base64, up to where it is none: the vendor's own example ends in `...`.
fn decode(data: &str) -> Vec<u8> {
    STANDARD.decode(data).unwrap_or_else(|_| {
        let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
        let digits = data.bytes().take_while(is_digit).count();
        STANDARD.decode(&data[..digits / 4 * 4]).unwrap_or_default()
    })
}

/// The parts as they are stored, unless one of them may not be.
pub(super) fn contents(parts: Vec<InputPart>, options: &LivechatOptions) -> Result<Vec<Content>, Failure> {
    let problems = Problems::default();
    let upload = |index: usize, is_image, data: &str, mime, filename| {
        let wrong = |member: &str, words| problems.add(&format!("message.parts.{index}{member}"), words);
        if !options.attachments_enabled {
            wrong("", "Attachments are switched off.");
        }
        let bytes = decode(data);
        if bytes.len() as u64 > options.max_attachment_size_bytes {
            wrong(".data", "Is too large.");
        }
        Content::Upload(Upload { is_image, bytes: bytes.into(), mime, filename })
    };
    let stored = parts.into_iter().enumerate().map(|(index, part)| match part {
        InputPart::Text { text } => Content::Text(text),
        InputPart::Image { data, mime, .. } => upload(index, true, &data, mime, None),
        InputPart::File { data, mime, filename } => upload(index, false, &data, mime, Some(filename)),
    });
    let stored = stored.collect();
    problems.verdict(stored)
}
