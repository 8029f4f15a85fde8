//! Frames one after the other: a delta that is like the one before it but for its text is read by that likeness.
//!
//! A reply is a thousand deltas of the same form. Reading each as a tree of values costs more than everything that is done
//! with it (`docs/decisions/2026-11-20-deltas-are-read-by-likeness.md`).

use super::{Delta, Frame, Skipped};
use std::sync::Arc;

/// Reads the frames of one stream.
#[derive(Debug, Default)]
pub struct FrameReader {
    last: Option<Like>,
}

/// What a delta that appends text looks like around its text.
#[derive(Debug)]
struct Like {
    before: String,
    after: String,
    part_id: Arc<str>,
    block_index: usize,
}

impl FrameReader {
    /// Reads the frame `name` with the JSON text `data`: the same as [`Frame::read`].
    ///
    /// # Errors
    /// Those of [`Frame::read`].
    pub fn read(&mut self, name: &str, data: &str) -> Result<Frame, Skipped> {
        if name == "part_delta"
            && let Some(frame) = self.last.as_ref().and_then(|last| last.read(data))
        {
            return Ok(frame);
        }
        let frame = Frame::read(name, data)?;
        if let Some(like) = Like::of(&frame, data) {
            self.last = Some(like);
        }
        Ok(frame)
    }
}

impl Like {
    /// The form of `data`, when `frame`, which it holds, appends text that stands there as it is.
    fn of(frame: &Frame, data: &str) -> Option<Self> {
        const PROBE: &str = "-";
        let Frame::PartDelta { part_id, delta: Delta::AppendText { block_index, text } } = frame else {
            return None;
        };
        let (before, after) = data.split_once(format!("\"{text}\"").as_str())?;
        let like = Self {
            before: format!("{before}\""),
            after: format!("\"{after}"),
            part_id: Arc::clone(part_id),
            block_index: *block_index,
        };
        // Something else may have the same words: another text must be read from the same place.
        let probed = Frame::read("part_delta", &format!("{}{PROBE}{}", like.before, like.after));
        (probed == Ok(like.frame(PROBE))).then_some(like)
    }

    fn read(&self, data: &str) -> Option<Frame> {
        // What is around the text is text itself, so that a cut where that ends is a cut between letters.
        let end = data.len().checked_sub(self.after.len())?;
        let text = data.get(self.before.len()..end)?;
        let (before, after) = (data.get(..self.before.len())?, data.get(end..)?);
        if !alike(before.as_bytes(), self.before.as_bytes())
            || !alike(after.as_bytes(), self.after.as_bytes())
        {
            return None;
        }
        let plain = text.bytes().all(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f));
        plain.then(|| self.frame(text))
    }

    fn frame(&self, text: &str) -> Frame {
        let delta = Delta::AppendText { block_index: self.block_index, text: text.to_owned() };
        Frame::PartDelta { part_id: Arc::clone(&self.part_id), delta }
    }
}

/// Whether two strings of bytes are the same. Eight bytes at a time, as the comparison of a library that is made small
/// does not.
fn alike(one: &[u8], other: &[u8]) -> bool {
    let ((ones, one), (others, other)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    let word = |bytes: &[u8; 8]| u64::from_ne_bytes(*bytes);
    one == other
        && ones.len() == others.len()
        && ones.iter().zip(others).all(|(one, other)| word(one) == word(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads all of `datas` in order, and checks each against the reader that knows no order.
    fn agree<'a>(datas: impl IntoIterator<Item = &'a str>) -> usize {
        let mut reader = FrameReader::default();
        let mut alike = 0;
        for data in datas {
            alike += usize::from(reader.last.as_ref().is_some_and(|last| last.read(data).is_some()));
            assert_eq!(reader.read("part_delta", data), Frame::read("part_delta", data), "{data}");
        }
        alike
    }

    fn delta(part_id: &str, block_index: usize, text: &str) -> String {
        format!(
            r#"{{"part_id":"{part_id}","delta":{{"action":"append_text","block_index":{block_index},"text":"{text}"}}}}"#
        )
    }

    #[test]
    fn a_delta_like_the_one_before_is_read_by_its_text() {
        let datas = ["", "Two ", "tents", " 😀 ", "{}[]:,", "smør"].map(|text| delta("a", 0, text));
        assert_eq!(agree(datas.iter().map(String::as_str)), datas.len() - 1);
        let spaced = datas.map(|data| data.replace(':', ": ").replace(',', ", "));
        assert!(agree(spaced.iter().map(String::as_str)) >= 4);
    }

    #[test]
    fn words_that_stand_elsewhere_too_mislead_nobody() {
        // The text is the part's id, a field's name, a value of the grammar, or written with escapes.
        let texts = [
            "a",
            "text",
            "action",
            "append_text",
            "block_index",
            "delta",
            "part_id",
            "-",
            "\\u0061",
            "\\n",
            "\\\\",
        ];
        for first in texts {
            for second in ["b", "\\u0062", "a", "\\\"", "x\\", "\t", "\"", "\",\"block_index\":3,\"x\":\""] {
                let datas = [
                    delta("a", 0, first),
                    delta("a", 0, second),
                    delta("b", 0, second),
                    delta("a", 1, second),
                ];
                agree(datas.iter().map(String::as_str));
            }
        }
    }

    #[test]
    fn fields_that_come_twice_or_behind_the_text_mislead_nobody() {
        let forms = [
            r#"{"part_id":"a","delta":{"text":"T","action":"append_text","block_index":0}}"#,
            r#"{"delta":{"action":"append_text","block_index":0,"text":"T"},"part_id":"T"}"#,
            r#"{"delta":{"action":"append_text","block_index":0,"text":"T","text":"T"},"part_id":"a"}"#,
            r#"{"delta":{"action":"append_text","block_index":0,"text":"T","text":"U"},"part_id":"a"}"#,
            r#"{"delta":{"action":"append_text","block_index":0,"text":"T","more":"T"},"part_id":"a","x":["T"]}"#,
            r#"{"delta":{"action":"append_text","block_index":0,"text":"T"},"part_id":"a","delta":null}"#,
            r#"{"delta":{"action":"append_text","block_index":0,"text":"T"},"part_id":"a"} x"#,
            r#" { "delta" : { "action" : "append_text" , "block_index" : 0 , "text" : "T" } , "part_id" : "a" } "#,
        ];
        for form in forms {
            for other in forms {
                let texts = ["T", "U", "", "\\", "a\",\"part_id\":\"b"];
                let datas: Vec<String> = [form, other, form]
                    .iter()
                    .flat_map(|form| texts.map(|text| form.replace('T', text)))
                    .collect();
                agree(datas.iter().map(String::as_str));
            }
        }
    }

    #[test]
    fn what_is_shorter_than_its_form_is_read_as_it_is() {
        let data = delta("a", 0, "x");
        let cuts: Vec<&str> = (0..data.len())
            .map(|end| &data[..end])
            .chain((0..data.len()).map(|start| &data[start..]))
            .collect();
        agree([data.as_str()].into_iter().chain(cuts));
    }
}
