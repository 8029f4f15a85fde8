//! Pages: loaded, loaded again, remembered by the browser; and what is due for them.

use super::{PageEvent, World};
use chatlet_core::client::{Answer, Birth, Client, Input, LivechatInput, ServiceInput, Slot};
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::options::{Deployment, FrameOptions};

const PAGE: &str = "https://shop.example";

impl World {
    pub(super) fn happen_to(&mut self, tab: usize, event: PageEvent) {
        if self.tabs[tab].parked {
            self.tabs[tab].frozen.push(event);
            return;
        }
        match event {
            PageEvent::Timer(key, order) => {
                if self.tabs[tab].timers.get(&key) == Some(&order) {
                    self.tabs[tab].timers.remove(&key);
                    self.input(tab, Input::Elapsed(key));
                }
            }
            PageEvent::Arrives(call, request) => self.arrive(tab, call, &request, false),
            PageEvent::Waited(call) => {
                if let Some(place) = self.waiters.iter().position(|(who, id, _)| (*who, *id) == (tab, call)) {
                    let (_, _, request) = self.waiters.remove(place);
                    self.arrive(tab, call, &request, true);
                }
            }
            PageEvent::Answered(call, answer) => {
                self.tabs[tab].calls.remove(&call);
                self.input(tab, Input::Answered { call, answer });
            }
            PageEvent::Doubled(call, answer) => {
                if !self.tabs[tab].calls.contains_key(&call) {
                    self.input(tab, Input::Answered { call, answer });
                }
            }
            PageEvent::Asked(turn, request) => self.assistant_hears(tab, turn, &request),
            PageEvent::Stream(turn, inputs) => {
                for input in inputs {
                    if self.tabs[tab].streams.contains(&turn) {
                        self.input(tab, input);
                    }
                }
            }
            PageEvent::Input(input) => self.input(tab, input),
            PageEvent::Restart => self.reload(tab),
            PageEvent::Granted(wish) => {
                if self.browser.holds(tab, wish) {
                    self.input(tab, Input::Livechat(LivechatInput::Leads(true)));
                }
            }
        }
    }

    /// The page is loaded, or loaded again: what was stored is all that is left.
    pub(super) fn load(&mut self, tab: usize) {
        let birth = Birth {
            seed: self.seed ^ self.now ^ (tab as u64) << 32,
            started: self.now,
            online: self.online,
            visible: self.tabs[tab].visible,
            ..Birth::default()
        };
        // On some pages the second part of the app comes as it does in a browser: later.
        let in_parts = self.dice.chance(500);
        let make = if in_parts { Client::first_part } else { Client::new };
        self.tabs[tab].client = make(birth, self.clock());
        let options = FrameOptions {
            chatbot_id: "shop-bot".into(),
            has_token_source: true,
            persist: true,
            consent: true,
            page: Some(format!("{PAGE}/tents")),
            ..FrameOptions::default()
        };
        let deployment = Deployment {
            api: Some("https://api.example".into()),
            allowed_origins: vec![PAGE.into()],
            ..Deployment::default()
        };
        self.input(
            tab,
            Input::Welcomed {
                options: Box::new(options),
                deployment: Box::new(deployment),
                origin: PAGE.into(),
            },
        );
        if self.tabs[tab].open {
            self.input(tab, Input::Host { id: None, command: opened() });
        }
    }

    pub(crate) fn reload(&mut self, tab: usize) {
        self.unload(tab);
        self.load(tab);
    }

    /// The page goes. What had not got through is gone with it, as is what it had not stored.
    fn unload(&mut self, tab: usize) {
        self.release(tab);
        self.waiters.retain(|(who, ..)| *who != tab);
        let draft = self.browser.storage.get(&Slot::Draft).cloned().unwrap_or_default();
        let (messages, tabs) = (&self.backend.messages, &mut self.tabs[tab]);
        tabs.said.retain(|text| {
            draft.contains(text.as_str())
                || messages.iter().any(|message| message.said.text.contains(text.as_str()))
        });
        self.tabs[tab].unload();
    }

    /// The browser remembers the page: nothing moves in it, and what it was connected to is cut.
    pub(crate) fn park(&mut self, tab: usize) {
        self.tabs[tab].visible = false;
        self.input(tab, Input::Visible(false));
        self.input(tab, ServiceInput::PageLeft.into());
        self.tabs[tab].parked = true;
    }

    pub(crate) fn unpark(&mut self, tab: usize) {
        self.tabs[tab].parked = false;
        self.input(tab, ServiceInput::PageReturned.into());
        self.tabs[tab].visible = true;
        self.input(tab, Input::Visible(true));
        for event in std::mem::take(&mut self.tabs[tab].frozen) {
            let late = match event {
                PageEvent::Arrives(call, _) | PageEvent::Answered(call, _) | PageEvent::Waited(call) => {
                    PageEvent::Answered(call, Answer::NoAnswer)
                }
                PageEvent::Asked(turn, _) | PageEvent::Stream(turn, _) => {
                    let refused = Input::StreamRefused { turn, answer: Answer::NoAnswer };
                    PageEvent::Stream(turn, vec![refused])
                }
                // What other tabs said meanwhile is not heard.
                PageEvent::Doubled(..) | PageEvent::Input(Input::Livechat(_) | Input::Service(_)) => continue,
                event => event,
            };
            self.later_for(tab, 1, late);
        }
    }
}

pub(crate) fn opened() -> HostCommand {
    HostCommand::Opened { by_visitor: true, full_screen: false }
}
