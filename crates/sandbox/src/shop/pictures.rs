//! Drawn pictures: products by their kind, the shop's mark, the assistant's face.

use super::catalogue::{Article, Kind, by_slug};

/// The picture called `name`, as SVG.
pub(crate) fn svg(name: &str) -> Option<String> {
    let name = name.strip_suffix(".svg")?;
    match name {
        "mark" => Some(MARK.to_owned()),
        "logo" => Some(logo("#14432F", "#7FA58F")),
        "logo-light" => Some(logo("#EEF3F0", "#7FC7A0")),
        "avatar" => Some(AVATAR.to_owned()),
        "agent-mette" => Some(portrait("#E7DCD3", "#F1CFB4", "#D9A441", "#7A3B4A", LONG_HAIR)),
        "agent-jonas" => Some(portrait("#D8E2EA", "#EBC3A0", "#4A3526", "#2F4C6B", SHORT_HAIR)),
        "agent-amira" => Some(portrait("#DDE8E0", "#C98F63", "#2A1E1A", "#14532F", LONG_HAIR)),
        _ => by_slug(name).map(product),
    }
}

fn logo(ink: &str, water: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 32" width="148" height="32"><path d="M4 22 14 6l6 9 3-4 7 11z" fill="{ink}"/><path d="M2 26c4-2 6-2 10 0s6 2 10 0 6-2 10 0" fill="none" stroke="{water}" stroke-width="2" stroke-linecap="round"/><text x="40" y="22" font-family="Georgia,serif" font-size="17" fill="{ink}" textLength="106" lengthAdjust="spacingAndGlyphs">Fjord &amp; Fell</text></svg>"#
    )
}

const MARK: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32"><rect width="32" height="32" rx="8" fill="#14432F"/><path d="M5 21 13 8l5 8 3-3 6 8z" fill="#fff"/><path d="M5 26c4-2 6-2 10 0s6 2 10 0" fill="none" stroke="#7FC7A0" stroke-width="2" stroke-linecap="round"/></svg>"##;

const AVATAR: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="128" height="128"><rect width="64" height="64" fill="#DCE8E0"/><path d="M17 34c-3-18 6-24 15-24s18 6 15 24l-3 8H20z" fill="#9C5F34"/><path d="M8 64c2-13 11-17 24-17s22 4 24 17z" fill="#14432F"/><path d="M27 38h10v10c0 5-10 5-10 0z" fill="#E3B795"/><path d="M21 28c0-16 22-16 22 0 0 8-5 14-11 14s-11-6-11-14z" fill="#F1CFB4"/><path d="M20 30c-1-14 6-17 12-17s13 3 12 17c-3-5-5-9-8-11-4 4-11 5-16 11z" fill="#B5713C"/><circle cx="28" cy="29" r="1.3" fill="#3A2A20"/><circle cx="37" cy="29" r="1.3" fill="#3A2A20"/><path d="M29 35c2 2 5 2 7 0" fill="none" stroke="#9A5A3C" stroke-width="1.3" stroke-linecap="round"/></svg>"##;

const LONG_HAIR: &str =
    "M16 46c-4-24 2-36 16-36s20 12 16 36c-3-2-4-8-4-16-6-2-12-5-16-9-2 4-6 7-9 9 1 8 0 14-3 16z";
const SHORT_HAIR: &str = "M20 28c-2-13 4-18 12-18s15 5 12 18c-1-4-3-7-6-8-5 1-10 0-13-1-2 2-4 5-5 9z";

/// One of the people at the desk.
fn portrait(ground: &str, skin: &str, hair: &str, clothes: &str, cut: &str) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="128" height="128"><rect width="64" height="64" fill="{ground}"/><path d="M9 64c2-12 11-16 23-16s21 4 23 16z" fill="{clothes}"/><path d="M27 38h10v11c0 4-10 4-10 0z" fill="{skin}"/><path d="M21 28c0-16 22-16 22 0 0 8-5 14-11 14s-11-6-11-14z" fill="{skin}"/><path d="{cut}" fill="{hair}"/><circle cx="28" cy="30" r="1.3" fill="#2A1E1A"/><circle cx="36" cy="30" r="1.3" fill="#2A1E1A"/><path d="M29 36c2 2 4 2 6 0" fill="none" stroke="#8A4A30" stroke-width="1.3" stroke-linecap="round"/></svg>"##
    )
}

fn product(article: &Article) -> String {
    let [body, shade, ground] = article.colours;
    let thing = match article.kind {
        // The family tent is tall and has two rooms.
        Kind::Tent if article.slug == "strand-6" => format!(
            r##"<path d="M36 212c4-70 24-116 76-120h76c52 4 72 50 76 120z" fill="{body}"/><path d="M188 92c52 4 72 50 76 120h-64c2-60-2-100-12-120z" fill="{shade}"/><path d="M88 212c0-56 10-84 34-84s34 28 34 84z" fill="#fff" opacity=".86"/><path d="M122 128v84h34c0-56-10-84-34-84z" fill="{ground}"/><path d="M36 212 16 222M264 212l20 10" stroke="{shade}" stroke-width="3" stroke-linecap="round"/>"##
        ),
        Kind::Tent => format!(
            r##"<path d="M40 210 150 80l110 130z" fill="{body}"/><path d="M150 80l110 130h-70z" fill="{shade}"/><path d="M150 96l-34 114h68z" fill="#fff" opacity=".86"/><path d="M150 96l8 114h26z" fill="{ground}"/><path d="M40 210 22 222M260 210l18 12" stroke="{shade}" stroke-width="3" stroke-linecap="round"/>"##
        ),
        Kind::Jacket => format!(
            r#"<path d="M112 80c8 10 68 10 76 0l32 16 26 100-28 8-18-66v84H100v-84l-18 66-28-8 26-100z" fill="{body}"/><path d="M100 138v84M200 138v84" stroke="{shade}" stroke-width="3"/><path d="M150 88v134" stroke="{shade}" stroke-width="4"/><path d="M116 78c0-30 68-30 68 0-8 16-60 16-68 0z" fill="{shade}"/><path d="M114 182h22M164 182h22" stroke="{shade}" stroke-width="5" stroke-linecap="round"/>"#
        ),
        Kind::Boot => format!(
            r##"<path d="M110 74h56v78c18 8 54 14 60 38v14H110z" fill="{body}"/><path d="M104 204h126v16H104z" fill="{shade}"/><path d="M126 96h40M126 114h40M126 132h42" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".8"/><path d="M110 74h56v14h-56z" fill="{shade}"/>"##
        ),
        Kind::Stove => format!(
            r##"<path d="M126 110c-8-18 16-24 12-46 22 12 34 32 26 50 6-2 8-8 8-12 14 26-8 42-24 42s-32-10-22-34z" fill="#E9A23B"/><path d="M98 148h104l-10 14h-84z" fill="{shade}"/><path d="M128 162h44l8 58h-60z" fill="{body}"/><path d="M104 220h92" stroke="{shade}" stroke-width="8" stroke-linecap="round"/>"##
        ),
        Kind::Pack => format!(
            r##"<path d="M122 74c0-26 56-26 56 0" fill="none" stroke="{shade}" stroke-width="8"/><rect x="100" y="72" width="100" height="150" rx="26" fill="{body}"/><rect x="116" y="150" width="68" height="56" rx="12" fill="{shade}"/><path d="M100 112h100" stroke="{shade}" stroke-width="6"/><path d="M140 112v22M160 112v22" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".7"/>"##
        ),
    };
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300" width="600" height="600"><rect width="300" height="300" fill="{ground}"/><path d="M0 216c60-26 96-8 150-16s96-26 150-6v106H0z" fill="{shade}" opacity=".16"/><circle cx="236" cy="58" r="20" fill="#fff" opacity=".7"/><ellipse cx="150" cy="224" rx="112" ry="10" fill="{shade}" opacity=".22"/>{thing}</svg>"##
    )
}
