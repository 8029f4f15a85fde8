//! The icons: one set, drawn on a 24-unit grid with one stroke. They decorate; a name stands beside each.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Closes.
    Close,
    /// Goes back; mirrored where text runs from right to left.
    Back,
    /// Opens the settings.
    Sliders,
    /// Sends.
    Send,
    /// Stops.
    Stop,
    /// Copies.
    Copy,
    /// Tries again.
    Retry,
    /// Edits.
    Edit,
    /// Goes down.
    Down,
    /// Leaves the site; mirrored where text runs from right to left.
    Outward,
    /// A file.
    File,
    /// Fetches a file.
    Download,
    /// A picture that is not there.
    Image,
    /// Something went wrong.
    Warning,
    /// No network.
    Offline,
    /// A pause.
    Clock,
    /// A closed door.
    Lock,
    /// A person.
    Person,
    /// A form.
    Form,
    /// Chosen.
    Check,
    /// Asks.
    Spark,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Close => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Back => "M14.5 5.5L8 12l6.5 6.5",
            Self::Sliders => "M4 8h8.5M17.5 8H20M15 5.5v5M4 16h2.5M11.5 16H20M9 13.5v5",
            Self::Send => "M12 19V5.5M6 11.5l6-6 6 6",
            Self::Stop => "M8.5 8.5h7v7h-7z",
            Self::Copy => "M9 9h9.5v10.5H9zM6 15H5.500V4.500H15V6",
            Self::Retry => "M19 12a7 7 0 1 1-2.200-5.100M19.500 4v4.500H15",
            Self::Edit => "M5 19l.8-3.600L15.600 5.600l2.800 2.800L8.600 18.200 5 19zM13.500 7.700l2.800 2.800",
            Self::Down => "M12 5v13.500M6 12.500l6 6 6-6",
            Self::Outward => "M8 16L16 8M9 8h7v7",
            Self::File => "M7 3.500h6.500L18 8v12.500H7zM13.500 3.500V8H18",
            Self::Download => "M12 4.500v10.500M7 10.500l5 5 5-5M5.500 19.500h13",
            Self::Image => "M4.500 5.500h15v13h-15zM4.500 16l4.500-4.500 4 4 2.500-2.500 4 4M15.200 9.300h.1",
            Self::Warning => "M12 4.500l8.500 14.500h-17zM12 10v4M12 16.600v.1",
            Self::Offline => "M4 4l16 16M6.200 11.500a9 9 0 0 1 2.600-1.600M3.500 8.500a13 13 0 0 1 2.300-1.500M17.800 11.500a9 9 0 0 0-4.200-2.200M20.500 8.500A13 13 0 0 0 10.700 5M9.200 14.600a4.500 4.500 0 0 1 4.300-.9M12 18.500v.1",
            Self::Clock => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.500l3 1.800",
            Self::Lock => "M6.500 11h11v8.500h-11zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
            Self::Person => "M12 4.500a3.800 3.800 0 1 0 0 7.600 3.800 3.800 0 0 0 0-7.600zM5 19.500c.8-3 3.500-4.800 7-4.800s6.200 1.800 7 4.800",
            Self::Form => "M5.500 4.500h13v15h-13zM8.500 9h7M8.500 12.500h7M8.500 16h3.500",
            Self::Check => "M5.500 12.500l4.500 4.500 8.500-9.500",
            Self::Spark => "M12 4.500c.6 4.200 2.800 6.600 7 7.500-4.200.9-6.400 3.300-7 7.500-.6-4.200-2.800-6.600-7-7.500 4.200-.9 6.400-3.300 7-7.500z",
        }
    }

    fn is_directional(self) -> bool {
        matches!(self, Self::Back | Self::Outward)
    }
}

/// An icon. It takes the colour of the text around it.
#[component]
pub(crate) fn Glyph(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    let class = if icon.is_directional() { "icon directional" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
}
