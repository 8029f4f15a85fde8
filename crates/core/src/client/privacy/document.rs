//! The visitor's data as a page to read. Everything in it is text: it is escaped, and the page may load and run nothing
//! (S30).

use crate::display::display_text;
use crate::locale::{Locale, Phrase};
use serde_json::Value;

/// Deeper than this, values are left out.
const DEPTH: usize = 32;

const HEAD: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
<meta name=\"viewport\" content=\"width=device-width\"><style>:root{color-scheme:light dark}body{max-width:46rem;\
margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}dl{margin:0;\
padding-inline-start:1rem;border-inline-start:2px solid #8884}dt{font-weight:600}dd{margin:0 0 .5rem}\
p,dd{white-space:pre-wrap}article{margin-block:1rem}article b{display:block}</style>";

/// The page: the conversations first, as they were said, then everything else by name.
pub(super) fn write(data: &Value, locale: &Locale) -> String {
    let title = escaped(locale.text(Phrase::ExportTitle));
    let mut page = format!(
        "<!doctype html><html lang=\"{}\" dir=\"{}\"><meta charset=\"utf-8\"><title>{title}</title>{HEAD}<h1>{title}</h1>",
        escaped(locale.tag()),
        locale.direction(),
    );
    let Value::Object(fields) = data else {
        value(&mut page, data, 0);
        return page;
    };
    for (name, content) in fields {
        page.extend(["<h2>", &heading(name), "</h2>"]);
        match (name.as_str(), content) {
            ("conversations", Value::Array(conversations)) => {
                for conversation in conversations {
                    messages(&mut page, conversation, locale);
                }
            }
            _ => value(&mut page, content, 0),
        }
    }
    page + "</html>\n"
}

/// What was said, by whom and when; a conversation of another shape is written like everything else.
fn messages(page: &mut String, conversation: &Value, locale: &Locale) {
    let Some(messages) = conversation.get("messages").and_then(Value::as_array) else {
        return value(page, conversation, 0);
    };
    for message in messages {
        let text = |name: &str| message.get(name).and_then(Value::as_str).unwrap_or_default();
        let author = match text("role") {
            "user" => locale.text(Phrase::You),
            "assistant" => locale.text(Phrase::Assistant),
            "agent" => locale.text(Phrase::Agent),
            _ => locale.text(Phrase::System),
        };
        let (author, at) = (escaped(author), escaped(text("created_at")));
        page.extend(["<article><b>", &author, "</b> <time>", &at, "</time>"]);
        for part in message.get("parts").and_then(Value::as_array).into_iter().flatten() {
            let mut words = String::new();
            collect(&mut words, part, 0);
            if words.trim().is_empty() {
                value(page, part, 0);
            } else {
                page.extend(["<p>", &escaped(words.trim()), "</p>"]);
            }
        }
        *page += "</article>";
    }
}

/// The readable words of a part, wherever they stand.
fn collect(words: &mut String, part: &Value, depth: usize) {
    match part {
        Value::Object(fields) if depth < DEPTH => {
            for (name, content) in fields {
                match content {
                    Value::String(text)
                        if matches!(name.as_str(), "text" | "title" | "caption" | "filename" | "name") =>
                    {
                        *words += text;
                    }
                    Value::Object(_) | Value::Array(_) => collect(words, content, depth + 1),
                    _ => {}
                }
            }
            if fields.contains_key("spans") || fields.contains_key("title") {
                words.push('\n');
            }
        }
        Value::Array(items) if depth < DEPTH => {
            for item in items {
                match item {
                    // Quick replies are bare words.
                    Value::String(text) => words.extend([text, "\n"]),
                    _ => collect(words, item, depth + 1),
                }
            }
        }
        _ => {}
    }
}

fn value(page: &mut String, content: &Value, depth: usize) {
    match content {
        Value::Object(fields) if depth < DEPTH && !fields.is_empty() => {
            *page += "<dl>";
            for (name, content) in fields {
                page.extend(["<dt>", &heading(name), "</dt><dd>"]);
                value(page, content, depth + 1);
                *page += "</dd>";
            }
            *page += "</dl>";
        }
        Value::Array(items) if depth < DEPTH && !items.is_empty() => {
            *page += "<ol>";
            for item in items {
                *page += "<li>";
                value(page, item, depth + 1);
                *page += "</li>";
            }
            *page += "</ol>";
        }
        Value::String(text) => *page += &escaped(text),
        Value::Bool(_) | Value::Number(_) => *page += &content.to_string(),
        Value::Null | Value::Object(_) | Value::Array(_) => *page += "–",
    }
}

/// A name of the wire as words.
fn heading(name: &str) -> String {
    escaped(&name.replace('_', " "))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in display_text(text).chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn s30_nothing_that_was_said_is_markup_in_the_export() {
        let hostile = "</p><script>alert(1)</script><img src=x onerror='alert(2)'>\"&\u{202e}";
        let data = json!({
            "chatbot_id": hostile,
            hostile: { hostile: [hostile, 5, true, null] },
            "conversations": [
                { "messages": [
                    { "role": "user", "created_at": hostile, "parts": [{ "type": "rich_text",
                        "blocks": [{ "type": "paragraph", "spans": [{ "type": "text", "text": hostile }] }] }] },
                    { "role": hostile, "parts": [{ "type": hostile, "x": hostile }, hostile, 5] },
                ] },
                hostile,
            ],
        });
        let page = write(&data, &Locale::default());
        let body = page.split_once("<h1>").unwrap().1;
        assert!(!body.contains("<script") && !body.contains("<img") && !body.contains('\u{202e}'), "{body}");
        assert!(body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(body.matches("&lt;img src=x onerror=&#39;").count() >= 5);
    }

    #[test]
    fn a_conversation_reads_as_it_was_said() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/history-page1.json");
        let history: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let page = write(&json!({ "conversations": [history] }), &Locale::default());
        assert!(page.contains("<b>You</b>") && page.contains("<b>Assistant</b>"));
        assert!(page.contains("Her er din faktura."));
    }

    #[test]
    fn nesting_ends_somewhere() {
        let mut deep = json!("end");
        for _ in 0..100 {
            deep = json!([deep]);
        }
        let page = write(&json!({ "x": deep }), &Locale::default());
        assert!(page.contains('–') && !page.contains("end</li>"));
    }
}
