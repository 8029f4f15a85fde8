//! `/odd KIND`: streams that bend the rules and yet have to be read to their end (F17 to F30, F51, F53).

use super::super::Reply;
use super::super::build::part_id;
use super::super::reply::{Script, assistant_message, opening};
use super::faults::text_part;
use super::{Desk, help};
use crate::stream::frames;
use crate::stream::play::Step;
use crate::stream::turn::Outcome;
use axum::body::Bytes;
use serde_json::{Value, json};

/// Deltas of a burst, all in one write (F53).
const BURST: usize = 1_000;
/// Characters of a huge line (F51).
const HUGE: usize = 1_000_000;
/// Levels of nesting that no parser has to bear (F19).
const DEEP: usize = 300;

pub(super) fn run(desk: &Desk, words: &[&str]) -> Reply {
    let kind = words.first().copied().unwrap_or_default();
    let stage = Stage { part_id: part_id() };
    let Some(Act { steps, said, behind }) = stage.act(kind) else {
        return desk.say(&format!("There is nothing odd called **{}**. Try **/help**.", help::plain(kind)));
    };
    let mut all = opening(desk.state.pace);
    all.extend(steps);
    let ends_badly = kind == "unknown-error";
    all.push(if ends_badly { Step::Settle(Outcome::Failed) } else { Step::Done });
    all.extend(behind);
    let message = assistant_message(&json!([text_part(&stage.part_id, &said)]));
    Reply::stream(Script { steps: all, message, if_left: Outcome::Stored, pace: desk.state.pace })
}

/// What happens before `done`, what `done` says, and what follows it.
struct Act {
    steps: Vec<Step>,
    said: String,
    behind: Vec<Step>,
}

struct Stage {
    part_id: String,
}

impl Stage {
    fn act(&self, kind: &str) -> Option<Act> {
        let said = "Still here.";
        let act = |steps: Vec<Step>| Act { steps, said: said.into(), behind: Vec::new() };
        let built = || self.built(said);
        Some(match kind {
            "comments" => act(self.between(&[": ping\n\n", ":\n\n", "event: ping\ndata: {}\n\n"])),
            "wrong-shape" => act(self.between(&[
                "event: part_delta\ndata: null\n\n",
                "event: part_delta\ndata: 5\n\n",
                "event: part\ndata: []\n\n",
                "event: part_delta\ndata: {\"delta\":{\"action\":\"append_text\",\"block_index\":0,\"text\":\"no id\"}}\n\n",
                "event: part_delta\ndata: {\"part_id\":7,\"delta\":\"append\"}\n\n",
                "event: part\ndata: {\"part\":{\"type\":5}}\n\n",
                "event: status\ndata: {\"status\":{}}\n\n",
                "event: done\ndata: {\"message\":null}\n\n",
            ])),
            "surrogate" => act(self.between(&[
                "event: part_delta\ndata: {\"part_id\":\"x\",\"delta\":{\"action\":\"append_text\",\"block_index\":0,\"text\":\"\\ud800\"}}\n\n",
                "event: part_delta\ndata: {\"part_id\":\"x\",\"delta\":{\"action\":\"append_text\",\"block_index\":1e400,\"text\":\"a\"}}\n\n",
            ])),
            "deep" => {
                let nested = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
                act(self.between(&[&format!("event: part\ndata: {{\"part\":{nested}}}\n\n")]))
            }
            "duplicate" => Act {
                steps: built().into_iter().flat_map(twice).collect(),
                behind: vec![self.done_again(said)],
                ..act(Vec::new())
            },
            "late" => {
                let mut steps = built();
                steps.push(self.text(" and this comes too late"));
                act(steps)
            }
            "orphan" => {
                let stray = json!({ "action": "append_text", "block_index": 3, "text": "for nobody" });
                let mut steps = vec![delta("part_of_nobody", &stray, 1), self.whole(said)];
                steps.extend(built());
                act(steps)
            }
            "after-done" => Act {
                behind: vec![
                    self.text(" more"),
                    Step::Write(
                        frames::write("error", &json!({ "code": "late", "message": "Too late.", "retryable": true })),
                        1,
                    ),
                ],
                ..act(built())
            },
            "different-done" => Act { said: "This is what I meant to say all along.".into(), ..act(built()) },
            "unknown-error" => {
                let data = json!({ "code": "moon_phase", "message": "The moon is wrong.", "retryable": false });
                let mut steps = self.opened();
                steps.push(self.text("Let me see "));
                steps.push(Step::Write(frames::write("error", &data), 1));
                act(steps)
            }
            "burst" => {
                let words: Vec<String> = (0..BURST).map(|index| format!("word{index} ")).collect();
                let mut bytes = Vec::new();
                for word in &words {
                    bytes.extend_from_slice(&self.text_bytes(word));
                }
                let mut steps = self.opened();
                steps.push(Step::Write(Bytes::from(bytes), 1));
                let said = words.concat();
                Act { steps, said, behind: Vec::new() }
            }
            "huge" => {
                let said = "long ".repeat(HUGE / 5);
                let mut steps = self.opened();
                steps.push(self.text(&said));
                Act { steps, said, behind: Vec::new() }
            }
            _ => return None,
        })
    }

    fn text_bytes(&self, text: &str) -> Bytes {
        let delta = json!({ "action": "append_text", "block_index": 0, "text": text });
        frames::write("part_delta", &json!({ "part_id": self.part_id, "delta": delta }))
    }

    fn text(&self, text: &str) -> Step {
        Step::Write(self.text_bytes(text), 1)
    }

    fn whole(&self, said: &str) -> Step {
        Step::Write(frames::write("part", &json!({ "part": text_part(&self.part_id, said) })), 1)
    }

    fn done_again(&self, said: &str) -> Step {
        let message = assistant_message(&json!([text_part(&self.part_id, said)]));
        Step::Write(frames::write("done", &json!({ "message": message })), 1)
    }

    fn opened(&self) -> Vec<Step> {
        vec![
            delta(&self.part_id, &json!({ "action": "start_part", "part_type": "rich_text" }), 0),
            delta(
                &self.part_id,
                &json!({ "action": "start_block", "block_index": 0, "block_type": "paragraph" }),
                0,
            ),
        ]
    }

    /// The part, built as it should be.
    fn built(&self, said: &str) -> Vec<Step> {
        let mut steps = self.opened();
        steps.extend(said.split_inclusive(' ').map(|word| self.text(word)));
        steps.push(delta(&self.part_id, &json!({ "action": "end_block", "block_index": 0 }), 0));
        steps.push(delta(&self.part_id, &json!({ "action": "end_part" }), 0));
        steps.push(self.whole(said));
        steps
    }

    /// The part, with `frames` between its beginning and its end.
    fn between(&self, frames: &[&str]) -> Vec<Step> {
        let mut steps = self.opened();
        steps.push(self.text("Still "));
        steps.extend(frames.iter().map(|frame| Step::Write(Bytes::from((*frame).to_owned()), 1)));
        steps.push(self.text("here."));
        steps.push(self.whole("Still here."));
        steps
    }
}

fn delta(part_id: &str, delta: &Value, tokens: usize) -> Step {
    Step::Write(frames::write("part_delta", &json!({ "part_id": part_id, "delta": delta })), tokens)
}

fn twice(step: Step) -> Vec<Step> {
    match step {
        Step::Write(bytes, tokens) => vec![Step::Write(bytes.clone(), tokens), Step::Write(bytes, 0)],
        other => vec![other],
    }
}
