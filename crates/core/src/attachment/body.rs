//! Requests with files in them. Their base64 is megabytes, so it is never written here: a body has a place for each
//! file, and the browser's side fills it (F63).

use super::upload::{FileId, Upload};
use serde_json::Value;

/// Stands before and after a file's number in a body. JSON writes control characters in text as escapes, so that it
/// cannot come from anywhere else.
const MARK: char = '\u{1}';

/// A piece of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// JSON as it is.
    Text(&'a str),
    /// The base64 of this file.
    File(FileId),
}

/// Whether a body has a place for a file.
pub fn has_files(body: &str) -> bool {
    body.contains(MARK)
}

/// The pieces of a body, in order.
pub fn pieces(body: &str) -> impl Iterator<Item = Piece<'_>> {
    body.split(MARK).enumerate().filter_map(|(index, piece)| {
        if index % 2 == 0 {
            Some(Piece::Text(piece))
        } else {
            piece.parse().ok().map(|id| Piece::File(FileId(id)))
        }
    })
}

/// The body of `POST messages` and of `POST livechat/messages`: bare base64, images without their name
/// (`chat-api.md` §8).
pub fn message(text: &str, files: &[Upload], page: Option<&str>) -> String {
    let context = page.map(|page| format!("{{\"page\":{}}}", json(page)));
    message_with(text, files, context.as_deref())
}

/// The same with another context, a JSON object.
pub fn message_with(text: &str, files: &[Upload], context: Option<&str>) -> String {
    let mut body = String::from(r#"{"message":{"parts":["#);
    let mut separator = "";
    if !text.is_empty() {
        body += r#"{"type":"text","text":"#;
        body += &json(text);
        body.push('}');
        separator = ",";
    }
    for file in files {
        body += separator;
        separator = ",";
        body += if file.is_image() { r#"{"type":"image","data":""# } else { r#"{"type":"file","data":""# };
        body += &place(file.id);
        body += r#"","mime":"#;
        body += &json(&file.mime);
        if !file.is_image() {
            body += r#","filename":"#;
            body += &json(name(file));
        }
        body.push('}');
    }
    body += "]}";
    if let Some(context) = context {
        body += r#","context":"#;
        body += context;
    }
    body.push('}');
    body
}

/// A file of a ticket or a form, whose field names differ from those of a message's: a JSON object.
pub fn action_file(file: &Upload) -> String {
    format!(
        r#"{{"filename":{},"mime_type":{},"data_base64":"{}"}}"#,
        json(name(file)),
        json(&file.mime),
        place(file.id)
    )
}

fn place(id: FileId) -> String {
    format!("{MARK}{}{MARK}", id.0)
}

fn name(file: &Upload) -> &str {
    if file.name.is_empty() { "file" } else { &file.name }
}

fn json(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::{Picked, Rules, Tray};
    use super::*;
    use chatlet_protocol::action::AttachmentInput;
    use chatlet_protocol::send::{InputPart, SendMessage};

    fn upload(id: u32, name: &str, mime: &str) -> Upload {
        let mut tray = Tray::default();
        tray.pick(
            vec![Picked { id: FileId(id), name: name.into(), mime: mime.into(), bytes: 5 }],
            &Rules::files(vec![], 10, 9),
        );
        tray.uploads()[0].clone()
    }

    fn filled(body: &str) -> String {
        let fill = |piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::File(FileId(id)) => format!("BASE64-{id}"),
        };
        pieces(body).map(fill).collect()
    }

    #[test]
    fn a_message_is_text_and_files_as_the_server_reads_them() {
        let files = [upload(3, "a.jpg", "image/jpeg"), upload(12, "b\".pdf", "application/pdf")];
        let body = message("Kan I reparere \"den\"?\n\u{1}9\u{1}", &files, Some("https://shop.example/"));
        let sent: SendMessage = serde_json::from_str(&filled(&body)).unwrap();
        assert_eq!(
            sent.message.parts,
            [
                InputPart::Text { text: "Kan I reparere \"den\"?\n\u{1}9\u{1}".into() },
                InputPart::Image { data: "BASE64-3".into(), mime: "image/jpeg".into(), filename: None },
                InputPart::File {
                    data: "BASE64-12".into(),
                    mime: "application/pdf".into(),
                    filename: "b\".pdf".into()
                },
            ]
        );
        assert_eq!(sent.context.unwrap().page.as_deref(), Some("https://shop.example/"));
    }

    #[test]
    fn a_message_may_be_text_or_files_alone() {
        assert_eq!(message("Hi", &[], None), r#"{"message":{"parts":[{"type":"text","text":"Hi"}]}}"#);
        let sent: SendMessage =
            serde_json::from_str(&filled(&message("", &[upload(1, "", "image/png")], None))).unwrap();
        assert_eq!(sent.message.parts.len(), 1);
        assert_eq!(sent.context, None);
    }

    #[test]
    fn a_file_of_an_action_has_names_of_its_own() {
        let sent: AttachmentInput =
            serde_json::from_str(&filled(&action_file(&upload(4, "", "text/plain")))).unwrap();
        assert_eq!((sent.filename.as_str(), sent.data_base64.as_str()), ("file", "BASE64-4"));
        assert_eq!(sent.mime_type, "text/plain");
    }
}
