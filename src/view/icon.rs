//! The icons: one set, drawn on a 24-unit grid with one stroke. They decorate; a name stands beside each.

use super::drawn::{Draw, Drawn};
use leptos::prelude::*;

/// What an icon shows: its path, and whether it is mirrored where text runs from right to left. Each part of the app
/// brings those that it draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Icon(&'static str, bool);

#[allow(non_upper_case_globals, reason = "each is one of a kind, as the variants of an enumeration are")]
#[rustfmt::skip]
impl Icon {
    /// Closes.
    pub(crate) const Close: Self = Self("M6.5 6.5l11 11M17.5 6.5l-11 11", false);
    /// Goes back; mirrored where text runs from right to left.
    pub(crate) const Back: Self = Self("M14.5 5.5L8 12l6.5 6.5", true);
    /// Sends.
    pub(crate) const Send: Self = Self("M12 19V5.5M6 11.5l6-6 6 6", false);
    /// Stops.
    pub(crate) const Stop: Self = Self("M7.5 7.5h9v9h-9z", false);
    /// Copies.
    pub(crate) const Copy: Self = Self("M9 9h9.5v10.5H9zM6 15H5.5V4.5H15V6", false);
    /// Goes down.
    pub(crate) const Down: Self = Self("M12 5v13.5M6 12.5l6 6 6-6", false);
    /// A file.
    pub(crate) const File: Self = Self("M7 3.5h6.5L18 8v12.5H7zM13.5 3.5V8H18", false);
    /// Fetches a file.
    pub(crate) const Download: Self = Self("M12 4.5v10.5M7 10.5l5 5 5-5M5.5 19.5h13", false);
    /// A picture that is not there.
    pub(crate) const Image: Self = Self("M4.5 5.5h15v13h-15zM4.5 16l4.5-4.5 4 4 2.5-2.5 4 4M15.2 9.3h.1", false);
    /// Something went wrong.
    pub(crate) const Warning: Self = Self("M12 4.5l8.5 14.5h-17zM12 10v4M12 16.6v.1", false);
    /// No network.
    pub(crate) const Offline: Self = Self("M4 4l16 16M6.2 11.5a9 9 0 0 1 2.6-1.6M3.5 8.5a13 13 0 0 1 2.3-1.5M17.8 11.5a9 9 0 0 0-4.2-2.2M20.5 8.5A13 13 0 0 0 10.7 5M9.2 14.6a4.5 4.5 0 0 1 4.3-.9M12 18.5v.1", false);
    /// A pause.
    pub(crate) const Clock: Self = Self("M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.5l3 1.8", false);
    /// A closed door.
    pub(crate) const Lock: Self = Self("M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3", false);
    /// A person.
    pub(crate) const Person: Self = Self("M12 4.5a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6zM5 19.5c.8-3 3.5-4.8 7-4.8s6.2 1.8 7 4.8", false);
    /// A form.
    pub(crate) const Form: Self = Self("M5.5 4.5h13v15h-13zM8.5 9h7M8.5 12.5h7M8.5 16h3.5", false);
    /// One of five.
    pub(crate) const Star: Self = Self("M12 4.2l2.4 4.9 5.4.8-3.9 3.8.9 5.4-4.8-2.6-4.8 2.6.9-5.4-3.9-3.8 5.4-.8z", false);
    /// Chosen.
    pub(crate) const Check: Self = Self("M5.5 12.5l4.5 4.5 8.5-9.5", false);
    /// Makes larger.
    pub(crate) const Zoom: Self = Self("M10.5 5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM14.5 14.5L19.5 19.5M8 10.5h5M10.5 8v5", false);
    /// Opens the menu.
    pub(crate) const Menu: Self = Self("M5 7.5h14M5 12h14M5 16.5h14", false);
    /// Begins something new.
    pub(crate) const Plus: Self = Self("M12 5.5v13M5.5 12h13", false);
    /// Makes larger.
    pub(crate) const Enlarge: Self = Self("M13.5 5H19v5.5M10.5 19H5v-5.5M19 5l-6 6M5 19l6-6", false);
    /// Makes smaller.
    pub(crate) const Shrink: Self = Self("M19 10.5h-5.5V5M5 13.5h5.5V19M13.5 10.5L19 5M10.5 13.5L5 19", false);
    /// A liking.
    pub(crate) const ThumbUp: Self = Self("M7.5 11v8.5h-3V11zM7.5 11l4-6.5c1.3 0 2 1 2 2.2L13 10h5.2c1 0 1.6.9 1.4 1.8l-1.3 6.2c-.2.9-.9 1.5-1.8 1.5h-9", false);
    /// A dislike.
    pub(crate) const ThumbDown: Self = Self("M7.5 13V4.5h-3V13zM7.5 13l4 6.5c1.3 0 2-1 2-2.2L13 14h5.2c1 0 1.6-.9 1.4-1.8l-1.3-6.2c-.2-.9-.9-1.5-1.8-1.5h-9", false);
    /// Reads aloud.
    pub(crate) const Speaker: Self = Self("M4.5 9.5v5h3.5l4.5 4V5.5L8 9.5zM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11", true);
    /// Listens.
    pub(crate) const Microphone: Self = Self("M12 4a2.8 2.8 0 0 1 2.8 2.8v4.4a2.8 2.8 0 0 1-5.6 0V6.8A2.8 2.8 0 0 1 12 4zM6.5 11.2a5.5 5.5 0 0 0 11 0M12 16.7v3.3", false);
    /// Deletes.
    pub(crate) const Bin: Self = Self("M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5", false);
    /// Attaches files.
    pub(crate) const Clip: Self = Self("M18.5 11.2l-6.8 6.8a4.2 4.2 0 0 1-6-6l7.2-7.2a2.8 2.8 0 0 1 4 4l-7.1 7.1a1.4 1.4 0 0 1-2-2l6.4-6.4", false);
    /// Takes a picture.
    pub(crate) const Camera: Self = Self("M4 8h3.2l1.6-2.5h6.4L16.8 8H20v11H4zM12 10a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6z", false);
    /// A list folds out.
    pub(crate) const Unfold: Self = Self("M7 10l5 5 5-5", false);
}

/// An icon. It takes the colour of the text around it.
#[component]
pub(crate) fn Glyph(
    /// Which one.
    icon: Icon,
) -> Drawn {
    let class = if icon.1 { "icon directional" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
            <path d=icon.0></path>
        </svg>
    }
    .draw()
}
