//! What may be attached.

use chatlet_protocol::part::IMAGE_LIMIT;

/// Images that every browser can decode and nothing runs in.
const IMAGES: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/gif"];

/// The longest edge of an image of a message, in pixels (`chat-api.md` §8).
const LONGEST_EDGE: u32 = 1_024;

/// Images that go with one message at most (`chat-api.md` §8).
const IMAGES_PER_MESSAGE: usize = 8;

/// What an image may weigh before it is scaled down, in bytes: what it weighs then decides.
const BEFORE_SCALING: u64 = 64 * 1024 * 1024;

/// What may be attached in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Media types, such as `image/png`, or `image/*`; empty for any.
    pub types: Vec<String>,
    /// Bytes a file may have when it is sent.
    pub max_bytes: u64,
    /// Files at once.
    pub max_files: usize,
    /// Images are scaled down to this longest edge, in pixels, which also takes the place they were made at out of
    /// them; none when they go as they are.
    pub longest_edge: Option<u32>,
}

impl Rules {
    /// Images of a message.
    pub fn images() -> Self {
        Self {
            types: IMAGES.map(str::to_owned).to_vec(),
            max_bytes: IMAGE_LIMIT,
            max_files: IMAGES_PER_MESSAGE,
            longest_edge: Some(LONGEST_EDGE),
        }
    }

    /// What a `request_image_upload` marker asks for, as far as it can be had.
    pub fn requested(accepted_types: &[String], max_size_bytes: u64) -> Self {
        let types: Vec<String> =
            accepted_types.iter().map(|kind| kind.to_ascii_lowercase()).filter(|kind| known(kind)).collect();
        let images = Self::images();
        let types = if types.is_empty() { images.types.clone() } else { types };
        Self { types, max_bytes: max_size_bytes.min(IMAGE_LIMIT), ..images }
    }

    /// Files of a conversation with an agent: any, of which images are scaled like those of every message.
    pub fn conversation(max_bytes: u64, max_files: usize) -> Self {
        Self { max_bytes, max_files, types: Vec::new(), ..Self::images() }
    }

    /// Files of a form or a ticket: they go as they are.
    pub fn files(types: Vec<String>, max_bytes: u64, max_files: usize) -> Self {
        Self { types, max_bytes, max_files, longest_edge: None }
    }

    /// Nothing at all.
    pub(crate) fn nothing() -> Self {
        Self::files(Vec::new(), 0, 0)
    }

    /// What the browser's file dialogue offers.
    pub fn accept(&self) -> String {
        self.types.join(",")
    }

    /// The types as people call them, such as “PNG, JPEG”.
    pub fn type_names(&self) -> String {
        let names = self.types.iter().map(|kind| {
            let (_, name) = kind.rsplit_once('/').unwrap_or(("", kind));
            name.trim_start_matches('.').to_ascii_uppercase()
        });
        names.collect::<Vec<_>>().join(", ")
    }

    /// Whether files of this type may be attached.
    pub fn allows(&self, kind: &str) -> bool {
        self.types.is_empty() || self.types.iter().any(|allowed| covers(allowed, kind))
    }

    /// Whether a file of this type is scaled before it is sent.
    pub(crate) fn scales(&self, kind: &str) -> bool {
        self.longest_edge.is_some() && kind.starts_with("image/")
    }

    /// What a file may weigh when it is picked, in bytes.
    pub(crate) fn max_picked(&self, kind: &str) -> u64 {
        if self.scales(kind) { BEFORE_SCALING } else { self.max_bytes }
    }

    /// The type a scaled image is written as: JPEG wherever it is taken.
    pub(crate) fn scaled_type(&self) -> &'static str {
        ["image/jpeg", "image/webp"].into_iter().find(|kind| self.allows(kind)).unwrap_or("image/png")
    }
}

fn known(kind: &str) -> bool {
    kind == "image/*" || IMAGES.contains(&kind)
}

fn covers(allowed: &str, kind: &str) -> bool {
    allowed == "*/*"
        || allowed.eq_ignore_ascii_case(kind)
        || allowed.strip_suffix('*').is_some_and(|family| family.ends_with('/') && kind.starts_with(family))
}

/// The size of an image whose longest edge is at most `longest`, in pixels; never larger than it is, never nothing.
pub fn fit(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let edge = width.max(height);
    if edge <= longest {
        return (width, height);
    }
    let scaled = |side: u32| {
        let side = (u64::from(side) * u64::from(longest) + u64::from(edge) / 2) / u64::from(edge).max(1);
        u32::try_from(side).unwrap_or(longest).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_fit_into_their_edge_and_keep_their_shape() {
        let table = [
            ((4_000, 3_000), (1_024, 768)),
            ((3_000, 4_000), (768, 1_024)),
            ((800, 600), (800, 600)),
            ((10_000, 1), (1_024, 1)),
            ((u32::MAX, u32::MAX), (1_024, 1_024)),
        ];
        for ((width, height), fitted) in table {
            assert_eq!(fit(width, height, 1_024), fitted, "{width} × {height}");
        }
    }

    #[test]
    fn a_wish_for_images_takes_what_it_names() {
        let wish = Rules::requested(&["image/PNG".into(), "image/svg+xml".into()], 100_000_000);
        assert_eq!((wish.accept().as_str(), wish.max_bytes), ("image/png", IMAGE_LIMIT));
        assert_eq!(wish.scaled_type(), "image/png");
        assert!(wish.allows("image/png") && !wish.allows("image/jpeg") && !wish.allows("image/svg+xml"));
        let odd = Rules::requested(&["image/svg+xml".into()], 5);
        assert_eq!((odd.types.len(), odd.max_bytes), (4, 5));
        assert_eq!(Rules::requested(&["image/webp".into()], 5).scaled_type(), "image/webp");
    }

    #[test]
    fn types_may_be_families_or_anything() {
        let files = |kind: &str| Rules::files(vec![kind.into()], 10, 1);
        assert!(files("image/*").allows("image/png") && !files("image/*").allows("application/pdf"));
        assert!(files("*/*").allows("application/pdf") && Rules::files(vec![], 1, 1).allows("x/y"));
        assert_eq!(Rules::images().type_names(), "JPEG, PNG, WEBP, GIF");
    }
}
