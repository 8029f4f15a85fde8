//! The pages that are compared.

/// A page that shows a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The app, without a page around it.
    App,
    /// The page written by hand.
    Floor,
}

impl Subject {
    /// Both, in the order in which they take turns.
    pub(crate) const BOTH: [Self; 2] = [Self::App, Self::Floor];

    /// Its address on the widget's origin.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::App => "/?id=shop-bot",
            Self::Floor => "/floor.html",
        }
    }

    /// True in the page as soon as a message can be sent.
    pub(crate) fn is_usable(self) -> &'static str {
        match self {
            Self::App => "!!document.querySelector('#transcript') && !!document.querySelector('#composer')",
            Self::Floor => "'ready' in document.querySelector('#composer').dataset",
        }
    }
}
