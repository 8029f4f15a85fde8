//! The handle through which views read the widget and act on it.

use super::shell::{Runner, Shell};
use chatlet_core::client::{
    Card, Change, Client, FormKey, Input, Later, Notice, Older, PictureSource, Screen,
};
use chatlet_core::links::Link;
use chatlet_core::locale::Phrase;
use chatlet_core::time::Millis;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::banner::Banner;
use chatlet_protocol::config::{Config, StartPrompt};
use leptos::prelude::*;
use leptos::reactive::graph::Observer;

/// The widget. Reading inside a view subscribes it to what it reads.
#[derive(Clone, Copy)]
pub struct Widget {
    shell: StoredValue<&'static Shell, LocalStorage>,
}

impl Widget {
    /// A widget around `client`; `clock` tells the time in milliseconds since the epoch.
    pub fn new(client: Client, clock: impl Fn() -> Millis + 'static) -> Self {
        // It lives as long as the page: code that takes it apart would never run.
        Self { shell: StoredValue::new_local(Box::leak(Box::new(Shell::new(client, Box::new(clock))))) }
    }

    /// Hands the client's commands to `runner` from now on.
    pub fn run_with(self, runner: Runner) {
        self.shell().run_with(runner);
    }

    /// Lets something happen.
    pub fn dispatch(self, input: Input) {
        // A late event of a removed document finds no widget.
        if let Some(shell) = self.shell.try_get_value() {
            shell.dispatch(input);
        }
    }

    fn shell(self) -> &'static Shell {
        self.shell.get_value()
    }

    /// Reads the client without subscribing.
    pub fn peek<T>(self, read: impl FnOnce(&Client) -> T) -> T {
        self.shell().client(read)
    }

    /// Reads the client, and again whenever `change` happens.
    pub fn read<T>(self, change: Change, read: impl FnOnce(&Client) -> T) -> T {
        self.watch(change).client(read)
    }

    fn watch(self, change: Change) -> &'static Shell {
        let shell = self.shell();
        // Read once, as in a handler or while a component is made, there is nobody to wake.
        if Observer::get().is_some() {
            shell.triggers.watch(change);
            Owner::on_cleanup(move || {
                if let Some(shell) = self.shell.try_get_value() {
                    shell.triggers.release(change);
                }
            });
        }
        shell
    }

    /// Which screen is shown.
    pub fn screen(self) -> Screen {
        self.read(Change::Screen, Client::screen)
    }

    /// The configuration.
    pub fn config<T>(self, read: impl FnOnce(&Config) -> T) -> T {
        self.read(Change::Screen, |client| read(client.config()))
    }

    /// The path of the page that is shown.
    pub fn place(self) -> String {
        self.read(Change::Place, |client| client.place().to_owned())
    }

    /// Whether the second part of the app is there.
    pub fn later(self) -> Later {
        self.read(Change::Later, Client::later)
    }

    /// A phrase in the chosen language.
    pub fn text(self, phrase: Phrase) -> String {
        self.read(Change::Language, |client| client.locale().text(phrase).to_owned())
    }

    /// A phrase with one placeholder filled in.
    pub fn fill(self, phrase: Phrase, name: &str, value: &str) -> String {
        self.read(Change::Language, |client| client.locale().fill(phrase, name, value))
    }

    /// A phrase with its placeholders filled in.
    pub fn fill_all(self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        self.read(Change::Language, |client| client.locale().fill_all(phrase, values))
    }

    /// BCP 47 tag of the chosen language.
    pub fn language(self) -> String {
        self.read(Change::Language, |client| client.locale().tag().to_owned())
    }

    /// `ltr` or `rtl`.
    pub fn direction(self) -> &'static str {
        self.read(Change::Language, Client::direction)
    }

    /// Whether the dark colours are shown.
    pub fn is_dark(self) -> bool {
        self.read(Change::Theme, Client::is_dark)
    }

    /// The chosen theme: `light`, `dark` or `auto`.
    pub fn theme(self) -> String {
        self.read(Change::Theme, |client| client.theme().to_owned())
    }

    /// Colours as custom properties, validated: names and CSS values.
    pub fn tokens(self) -> Vec<(&'static str, String)> {
        self.read(Change::Theme, Client::tokens)
    }

    /// Reads a form that has a card; nothing when there is none.
    pub fn form<T>(self, key: FormKey, read: impl FnOnce(&Card) -> T) -> Option<T> {
        self.read(Change::Form(key), |client| client.form(key).map(read))
    }

    /// Whether a form has a card: those of the newest reply do.
    pub fn has_form(self, key: FormKey) -> bool {
        self.form(key, |_| ()).is_some()
    }

    /// What is wrong with the answer to a field, in words.
    pub fn field_problem(self, key: FormKey, place: usize) -> Option<String> {
        self.read(Change::Language, |_| ());
        self.read(Change::Form(key), |client| {
            let field = client.form(key)?.form.field(place)?;
            Some(field.problem.as_ref()?.words(client.locale(), &field.asked.label))
        })
    }

    /// What is wrong with a form as a whole, in words.
    pub fn form_problem(self, key: FormKey) -> Option<String> {
        self.read(Change::Language, |_| ());
        self.read(Change::Form(key), |client| {
            Some(client.form(key)?.form.problem.as_ref()?.words(client.locale(), ""))
        })
    }

    /// Whether a press of a form's button would do something.
    pub fn can_submit(self, key: FormKey) -> bool {
        self.read(Change::Composer, |_| ());
        self.read(Change::Form(key), |client| client.can_submit(key))
    }

    /// Whether the form of a part is remembered as answered.
    pub fn was_answered(self, part: PartKey) -> bool {
        self.read(Change::Form(FormKey::Part(part)), |client| client.was_answered(part))
    }

    /// The composer's draft.
    pub fn draft(self) -> String {
        self.read(Change::Composer, |client| client.draft().to_owned())
    }

    /// Whether the draft could be sent now.
    pub fn can_send(self) -> bool {
        self.read(Change::Composer, Client::can_send)
    }

    /// Whether a reply is on its way.
    pub fn is_answering(self) -> bool {
        self.read(Change::Composer, Client::is_answering)
    }

    /// The notice above the composer.
    pub fn notice(self) -> Option<Notice> {
        self.read(Change::Notice, Client::notice)
    }

    /// What is announced politely.
    pub fn announcement(self) -> String {
        self.read(Change::Announcement, |client| client.announcement().to_owned())
    }

    /// What is announced urgently.
    pub fn alert(self) -> String {
        self.read(Change::Alert, |client| client.alert().to_owned())
    }

    /// Older messages.
    pub fn older(self) -> Older {
        self.read(Change::Older, |client| client.older().clone())
    }

    /// Whether the end is followed, and how much is new below it.
    pub fn reading(self) -> (bool, usize) {
        self.read(Change::Viewport, |client| (client.reading().follows, client.reading().new_below))
    }

    /// Banners that have not been dismissed.
    pub fn banners(self) -> Vec<Banner> {
        self.read(Change::Banners, |client| client.banners().to_vec())
    }

    /// Start prompts of this page; none after the first visitor turn.
    pub fn start_prompts(self) -> Vec<StartPrompt> {
        self.read(Change::Screen, Client::start_prompts)
    }

    /// Whether the loader can close the window.
    pub fn can_close(self) -> bool {
        self.read(Change::Window, Client::can_close)
    }

    /// Whether the window covers the page.
    pub fn is_full_screen(self) -> bool {
        self.read(Change::Window, Client::is_full_screen)
    }

    /// What may happen when a link is activated.
    pub fn link(self, href: &str) -> Link {
        self.peek(|client| client.policy().link(href))
    }

    /// The address of an image that may be loaded, if any.
    pub fn image(self, url: &str, source: PictureSource) -> Option<String> {
        self.peek(|client| client.image(url, source))
    }
}
