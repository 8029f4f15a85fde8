//! What a view can watch.

use super::service::ServiceChange;
use crate::transcript::TranscriptChange;

/// One thing that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// Something of the transcript.
    Transcript(TranscriptChange),
    /// Which screen is shown, and the configuration with it.
    Screen,
    /// The composer: its draft, or whether it can send.
    Composer,
    /// Files that wait to be sent.
    Uploads,
    /// A form: its fields, its answers, or where it stands.
    Form(super::FormKey),
    /// Whether the end is followed, and how much is new below.
    Viewport,
    /// Older messages: none, some, loading, failed.
    Older,
    /// The polite announcement.
    Announcement,
    /// The urgent announcement.
    Alert,
    /// Network, countdown and other notices above the composer.
    Notice,
    /// Colours and scheme.
    Theme,
    /// Words and direction.
    Language,
    /// Banners.
    Banners,
    /// Whether the second part of the app is there.
    Later,
    /// Which of the app's pages is shown.
    Place,
    /// Whether the window covers the page.
    Window,
    /// Something of the services around the conversation.
    Service(ServiceChange),
    /// Something of the livechat.
    Livechat(super::LivechatChange),
}
