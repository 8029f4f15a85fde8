//! One test's visit to a site with a browser, and what must not have happened when it is over.

use crate::driver::Wishes;
use crate::engine::Engine;
use crate::host_page::HostPage;
use crate::page::Page;
use crate::session::Session;
use crate::site::Site;
use anyhow::{Result, bail};
use chatlet_sandbox::Settings;
use chatlet_sandbox::fault_proxy::FaultProxy;
use serde_json::Value;
use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

/// What a test works with.
pub struct Visit {
    /// The browser, with a fresh tab.
    pub session: Session,
    dist: PathBuf,
    /// Kept until the end, so that the page still has its servers when a failure is looked at.
    sites: RefCell<Vec<Rc<Site>>>,
    /// Other people's browsers.
    others: RefCell<Vec<Rc<Self>>>,
    proxies: RefCell<Vec<Rc<FaultProxy>>>,
    expected: RefCell<Vec<String>>,
    problems: RefCell<Vec<String>>,
}

impl Visit {
    /// A visit with a browser.
    pub fn new(session: Session, dist: PathBuf) -> Self {
        Self {
            session,
            dist,
            sites: RefCell::default(),
            others: RefCell::default(),
            proxies: RefCell::default(),
            expected: RefCell::default(),
            problems: RefCell::default(),
        }
    }

    /// The engine at work.
    pub fn engine(&self) -> Engine {
        self.session.engine
    }

    /// A second browser of the same engine, for somebody else: both are in front, as two tabs of one are not.
    ///
    /// # Errors
    /// It cannot be started.
    pub async fn another_browser(&self) -> Result<Rc<Self>> {
        let session = Session::start(self.engine(), Wishes::default()).await?;
        let other = Rc::new(Self::new(session, self.dist.clone()));
        self.others.borrow_mut().push(other.clone());
        Ok(other)
    }

    /// Ends the browsers that only this test had.
    pub(crate) async fn end_others(&self) {
        let others = std::mem::take(&mut *self.others.borrow_mut());
        for other in others {
            if let Ok(other) = Rc::try_unwrap(other) {
                other.into_session().end().await;
            }
        }
    }

    /// Starts a site.
    ///
    /// # Errors
    /// It cannot be started.
    pub async fn site(&self) -> Result<Rc<Site>> {
        self.site_with(|_| {}).await
    }

    /// Starts a site with other settings of the sandbox.
    ///
    /// # Errors
    /// It cannot be started.
    pub async fn site_with(&self, change: impl FnOnce(&mut Settings)) -> Result<Rc<Site>> {
        let site = Rc::new(Site::start_with(&self.dist, change).await?);
        self.sites.borrow_mut().push(site.clone());
        Ok(site)
    }

    /// Puts a proxy in front of a site's API, in its place. Like the site it is there until the end: what is still on its way
    /// when the test is done does not fail.
    ///
    /// # Errors
    /// It cannot be started.
    pub async fn proxy(&self, site: &Site) -> Result<Rc<FaultProxy>> {
        let proxy = Rc::new(FaultProxy::start(&site.sandbox.api).await?);
        site.sandbox.advertise_api(Some(&proxy.url));
        self.proxies.borrow_mut().push(proxy.clone());
        Ok(proxy)
    }

    /// Starts a site, and opens a page of it that has the widget with these attributes on its tag.
    ///
    /// # Errors
    /// Either fails.
    pub async fn shop(&self, attributes: &str) -> Result<(Rc<Site>, Page<'_>)> {
        let site = self.site().await?;
        let page = self.open(&site.put("/", &HostPage::with_options(&site, attributes))).await?;
        Ok((site, page))
    }

    /// Opens an address.
    ///
    /// # Errors
    /// It cannot be opened.
    pub async fn open(&self, address: &str) -> Result<Page<'_>> {
        self.collect().await?;
        self.session.open(address).await?;
        Ok(Page::of(self))
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn reload(&self) -> Result<Page<'_>> {
        self.collect().await?;
        self.session.reload().await?;
        Ok(Page::of(self))
    }

    /// The page that is open.
    pub fn page(&self) -> Page<'_> {
        Page::of(self)
    }

    /// An error that holds this text belongs to the test; every other one fails it.
    pub fn expect(&self, text: &str) {
        self.expected.borrow_mut().push(text.to_owned());
    }

    /// Takes note of what went wrong so far in the page and its frames, which a reload would make forgotten.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn collect(&self) -> Result<()> {
        self.session.top().await?;
        self.collect_here("page").await;
        let count = self.session.run(FRAMES, &[]).await.ok().and_then(|count| count.as_u64()).unwrap_or(0);
        for index in 0..count {
            let script = format!("{FRAMES_LIST} return frames()[arguments[0]];");
            // A frame may go at any time; what it did is lost with it.
            if let Ok(frame) = self.session.element(&script, &[index.into()]).await
                && self.session.enter(&frame).await.is_ok()
            {
                self.collect_here("frame").await;
            }
            self.session.top().await?;
        }
        for line in self.session.console().await.unwrap_or_default() {
            if line.is_severe {
                self.note(format!("console: {}", line.text));
            }
        }
        Ok(())
    }

    async fn collect_here(&self, place: &str) {
        // Read as text and emptied, so that nothing is counted twice. A page without a recorder has none.
        let script = "const record = window.__record; if (!record) return [];
            const found = [];
            for (const name of ['errors', 'violations', 'console']) {
                for (const text of record[name].splice(0)) found.push(name + ': ' + text);
            }
            return found;";
        let found = self.session.run(script, &[]).await.unwrap_or_default();
        for text in found.as_array().into_iter().flatten().filter_map(Value::as_str) {
            self.note(format!("{place} {text}"));
        }
    }

    fn note(&self, problem: String) {
        if !self.expected.borrow().iter().any(|text| problem.contains(text)) {
            self.problems.borrow_mut().push(problem);
        }
    }

    /// Nobody's error, and no violation of a policy, may be left at the end of any test.
    ///
    /// # Errors
    /// Names them.
    pub async fn must_be_clean(&self) -> Result<()> {
        self.collect().await?;
        let mut problems = self.problems.borrow().clone();
        let others = self.others.borrow().clone();
        for other in others {
            other.collect().await?;
            problems.extend(
                other.problems.borrow().iter().map(|problem| format!("the other browser: {problem}")),
            );
        }
        if !problems.is_empty() {
            bail!("the browser has something to complain about:\n  {}", problems.join("\n  "));
        }
        Ok(())
    }

    /// What is known about a failure, besides its picture.
    pub async fn report(&self) -> String {
        let _ = self.collect().await;
        let mut lines = vec![format!("address: {}", self.session.address().await.unwrap_or_default())];
        lines.extend(self.problems.borrow().iter().cloned());
        for site in self.sites.borrow().iter() {
            for logged in site.sandbox.requests() {
                let query =
                    if logged.query.is_empty() { String::new() } else { format!("?{}", logged.query) };
                lines.push(format!(
                    "{:?} {} {}{query} {}",
                    logged.site, logged.method, logged.path, logged.status
                ));
            }
        }
        lines.join("\n")
    }

    /// The browser, for the next test.
    pub fn into_session(self) -> Session {
        self.session
    }
}

/// Every frame of the page, also those in shadow trees.
const FRAMES_LIST: &str = "const frames = () => {
        const found = [...document.querySelectorAll('iframe')];
        for (const host of document.querySelectorAll('[data-chatlet]')) {
            if (host.shadowRoot) found.push(...host.shadowRoot.querySelectorAll('iframe'));
        }
        return found;
    };";
const FRAMES: &str = "return document.querySelectorAll('iframe').length
    + [...document.querySelectorAll('[data-chatlet]')]
        .reduce((sum, host) => sum + (host.shadowRoot ? host.shadowRoot.querySelectorAll('iframe').length : 0), 0);";
