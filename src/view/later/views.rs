//! The table of the second part's views.

use crate::state::Widget;
use crate::view::Formats;
use crate::view::drawn::Drawn;
use chatlet_core::attachment::TrayName;
use chatlet_core::client::FormKey;
use chatlet_core::transcript::{MessageKey, PartKey};

/// How each view of the second part is drawn.
#[derive(Clone, Copy)]
pub struct LaterViews {
    /// How values are written; only these views write any.
    pub(in crate::view) formats: Formats,
    /// The menu page.
    pub(in crate::view) menu: fn() -> Drawn,
    /// What keeps the address in step.
    pub(in crate::view) router: fn() -> Drawn,
    /// The top of the transcript, above the first message.
    pub(in crate::view) older: fn(Widget) -> Drawn,
    /// The messages.
    pub(in crate::view) messages: fn(Widget) -> Drawn,
    /// The way back to the newest message.
    pub(in crate::view) jump: fn(Widget) -> Drawn,
    /// The files of a place.
    pub(in crate::view) tray: fn(Widget, TrayName) -> Drawn,
    /// Where a chat with a person stands.
    pub(in crate::view) bar: fn(Widget) -> Drawn,
    /// How it ended.
    pub(in crate::view) ended: fn(Widget) -> Drawn,
    /// That the agent types.
    pub(in crate::view) typing: fn(Widget) -> Drawn,
    /// Asks for the rating.
    pub(in crate::view) rating: fn(Widget) -> Drawn,
    /// Words to accept before the first message.
    pub(in crate::view) disclaimer: fn(Widget) -> Drawn,
    /// Buttons of the welcome.
    pub(in crate::view) welcome: fn(Widget) -> Drawn,
    /// What else can be done with a reply.
    pub(in crate::view) judge: fn(Widget, MessageKey) -> Drawn,
    /// Words about a reply.
    pub(in crate::view) opinion: fn(Widget, MessageKey) -> Drawn,
    /// A form that has a card.
    pub(in crate::view) form: fn(Widget, FormKey) -> Drawn,
    /// A form of an older reply.
    pub(in crate::view) past_form: fn(Widget, PartKey) -> Drawn,
}

impl LaterViews {
    /// All of them. Only the second part may call this.
    pub fn new(formats: Formats) -> Self {
        use crate::view::{form, livechat, menu, router, sheet, transcript, upload};
        Self {
            formats,
            menu: menu::draw,
            router: router::draw,
            older: transcript::older,
            messages: transcript::messages,
            jump: transcript::jump,
            tray: upload::tray,
            bar: livechat::bar,
            ended: livechat::ended,
            typing: livechat::typing,
            rating: sheet::rating,
            disclaimer: sheet::disclaimer,
            welcome: transcript::welcome_actions,
            judge: transcript::judge,
            opinion: transcript::opinion,
            form: form::card,
            past_form: form::past,
        }
    }
}
