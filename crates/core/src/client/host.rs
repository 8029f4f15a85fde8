//! What the page asks for, and what it is told (`embedding.md`).

use super::later::Task;
use super::{Change, Client, Command, FocusTarget, Input, Link, Screen};
use crate::links::WebAddress;
use crate::livechat::Happening;
use chatlet_protocol::catalogue::{ErrorType, Event};
use chatlet_protocol::host_line::{AppMessage, CommandError, HostCommand};
use chatlet_protocol::page_line::PageCommand;

impl Client {
    pub(super) fn tell(&mut self, message: AppMessage) {
        if self.link == Link::Loader {
            self.command(Command::Tell(message));
        }
    }

    /// Tells the page that something failed; never a token, an address with one, or message text.
    pub(super) fn report(&mut self, kind: ErrorType, code: &str, message: &str, retryable: bool) {
        self.raise(Event::Error {
            kind,
            code: code.to_owned(),
            message: message.to_owned(),
            retryable,
            details: None,
            stack: None,
        });
    }

    pub(super) fn on_host(&mut self, id: Option<u64>, command: HostCommand) {
        if self.link != Link::Loader || self.screen == Screen::Refused {
            self.answer(id, Some((CommandError::Refused, "this page may not embed the chatbot")));
            return;
        }
        match command {
            HostCommand::Opened { by_visitor, full_screen } => {
                self.options.full_screen = full_screen;
                self.change(Change::Window);
                self.open();
                if by_visitor {
                    self.command(Command::Focus(FocusTarget::Composer));
                }
            }
            HostCommand::Closed => {
                self.window_open = false;
                self.if_here(Task::Seen(false));
                self.livechat_happens(Happening::Opened(false));
                self.on_typing_pause();
                self.if_here(Task::Hush);
                self.change(Change::Window);
            }
            HostCommand::Send { message } => {
                self.ensure_started();
                // Answered when it is really on its way, or cannot be.
                self.queue(&message, id);
                return;
            }
            HostCommand::Prefill { text } => {
                self.ensure_started();
                self.composer.draft = text;
                self.change(Change::Composer);
            }
            HostCommand::Page { page } => {
                self.policy.page = WebAddress::parse(&page);
                self.options.page = Some(page);
                self.on_page_changed();
            }
            HostCommand::Theme { theme } => self.choose_theme(theme),
            HostCommand::Language { language } => self.choose_language(&language),
            HostCommand::Token { token } => self.on_token(token),
            HostCommand::Service(command) => return self.on_service_command(id, command),
            HostCommand::Code(
                command @ (PageCommand::Interceptor { .. }
                | PageCommand::Emit { .. }
                | PageCommand::SignedMetadata { .. }
                | PageCommand::Protocols { .. }),
            ) => self.on_page_command(command),
            command @ (HostCommand::Handover { .. } | HostCommand::Reply { .. } | HostCommand::Code(_)) => {
                return self.leave(Task::Host(id, command));
            }
        }
        self.answer(id, None);
    }

    pub(super) fn answer(&mut self, id: Option<u64>, error: Option<(CommandError, &str)>) {
        if let Some(id) = id {
            let error = error.map(|(kind, message)| (kind, message.to_owned()));
            self.tell(AppMessage::Answer { id, error });
        }
    }

    /// The visitor can see the conversation now.
    pub(super) fn open(&mut self) {
        self.window_open = true;
        self.livechat_happens(Happening::Opened(true));
        self.change(Change::Window);
        self.ensure_started();
        self.expect_conversation();
        self.if_here(Task::Seen(true));
        self.set_unread(0);
    }

    pub(super) fn set_unread(&mut self, count: u64) {
        if self.unread != count {
            self.unread = count;
            self.raise(Event::Unread { count });
        }
    }

    pub(super) fn on_online(&mut self, online: bool) {
        self.notice.online = online;
        self.change(Change::Notice);
        if online {
            self.calm();
            self.livechat_happens(Happening::Online);
        }
        if online && matches!(self.screen, Screen::Unavailable { retryable: true }) {
            self.on_start_retried();
        }
    }

    pub(super) fn on_visible(&mut self, visible: bool) {
        self.birth.visible = visible;
        self.livechat_happens(Happening::Visible(visible));
        if visible && self.window_open {
            self.set_unread(0);
        }
        if !visible {
            self.on_typing_pause();
        }
        self.if_here(Task::Seen(visible));
    }

    pub(super) fn choose_theme(&mut self, theme: String) {
        if matches!(theme.as_str(), "light" | "dark" | "auto") && theme != self.theme {
            self.theme = theme;
            self.change(Change::Theme);
            if self.screen == Screen::Ready {
                let (accent, on_accent) = self.accent();
                self.tell(AppMessage::Accent { accent, on_accent });
            }
        }
    }

    /// Whether the window covers the page, as on phones, or stands in it.
    pub fn is_full_screen(&self) -> bool {
        self.options.full_screen
    }

    /// Whether a loader can close the window.
    pub fn can_close(&self) -> bool {
        self.link == Link::Loader && !self.options.inline
    }

    /// An input that a link click in the transcript stands for.
    pub fn link_click(href: &str, text: &str) -> Input {
        Input::LinkClicked { href: href.to_owned(), text: text.to_owned() }
    }
}
