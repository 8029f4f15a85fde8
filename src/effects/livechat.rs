//! Several tabs of one conversation: one reads the livechat for all, and tells the others what it has read.
//!
//! Who reads is a lock of the browser's, held while the tab wants to read; the next one gets it when a tab lets go,
//! closes or crashes. A browser without locks lets every tab read, one without channels tells nobody.

use super::Report;
use chatlet_core::client::{Browser, Input, LivechatCommand, LivechatInput};
use gloo_events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, BroadcastChannel, MessageEvent};

/// The tab among the others.
pub(super) struct Livechat {
    report: Report,
    channel: RefCell<Option<Channel>>,
    lead: RefCell<Option<Lead>>,
}

struct Channel {
    channel: BroadcastChannel,
    _messages: EventListener,
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

impl Livechat {
    pub(super) fn new(report: Report) -> Self {
        if let Some(window) = web_sys::window() {
            let navigator = window.navigator();
            let agent = navigator.user_agent().unwrap_or_default();
            let language = navigator.language().unwrap_or_default();
            report(Input::Livechat(LivechatInput::Browser(Browser { agent, language })));
        }
        Self { report, channel: RefCell::default(), lead: RefCell::default() }
    }

    pub(super) fn run(&self, command: LivechatCommand) {
        match command {
            LivechatCommand::Listen { name } => *self.channel.borrow_mut() = listen(&self.report, &name),
            LivechatCommand::Share(text) => {
                if let Some(channel) = &*self.channel.borrow() {
                    let _closed = channel.channel.post_message(&text.into());
                }
            }
            LivechatCommand::Lead { name } => {
                // The lock that is held goes first.
                self.lead.borrow_mut().take();
                *self.lead.borrow_mut() = name.and_then(|name| Lead::wait(&self.report, &name));
            }
        }
    }
}

fn listen(report: &Report, name: &str) -> Option<Channel> {
    let channel = BroadcastChannel::new(name).ok()?;
    let report = report.clone();
    let messages = EventListener::new(&channel, "message", move |event| {
        let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
        if let Some(text) = text {
            report(Input::Livechat(LivechatInput::Heard(text)));
        }
    });
    Some(Channel { channel, _messages: messages })
}

/// The wish for the lock, and the lock once it is granted. Dropping it lets go.
struct Lead {
    /// Ends the wait.
    wish: AbortController,
    /// Ends the holding, once there is one.
    release: Rc<RefCell<Option<Function>>>,
}

impl Drop for Lead {
    fn drop(&mut self) {
        self.wish.abort();
        if let Some(release) = self.release.borrow_mut().take() {
            let _thrown = release.call0(&JsValue::NULL);
        }
    }
}

impl Lead {
    /// Waits for the lock of this name; without locks it is granted at once.
    fn wait(report: &Report, name: &str) -> Option<Self> {
        let lead = Self::request(report, name);
        if lead.is_none() {
            report(Input::Livechat(LivechatInput::Leads(true)));
        }
        lead
    }

    fn request(report: &Report, name: &str) -> Option<Self> {
        // By name, because the bindings count locks among the features that may still change.
        let navigator = web_sys::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
        let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
        let wish = AbortController::new().ok()?;
        let options = Object::new();
        Reflect::set(&options, &"signal".into(), &wish.signal()).ok()?;
        let release: Rc<RefCell<Option<Function>>> = Rc::default();
        let (held, told, signal) = (release.clone(), report.clone(), wish.signal());
        let granted: Closure<dyn FnMut(JsValue) -> JsValue> = Closure::new(move |_lock: JsValue| {
            if signal.aborted() {
                return JsValue::UNDEFINED;
            }
            // Held until the promise is kept.
            let promise = Promise::new(&mut |keep, _| *held.borrow_mut() = Some(keep));
            told(Input::Livechat(LivechatInput::Leads(true)));
            promise.into()
        });
        let waiting = request
            .call3(&locks, &name.into(), &options, granted.as_ref().unchecked_ref())
            .ok()
            .and_then(|promise| promise.dyn_into::<Promise>().ok())?;
        spawn_local(async move {
            // Giving the wish up rejects the promise; nobody is to hear of that.
            let _over = JsFuture::from(waiting).await;
            drop(granted);
        });
        Some(Self { wish, release })
    }
}
