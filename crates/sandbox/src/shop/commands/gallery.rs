//! `/gallery`: every part there is, in one reply.

use super::super::assistant;
use super::super::build::{part_id, quick_replies, rich};
use super::{Desk, forms, goods, media};
use chatlet_protocol::part::Part;
use serde_json::json;

/// Every part, in the order in which people meet them.
pub(super) fn parts(desk: &Desk) -> Vec<Part> {
    let (language, origins) = (desk.language, &desk.state.origins);
    let mut parts = vec![
        rich(
            "**Everything a reply can hold.** Text with [a link](https://en.wikipedia.org/wiki/Tent), ~~old prices~~ \
             and lists:\n- two porches\n- four people",
        ),
        media::image(origins),
        goods::products(language, origins),
        assistant::tents_table(language),
        media::cell_images(origins),
        goods::suggestions(language, origins),
    ];
    parts.extend(media::files(desk, &[]));
    parts.extend([
        media::upload(),
        Part::Custom {
            part_id: part_id(),
            key: "open_size_guide".into(),
            payload: Some(json!({ "label": "Open the size guide", "category": "boots" })),
        },
        Part::RequestHumanAgent { part_id: part_id() },
        forms::contact(language),
        forms::claim(language),
        forms::ticket(language),
        Part::Unknown(
            json!({ "type": "carousel_3d", "part_id": part_id(), "text": "A part of a later version." }),
        ),
        quick_replies(&["Show me tents", "Opening hours", "Thanks, that is all"]),
    ]);
    parts
}
