//! Pictures, files and the request for an upload.

use super::super::build::{cell, part_id, rich};
use super::super::catalogue::{Kind, of_kind};
use super::Desk;
use crate::livechat::attachments::Upload;
use crate::state::Origins;
use crate::{clock, random};
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

/// How long the first file's address serves unless the visitor says otherwise.
const LIFETIME: Duration = Duration::from_mins(15);

/// A file whose address serves for a while, one whose address has expired but can be had anew, one that is deleted, and
/// one that never expires. A number says for how many seconds the first one's serves.
pub(super) fn files(desk: &Desk, words: &[&str]) -> Vec<Part> {
    let store = &desk.state.store;
    let seconds = words.first().and_then(|word| word.parse().ok());
    let lifetime = seconds.map_or(LIFETIME, Duration::from_secs);
    let now = SystemTime::now();
    let signed = |name: &str, mime: &str, content: Option<Vec<u8>>, expires: SystemTime| {
        let id = random::id("att");
        let size = content.as_ref().map_or(51_877, Vec::len);
        if let Some(content) = content {
            let (bytes, mime, filename) = (content.into(), mime.to_owned(), Some(name.to_owned()));
            store.attach(desk.session, &id, Upload { is_image: false, bytes, mime, filename });
        }
        Part::File(Attachment {
            url: store.signer().address(&id, expires),
            filename: Some(name.into()),
            attachment_id: Some(id),
            mime_type: Some(mime.into()),
            size_bytes: u64::try_from(size).ok(),
            url_expires_at: Some(clock::rfc3339(expires)),
            ..Attachment::default()
        })
    };
    let past = now.checked_sub(Duration::from_mins(1)).unwrap_or(now);
    let care = b"Air it before you pack it.\nWash it by hand, never in a machine.\n".to_vec();
    vec![
        rich("How to care for it, an invoice whose address has expired, a deleted one, and a manual:"),
        signed("care.txt", "text/plain", Some(care), now + lifetime),
        signed("invoice-10423.pdf", "application/pdf", Some(invoice("Invoice 10423")), past),
        signed("invoice-10388.pdf", "application/pdf", None, now + LIFETIME),
        Part::File(Attachment {
            url: format!("{}/demo/images/bris-2.svg", desk.state.origins.api),
            filename: Some("manual-with-a-rather-long-name-that-needs-room.svg".into()),
            mime_type: Some("image/svg+xml".into()),
            size_bytes: Some(2_048),
            ..Attachment::default()
        }),
    ]
}

/// A page of PDF with one line on it.
fn invoice(line: &str) -> Vec<u8> {
    let text = format!("BT /F1 24 Tf 72 720 Td ({line}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{text}\nendstream", text.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut pdf = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (index, object) in objects.iter().enumerate() {
        table.extend([format!("{:010} 00000 n \n", pdf.len())]);
        pdf.extend([format!("{} 0 obj{object}endobj\n", index + 1)]);
    }
    let (place, size) = (pdf.len(), objects.len() + 1);
    pdf.extend([
        format!("xref\n0 {size}\n{table}"),
        format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{place}\n%%EOF\n"),
    ]);
    pdf.into_bytes()
}

/// The request for a picture.
pub(super) fn upload() -> Part {
    Part::RequestImageUpload {
        part_id: part_id(),
        accepted_types: ["image/png", "image/jpeg", "image/webp"].map(str::to_owned).to_vec(),
        max_size_bytes: IMAGE_LIMIT,
    }
}
