//! The client: everything the widget does, as one value that inputs change.
//!
//! `handle` takes one input at one point in time and answers with the commands to carry out and the changes to show.
//! It never waits, never fails, and knows neither browser nor clock; a simulation can drive it as well as a page.

mod announcement;
mod appearance;
mod boot;
mod calls;
mod cart;
mod change;
mod choices;
mod command;
mod composer;
mod expiry;
mod feedback;
mod forms;
mod handover;
mod history;
mod host;
mod identity;
mod input;
mod interception;
mod keyboard;
mod language;
mod later;
mod link_click;
mod livechat;
mod notice;
mod pace;
mod page;
mod part;
mod picture;
mod place;
mod privacy;
mod raise;
mod rating;
mod reading;
mod renewal;
mod service;
mod session;
mod settle;
mod shown;
mod sound;
mod speech;
mod stream;
mod tabs;
mod turn;
mod upload;
mod welcome;

pub use cart::{Cart, CartWay};
pub use change::Change;
pub use choices::TextSize;
pub use command::{CallId, Command, FocusTarget, Method, Request, Slot, TimerKey, TurnId};
pub use expiry::Availability;
pub use feedback::Opinion;
pub use forms::{Card, FormInput, FormKey, FormTimer, Stage, Title};
pub use history::Older;
pub use input::{Answer, Input, ScrollPosition};
pub use keyboard::ReaderKey;
pub use later::{Code, Later, code};
pub use livechat::{Browser, HumanOffer, LivechatChange, LivechatCommand, LivechatInput, LivechatNotice};
pub use notice::Notice;
pub use part::PartInput;
pub use picture::PictureSource;
pub use privacy::{Deletion, Export, ExportForm};
pub use rating::RatingSheet;
pub use reading::Reading;
pub use service::{ServiceChange, ServiceInput, ServicePurpose, ServiceTask};
pub use speech::{SpeechFault, SpeechInput, SpeechTask};
pub use upload::{Uploads, Wish};

use crate::ids::Ids;
use crate::links::LinkPolicy;
use crate::locale::Locale;
use crate::time::Millis;
use crate::transcript::{Changes, Transcript};
use boot::Boot;
use calls::Calls;
use chatlet_protocol::banner::Banner;
use chatlet_protocol::config::Config;
use chatlet_protocol::options::{Deployment, FrameOptions};
use composer::Composer;
use forms::Forms;
use later::{Second, Task};
use session::Session;
use turn::Turns;

/// Which screen the visitor sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// Nothing is known yet, or the configuration is on its way.
    Loading,
    /// This page may not embed the chatbot.
    Refused,
    /// The start failed; `retryable` offers another try.
    Unavailable {
        /// Whether trying again can help.
        retryable: bool,
    },
    /// The conversation.
    Ready,
    /// The conversation has ended and can be started over; what was said stays readable.
    Ended,
}

/// What is known at birth.
#[allow(clippy::struct_excessive_bools, reason = "four independent facts of the browser")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Birth {
    /// Drawn at random.
    pub seed: u64,
    /// When the frame began to load.
    pub started: Millis,
    /// Whether text appears at once instead of at an even pace.
    pub reduced_motion: bool,
    /// Whether the system prefers dark.
    pub prefers_dark: bool,
    /// Whether the browser believes that there is a network.
    pub online: bool,
    /// Whether the frame can be seen.
    pub visible: bool,
}

/// What one input led to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What to do, in order.
    pub commands: Vec<Command>,
    /// What to show; may repeat.
    pub changes: Vec<Change>,
}

/// The widget's behaviour.
#[derive(Debug)]
pub struct Client {
    birth: Birth,
    now: Millis,
    ids: Ids,
    outcome: Outcome,
    options: FrameOptions,
    deployment: Deployment,
    link: Link,
    screen: Screen,
    second: Second,
    boot: Boot,
    config: Config,
    banners: Vec<Banner>,
    session: Session,
    calls: Calls,
    transcript: Transcript,
    turns: Turns,
    older: Older,
    composer: Composer,
    uploads: Uploads,
    forms: Forms,
    human: livechat::Human,
    carts: cart::Carts,
    expiries: expiry::Expiries,
    reading: Reading,
    notice: notice::Notices,
    services: service::Services,
    policy: LinkPolicy,
    locale: Locale,
    theme: String,
    window_open: bool,
    unread: u64,
    announcement: String,
    alert: String,
    interceptions: interception::Interceptions,
    page: page::Page,
    place: String,
}

/// Who listens to events.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Link {
    /// Nobody yet.
    None,
    /// The loader, over the private line.
    Loader,
    /// A page without the loader; its origin when the browser tells it and the deployer allows it.
    Bare(Option<String>),
}

impl Client {
    /// A client that waits for the loader.
    pub fn new(birth: Birth, now: Millis) -> Self {
        Self::with(birth, now, Second::here())
    }

    /// A client without the second part of the app, which it will ask for ([`Command::FetchLater`]).
    pub fn first_part(birth: Birth, now: Millis) -> Self {
        Self::with(birth, now, Second::default())
    }

    fn with(birth: Birth, now: Millis, second: Second) -> Self {
        Self {
            birth,
            now,
            ids: Ids::new(birth.seed),
            outcome: Outcome::default(),
            options: FrameOptions { persist: true, consent: true, ..FrameOptions::default() },
            deployment: Deployment::default(),
            link: Link::None,
            screen: Screen::Loading,
            second,
            boot: Boot::default(),
            config: Config::default(),
            banners: Vec::new(),
            session: Session::default(),
            calls: Calls::default(),
            transcript: Transcript::default(),
            turns: Turns::default(),
            older: Older::None,
            composer: Composer::default(),
            uploads: Uploads::default(),
            forms: Forms::default(),
            human: livechat::Human::default(),
            carts: cart::Carts::default(),
            expiries: expiry::Expiries::default(),
            reading: Reading::default(),
            notice: notice::Notices::new(birth.online),
            services: service::Services::default(),
            policy: LinkPolicy::default(),
            locale: Locale::default(),
            theme: String::from("auto"),
            window_open: false,
            unread: 0,
            announcement: String::new(),
            alert: String::new(),
            interceptions: interception::Interceptions::default(),
            page: page::Page::default(),
            place: String::new(),
        }
    }

    /// Lets one thing happen at `now`.
    pub fn handle(&mut self, now: Millis, input: Input) -> Outcome {
        // A clock that is set back must not make durations negative.
        self.now = now.max(self.now.min(now.saturating_add(1)));
        match input {
            Input::Welcomed { options, deployment, origin } => {
                self.on_welcomed(*options, *deployment, &origin);
            }
            Input::Bare { chatbot_id, deployment, origin } => self.on_bare(chatbot_id, *deployment, origin),
            Input::Host { id, command } => self.on_host(id, command),
            Input::Restored { session, draft } => self.on_restored(session.as_deref(), draft),
            Input::Answered { call, answer } => self.on_answered(call, answer),
            Input::Elapsed(TimerKey::TypingPause) => self.on_typing_pause(),
            Input::Elapsed(TimerKey::Repeat(call)) => self.repeat(call),
            Input::Elapsed(TimerKey::Token) => self.on_no_token(),
            Input::Online(online) => self.on_online(online),
            Input::Visible(visible) => self.on_visible(visible),
            Input::PrefersDark(dark) => {
                self.birth.prefers_dark = dark;
                self.change(Change::Theme);
            }
            Input::LanguageLoaded { tag, words } => self.on_language_loaded(&tag, words.as_deref()),
            Input::LaterWanted | Input::Elapsed(TimerKey::Later) => self.want_later(),
            Input::LaterRetried => self.retry_later(),
            Input::LaterFetched { code } => self.on_later_fetched(code),
            Input::Typed(text) => self.on_typed(text),
            Input::Submitted => self.on_submitted(),
            Input::Chosen(text) => self.on_chosen(&text),
            Input::WentTo(place) => self.go_to(place),
            Input::Measured(height) => self.on_measured(height),
            Input::StartRetried => self.on_start_retried(),
            Input::CloseRequested => self.tell(chatlet_protocol::host_line::AppMessage::Close),
            Input::BannerDismissed(index) => self.on_banner_dismissed(index),
            Input::LanguageChosen(tag) => self.on_language_chosen(&tag),
            Input::ThemeChosen(theme) => self.on_theme_chosen(theme),
            Input::Service(ServiceInput::Recalled(choices)) => self.on_recalled(choices.as_deref()),
            Input::Service(ServiceInput::DisclaimerAccepted) => self.on_disclaimer_accepted(),
            // Without a conversation there is nothing to ask on the way out.
            Input::Service(ServiceInput::LeaveWanted) if self.later() != Later::Here => {
                self.tell(chatlet_protocol::host_line::AppMessage::Close);
            }
            Input::Service(ServiceInput::PageLeft) if self.later() != Later::Here => {
                self.on_typing_pause();
                self.stop_listening_to_tabs();
            }
            Input::Service(ServiceInput::PageReturned) if self.later() != Later::Here => {
                self.listen_to_tabs_again();
            }
            // Nothing was remembered, so nothing has to wait for its form; and there is nothing to scroll through yet.
            Input::Form(FormInput::Restored(None)) | Input::Scrolled(_) | Input::Followed(_)
                if self.later() != Later::Here => {}
            // Known before any wish that waits for the second part.
            Input::Livechat(LivechatInput::Browser(browser)) => self.note_browser(browser),
            input => self.leave(Task::Input(input)),
        }
        std::mem::take(&mut self.outcome)
    }

    fn command(&mut self, command: Command) {
        self.outcome.commands.push(command);
    }

    fn change(&mut self, change: Change) {
        if self.outcome.changes.last() != Some(&change) {
            self.outcome.changes.push(change);
        }
    }

    fn changed(&mut self, changes: Changes) {
        let mut parts_changed = false;
        for change in changes {
            if change == crate::transcript::TranscriptChange::Messages {
                self.on_messages_changed();
            }
            parts_changed |= change.changes_parts();
            self.change(Change::Transcript(change));
        }
        if parts_changed {
            self.on_parts_changed();
        }
    }

    fn show(&mut self, screen: Screen) {
        if self.screen != screen {
            self.screen = screen;
            self.change(Change::Screen);
            self.change(Change::Composer);
            self.expect_conversation();
        }
    }
}
