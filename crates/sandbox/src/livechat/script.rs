//! An agent who does what one line of text says, for tests and for whoever plays both sides alone.

use super::agents;
use super::attachments::{Content, Upload};
use super::session::Refused;
use crate::shop::pictures;
use crate::state::State;
use crate::store::AgentAccess;

/// What can be said, for the list of commands.
pub(crate) const VERBS: &str = "join, type, stop, say TEXT, picture, file, flood N, system TEXT, odd TEXT, close [REASON]; \
                                offline, closing-time, off, online set the livechat itself";

/// Messages that `flood` sends at most.
const FLOOD: usize = 1_000;

/// Why a line was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotDone {
    /// No visitor has asked for a human.
    NobodyWaits,
    /// There is no such verb.
    Unknown,
    /// The livechat does not allow it.
    Refused(Refused),
}

impl NotDone {
    /// What it says to a person.
    pub(crate) fn words(self) -> String {
        match self {
            Self::NobodyWaits => "Nobody is in livechat: ask for a human first.".into(),
            Self::Unknown => format!("An agent can: {VERBS}."),
            Self::Refused(refused) => refused.words().into(),
        }
    }
}

impl From<Refused> for NotDone {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// Does what `line` says: the first agent of the desk in the session, or the livechat of `chatbot_id`.
pub(crate) fn run(
    state: &State,
    chatbot_id: &str,
    access: Option<AgentAccess>,
    line: &str,
) -> Result<(), NotDone> {
    let (verb, rest) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
    if set(state, chatbot_id, verb) {
        return Ok(());
    }
    let store = &state.store;
    let agent = agents::all(&state.origins).swap_remove(0);
    store.put_agent(&agent);
    let id = agent.agent_id.as_str();
    let known = ["join", "type", "stop", "say", "picture", "file", "flood", "system", "odd", "close"];
    if !known.contains(&verb) {
        return Err(NotDone::Unknown);
    }
    let access = access.ok_or(NotDone::NobodyWaits)?;
    match verb {
        "join" | "stop" => drop(store.agent_types(&access, id, false)?),
        "type" => drop(store.agent_types(&access, id, true)?),
        "picture" => drop(store.say_to_customer(&access, id, vec![Content::Upload(picture())])?),
        "file" => drop(store.say_to_customer(&access, id, vec![Content::Upload(file())])?),
        "system" => store.announce(&access, "system", rest),
        // Outside the contract, for clients that must survive it (F23).
        "odd" => store.announce(&access, "moderator", rest),
        "close" => {
            let reason = Some(rest.trim().to_owned()).filter(|reason| !reason.is_empty());
            store.close_as_agent(&access, Some(id), reason)?;
        }
        "flood" => {
            for number in 1..=rest.trim().parse().unwrap_or(60).min(FLOOD) {
                store.say_to_customer(&access, id, vec![Content::Text(format!("Line {number}"))])?;
            }
        }
        _ => {
            let text = if rest.trim().is_empty() { "Mette here, how can I help?" } else { rest.trim() };
            store.say_to_customer(&access, id, vec![Content::Text(text.to_owned())])?;
        }
    }
    Ok(())
}

/// Whether `verb` is about when there is livechat, which it then sets.
fn set(state: &State, chatbot_id: &str, verb: &str) -> bool {
    let forced = match verb {
        "offline" => Some(false),
        "online" | "off" | "closing-time" => None,
        _ => return false,
    };
    state.change_livechat(chatbot_id, |options| {
        *options = crate::shop::bots::livechat(chatbot_id);
        options.forced = forced;
        options.enabled = verb != "off";
        if verb == "closing-time" {
            options.working_hours = vec![super::WorkingHours { day: 1, from: 0, to: 0 }];
        }
    });
    true
}

fn picture() -> Upload {
    let svg = pictures::svg("bris-2.svg").unwrap_or_default();
    Upload { is_image: true, bytes: svg.into(), mime: "image/svg+xml".into(), filename: None }
}

fn file() -> Upload {
    let text = "Fjord & Fell\nReceipt 10423\n";
    Upload {
        is_image: false,
        bytes: text.into(),
        mime: "text/plain".into(),
        filename: Some("receipt-10423.txt".into()),
    }
}
