//! `/hostile`: markup, script links and direction marks in every string a part has (S9, S16 to S32).

use super::super::build::part_id;
use chatlet_protocol::form::{FieldType, FormField};
use chatlet_protocol::part::{Attachment, Part, TICKET_ATTACHMENT_LIMIT};
use chatlet_protocol::product::{AddToCart, Price, Product, Suggestion};
use chatlet_protocol::rich_text::{Block, CellImage, ListItem, Span};
use chatlet_protocol::table::{Alignments, Cell, Table};
use serde_json::json;

/// Text that must stay text.
const TEXTS: [&str; 6] = [
    "<img src=x onerror=\"window.__probe=1\">",
    "<script>window.__probe=1</script>",
    "[click](javascript:window.__probe=1) **not bold** `code`",
    "\u{202e}gpj.exe\u{202c} \u{2066}\u{200b}hidden\u{2069}",
    "{{constructor.constructor('window.__probe=1')()}} ${window.__probe=1}",
    "\"></div><style>*{display:none}</style>&lt;b&gt;&amp;",
];

/// Addresses that must not be opened.
const ADDRESSES: [&str; 8] = [
    "javascript:window.__probe=1",
    " java\tscript:window.__probe=1",
    "data:text/html,<script>window.__probe=1</script>",
    "vbscript:msgbox(1)",
    "///evil.example/",
    "https://bank.example.com@evil.example/",
    "file:///etc/hosts",
    "blob:https://evil.example/1",
];

/// Every kind of part, hostile in every string.
pub(super) fn parts() -> Vec<Part> {
    let text = |index: usize| TEXTS[index % TEXTS.len()].to_owned();
    let address = |index: usize| ADDRESSES[index % ADDRESSES.len()].to_owned();
    let mut spans: Vec<Span> = TEXTS.iter().map(|text| Span::Bold { text: (*text).into() }).collect();
    spans.extend(
        ADDRESSES
            .iter()
            .map(|url| Span::Link { text: "https://fjord.example.com/".into(), url: (*url).into() }),
    );
    spans.push(Span::Strike { text: text(3) });
    let items = TEXTS.iter().map(|text| ListItem { spans: vec![Span::plain(*text)] }).collect();
    let product = |index: usize| Product {
        id: text(index),
        title: text(index + 1),
        description: Some(text(index + 2)),
        image_url: address(index),
        price: Some(Price { amount: 1e15, currency: text(index) }),
        original_price: Some(Price { amount: -1.0, currency: "XXX".into() }),
        splash: Some(text(index + 3)),
        url: address(index + 1),
        add_to_cart: Some(AddToCart { sku: text(index), url: Some(address(index + 2)) }),
    };
    let suggestion = |index: usize| Suggestion {
        id: text(index),
        title: text(index),
        description: Some(text(index + 1)),
        image_url: address(index),
        prompt_text: text(index + 2),
    };
    let attachment = |index: usize| Attachment {
        url: address(index),
        thumbnail_url: Some(address(index + 1)),
        caption: Some(text(index)),
        filename: Some(format!("../../{}", text(index + 3))),
        mime_type: Some("text/html".into()),
        ..Attachment::default()
    };
    vec![
        Part::RichText {
            part_id: part_id(),
            blocks: vec![Block::Paragraph { spans }, Block::BulletList { items }],
        },
        Part::Products { part_id: part_id(), products: (0..ADDRESSES.len()).map(product).collect() },
        Part::Suggestions { part_id: part_id(), suggestions: (0..3).map(suggestion).collect() },
        Part::Table { part_id: part_id(), table: table() },
        Part::Image(attachment(0)),
        Part::File(attachment(2)),
        Part::ShowContactForm { part_id: part_id(), fields: fields() },
        Part::ShowSupportTicket {
            part_id: part_id(),
            fields: fields(),
            attachments_accepted: true,
            max_attachment_size_bytes: TICKET_ATTACHMENT_LIMIT,
        },
        Part::Custom {
            part_id: part_id(),
            key: "__proto__".into(),
            payload: Some(json!({ "__proto__": { "polluted": true } })),
        },
        Part::QuickReplies { part_id: part_id(), replies: TEXTS.map(str::to_owned).to_vec() },
    ]
}

fn table() -> Table {
    let cell = |index: usize| Cell {
        blocks: vec![
            Block::paragraph(TEXTS[index % TEXTS.len()]),
            Block::Image(CellImage {
                url: ADDRESSES[index % ADDRESSES.len()].into(),
                thumbnail_url: None,
                alt: Some(TEXTS[index % TEXTS.len()].into()),
            }),
        ],
    };
    Table {
        caption: Some(TEXTS[0].into()),
        headers: (0..3).map(cell).collect(),
        alignments: Alignments::default(),
        rows: (0..2).map(|row| (0..3).map(|column| cell(row * 3 + column)).collect()).collect(),
    }
}

fn fields() -> Vec<FormField> {
    let kinds = [FieldType::Text, FieldType::Email, FieldType::Dropdown, FieldType::Textarea];
    let field = |(index, kind): (usize, &FieldType)| FormField {
        key: ["__proto__", "constructor", "<b>key</b>", "toString"][index % 4].into(),
        label: TEXTS[index % TEXTS.len()].into(),
        placeholder: Some(TEXTS[(index + 1) % TEXTS.len()].into()),
        kind: *kind,
        required: index == 0,
        options: TEXTS.map(str::to_owned).to_vec(),
        visible_when: Vec::new(),
    };
    kinds.iter().enumerate().map(field).collect()
}
