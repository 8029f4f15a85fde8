//! The people of the demo's desk.

use crate::state::Origins;
use chatlet_protocol::message::Agent;

/// Id, name and picture of each.
const AGENTS: [(&str, &str, &str); 3] = [
    ("7b1d0c52-3f5e-4a86-9d0b-2c4e8f61a901", "Mette Holm", "agent-mette"),
    ("7b1d0c52-3f5e-4a86-9d0b-2c4e8f61a902", "Jonas Bech", "agent-jonas"),
    ("7b1d0c52-3f5e-4a86-9d0b-2c4e8f61a903", "Amira Saleh", "agent-amira"),
];

/// Their profiles.
pub(crate) fn all(origins: &Origins) -> Vec<Agent> {
    let profile = |(id, name, picture): (&str, &str, &str)| Agent {
        agent_id: id.into(),
        display_name: name.into(),
        avatar_url: Some(format!("{}/demo/images/{picture}.svg", origins.api)),
    };
    AGENTS.map(profile).to_vec()
}
