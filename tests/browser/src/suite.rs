//! The list of tests, and the program that runs those which the chosen engine is meant for.

use crate::dist::Dist;
use crate::driver::Wishes;
use crate::ending;
use crate::engine::Engine;
use crate::failure;
use crate::session::Session;
use crate::visit::Visit;
use anyhow::{Context, Result, anyhow};
use libtest_mimic::{Arguments, Conclusion, Failed, Trial};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::runtime::Runtime;

/// No test may take longer, whatever it waits for.
const LIMIT: Duration = Duration::from_mins(4);

/// What a test does.
pub type Body = for<'a> fn(&'a Visit) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// Where a test runs.
#[derive(Clone, Copy, Debug)]
pub enum Needs {
    /// In every engine.
    Nothing,
    /// Not in `WebKit`, for this reason.
    NotWebkit(&'static str),
    /// In Chromium only, for this reason.
    Chromium(&'static str),
    /// In Chromium with a session of its own.
    Session(Wishes),
}

impl Needs {
    fn runs_in(self, engine: Engine) -> bool {
        match self {
            Self::Nothing => true,
            Self::NotWebkit(_) => engine != Engine::Webkit,
            Self::Chromium(_) | Self::Session(_) => engine == Engine::Chromium,
        }
    }
}

/// One test.
pub struct Test {
    /// Its name, with the numbers of what it covers.
    pub name: String,
    /// Where it runs.
    pub needs: Needs,
    /// What it does.
    pub body: Body,
}

/// Lists the tests of a file: `tests! { needs => name, name; needs => name }`.
#[macro_export]
macro_rules! tests {
    ($($needs:expr => $($name:ident),+ $(,)?);+ $(;)?) => {
        /// The tests of this file.
        pub(crate) fn tests() -> Vec<$crate::Test> {
            let file = module_path!().rsplit("::").next().unwrap_or_default();
            vec![$($($crate::Test {
                name: format!("{file}::{}", stringify!($name)),
                needs: $needs,
                body: |visit| Box::pin($name(visit)),
            },)+)+]
        }
    };
}

/// Runs the tests that are asked for, and ends the browsers whatever happens. `temporary` is a folder of the build's.
///
/// # Errors
/// What the tests need cannot be started.
pub fn run(tests: Vec<Test>, temporary: &Path) -> Result<Conclusion> {
    let arguments = Arguments::from_args();
    let Some(engine) = Engine::chosen() else {
        // `cargo test --workspace` without a browser has nothing to say about browsers.
        println!("no engine is chosen; `cargo xtask test --browser` runs these tests");
        return Ok(libtest_mimic::run(&arguments, Vec::new()));
    };
    if arguments.list {
        return Ok(libtest_mimic::run(&arguments, trials(tests, engine, None)));
    }
    let failures = temporary.parent().unwrap_or(temporary).join("browser-failures").join(engine.name());
    let stage = Arc::new(Stage {
        runtime: Runtime::new().context("starting a runtime")?,
        engine,
        dist: Dist::with_recorder(temporary)?,
        failures: failure::fresh_folder(&failures)?,
        idle: Mutex::default(),
    });
    stage.runtime.spawn(ending::on_signals());
    let conclusion = libtest_mimic::run(&arguments, trials(tests, engine, Some(&stage)));
    stage.end();
    Ok(conclusion)
}

fn trials(tests: Vec<Test>, engine: Engine, stage: Option<&Arc<Stage>>) -> Vec<Trial> {
    tests
        .into_iter()
        .map(|test| {
            let skipped = !test.needs.runs_in(engine);
            let stage = stage.cloned();
            let name = test.name.clone();
            Trial::test(name, move || stage.map_or(Ok(()), |stage| stage.play(&test)))
                .with_ignored_flag(skipped)
        })
        .collect()
}

/// What the tests share.
struct Stage {
    runtime: Runtime,
    engine: Engine,
    dist: Dist,
    failures: PathBuf,
    /// Browsers that the next test may have.
    idle: Mutex<Vec<Session>>,
}

impl Stage {
    fn play(&self, test: &Test) -> Result<(), Failed> {
        let session =
            self.runtime.block_on(self.session(test.needs)).map_err(|error| format!("{error:#}"))?;
        let visit = Visit::new(session, self.dist.folder().to_owned());
        // A panic is caught here and not left to the harness, so that the browser can still be looked at.
        let outcome = catch_unwind(AssertUnwindSafe(|| self.runtime.block_on(act(test, &visit))));
        let error = match outcome {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(format!("{error:#}")),
            Err(panic) => Some(words(panic.as_ref())),
        };
        let failure = error
            .map(|error| self.runtime.block_on(failure::save(&self.failures, &test.name, &visit, &error)));
        self.runtime.block_on(visit.end_others());
        self.runtime.block_on(self.give_back(visit.into_session(), test.needs, failure.is_some()));
        failure.map_or(Ok(()), |failure| Err(failure.into()))
    }

    /// A browser with a fresh tab.
    async fn session(&self, needs: Needs) -> Result<Session> {
        let wishes = match needs {
            Needs::Session(wishes) => return Session::start(self.engine, wishes).await,
            Needs::Nothing | Needs::NotWebkit(_) | Needs::Chromium(_) => Wishes::default(),
        };
        let idle = self.idle().pop();
        if let Some(session) = idle {
            if session.fresh_tab().await.is_ok() {
                return Ok(session);
            }
            session.end().await;
        }
        Session::start(self.engine, wishes).await
    }

    /// A browser that a test has failed in may be in any state, and one with wishes is of no use to others.
    async fn give_back(&self, session: Session, needs: Needs, failed: bool) {
        if failed || matches!(needs, Needs::Session(_)) {
            session.end().await;
        } else {
            self.idle().push(session);
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the browsers.
    fn end(&self) {
        let sessions = std::mem::take(&mut *self.idle());
        self.runtime.block_on(async {
            for session in sessions {
                session.end().await;
            }
        });
    }
}

async fn act(test: &Test, visit: &Visit) -> Result<()> {
    let all = async {
        (test.body)(visit).await?;
        visit.must_be_clean().await
    };
    tokio::time::timeout(LIMIT, all).await.unwrap_or_else(|_| Err(anyhow!("it took longer than {LIMIT:?}")))
}

/// What a panic says; the line it came from is on standard error already.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without words").to_owned()
}
