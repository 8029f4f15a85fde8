//! Drawn pictures: products by their kind, the shop's mark, the assistant's face.

use super::catalogue::{Article, Kind, by_slug};

/// The picture called `name`, as SVG.
pub(crate) fn svg(name: &str) -> Option<String> {
    let name = name.strip_suffix(".svg")?;
    match name {
        "logo" => Some(logo("#14432F", "#7FA58F")),
        "logo-light" => Some(logo("#EEF3F0", "#7FC7A0")),
        "avatar" => Some(AVATAR.to_owned()),
        _ => by_slug(name).map(product),
    }
}

fn logo(ink: &str, water: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32" width="120" height="32"><path d="M4 22 14 6l6 9 3-4 7 11z" fill="{ink}"/><path d="M2 26c4-2 6-2 10 0s6 2 10 0 6-2 10 0" fill="none" stroke="{water}" stroke-width="2" stroke-linecap="round"/><text x="40" y="22" font-family="Georgia,serif" font-size="16" fill="{ink}">Fjord &amp; Fell</text></svg>"#
    )
}

const AVATAR: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" fill="#DCE8E0"/><path d="M10 64c2-14 11-20 22-20s20 6 22 20z" fill="#14432F"/><circle cx="32" cy="29" r="12" fill="#F1CFB4"/><path d="M18 31c-2-14 6-20 14-20s16 6 14 20c-2-8-6-11-10-13-5 4-12 5-18 13z" fill="#B5713C"/><circle cx="28" cy="30" r="1.4" fill="#3A2A20"/><circle cx="37" cy="30" r="1.4" fill="#3A2A20"/><path d="M29 35c2 2 5 2 7 0" fill="none" stroke="#9A5A3C" stroke-width="1.4" stroke-linecap="round"/></svg>"##;

fn product(article: &Article) -> String {
    let [body, shade, ground] = article.colours;
    let thing = match article.kind {
        Kind::Tent => format!(
            r##"<path d="M40 210 150 80l110 130z" fill="{body}"/><path d="M150 80l110 130h-70z" fill="{shade}"/><path d="M150 96l-34 114h68z" fill="#fff" opacity=".86"/><path d="M150 96l8 114h26z" fill="{ground}"/><path d="M40 210 22 222M260 210l18 12" stroke="{shade}" stroke-width="3" stroke-linecap="round"/>"##
        ),
        Kind::Jacket => format!(
            r#"<path d="M112 78c8 10 68 10 76 0l40 26-14 44-20-8v82h-88v-82l-20 8-14-44z" fill="{body}"/><path d="M150 86v136" stroke="{shade}" stroke-width="4"/><path d="M118 76c4-22 60-22 64 0-10 14-54 14-64 0z" fill="{shade}"/><path d="M120 178h20M160 178h20" stroke="{shade}" stroke-width="4" stroke-linecap="round"/>"#
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
