//! What of a message's parts a livechat takes (`chat-api.md` §8).

use crate::errors::Failure;
use crate::livechat::LivechatOptions;
use crate::livechat::attachments::{Content, Upload};
use crate::validation::Problems;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chatlet_protocol::send::InputPart;

/// The parts as they are stored, unless one of them may not be.
pub(super) fn contents(parts: Vec<InputPart>, options: &LivechatOptions) -> Result<Vec<Content>, Failure> {
    let problems = Problems::default();
    let upload = |index: usize, is_image, data: &str, mime, filename| {
        let wrong = |member: &str, words| problems.add(&format!("message.parts.{index}{member}"), words);
        if !options.attachments_enabled {
            wrong("", "Attachments are switched off.");
        }
        let bytes = STANDARD.decode(data).unwrap_or_else(|_| {
            wrong(".data", "Is not base64.");
            Vec::new()
        });
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
