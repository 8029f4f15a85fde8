//! Pictures, files and the request for an upload.

use super::super::build::{cell, part_id, rich};
use super::super::catalogue::{Kind, of_kind};
use crate::clock;
use crate::state::Origins;
use chatlet_protocol::part::{Attachment, IMAGE_LIMIT, Part};
use chatlet_protocol::rich_text::{Block, CellImage};
use chatlet_protocol::table::{Alignments, Cell, Table};
use std::time::{Duration, SystemTime};

/// A picture with caption and thumbnail.
pub(super) fn image(origins: &Origins) -> Part {
    let url = format!("{}/demo/images/fjell-4.svg", origins.api);
    Part::Image(Attachment {
        thumbnail_url: Some(url.clone()),
        url,
        caption: Some("Fjell 4 by the fjord".into()),
        mime_type: Some("image/svg+xml".into()),
        ..Attachment::default()
    })
}

/// Pictures in the cells of a table.
pub(super) fn cell_images(origins: &Origins) -> Part {
    let rows = of_kind(Kind::Boot).into_iter().map(|boot| {
        let url = boot.image_url(origins);
        let image = CellImage { thumbnail_url: None, alt: Some(boot.name.into()), url };
        vec![Cell { blocks: vec![Block::Image(image)] }, cell(boot.name)]
    });
    let table = Table {
        caption: Some("Boots".into()),
        headers: vec![cell("Picture"), cell("Model")],
        alignments: Alignments::default(),
        rows: rows.collect(),
    };
    Part::Table { part_id: part_id(), table }
}

/// One file that can be fetched for a while, one that has expired, one that never expires.
pub(super) fn files(origins: &Origins) -> Vec<Part> {
    let now = SystemTime::now();
    let file = |name: &str, mime: &str, size: u64, path: &str, expires: Option<SystemTime>| {
        Part::File(Attachment {
            url: format!("{}{path}", origins.api),
            filename: Some(name.into()),
            attachment_id: Some(format!("att_{}", name.replace('.', "_"))),
            mime_type: Some(mime.into()),
            size_bytes: Some(size),
            url_expires_at: expires.map(clock::rfc3339),
            ..Attachment::default()
        })
    };
    let picture = "/demo/images/bris-2.svg";
    vec![
        rich("A drawing, an invoice whose address has expired, and a manual:"),
        file("bris-2.svg", "image/svg+xml", 2_048, picture, Some(now + Duration::from_mins(15))),
        file(
            "invoice-10423.pdf",
            "application/pdf",
            51_877,
            "/demo/files/gone.pdf",
            Some(now - Duration::from_mins(1)),
        ),
        file("manual-with-a-rather-long-name-that-needs-room.svg", "image/svg+xml", 2_048, picture, None),
    ]
}

/// The request for a picture.
pub(super) fn upload() -> Part {
    Part::RequestImageUpload {
        part_id: part_id(),
        accepted_types: ["image/png", "image/jpeg", "image/webp"].map(str::to_owned).to_vec(),
        max_size_bytes: IMAGE_LIMIT,
    }
}
