//! What the visitor asked.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chatlet_protocol::send::{InputPart, SendMessage};

/// The input, as the assistant looks at it.
#[derive(Debug, Default)]
pub(crate) struct Question {
    /// All texts, one per line.
    pub(crate) text: String,
    /// Whether there is a picture, and whether it can be opened.
    pub(crate) picture: Option<bool>,
    /// Names of files.
    pub(crate) files: Vec<String>,
}

impl Question {
    pub(crate) fn of(request: &SendMessage) -> Self {
        let mut question = Self::default();
        for part in &request.message.parts {
            match part {
                InputPart::Text { text } => {
                    if !question.text.is_empty() {
                        question.text.push('\n');
                    }
                    question.text.push_str(text.trim());
                }
                InputPart::Image { data, .. } => {
                    let readable = !data.is_empty() && STANDARD.decode(data).is_ok();
                    question.picture = Some(readable && question.picture.unwrap_or(true));
                }
                InputPart::File { filename, .. } => question.files.push(filename.clone()),
            }
        }
        question
    }
}
