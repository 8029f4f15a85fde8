//! The browser tests, once per engine.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::cargo_test;
use super::counts::Counts;
use super::report::Report;
use crate::process::Running;
use crate::setup::{self, Browsers, Engine};
use crate::{build, size};

/// Builds the widget and tests it in each engine.
pub(super) fn check(report: &mut Report, engines: &[Engine], filter: Option<&str>) {
    let names: Vec<String> = engines.iter().map(|engine| format!("tests in {}", engine.name())).collect();
    let skip_all = |report: &mut Report, reason: &str| {
        for name in &names {
            report.skip(name, reason);
        }
    };
    let dist = report.made("build", || build::run(&build::Options::default()));
    let Some(dist) = dist else { return skip_all(report, "there is no build") };
    if filter.is_none() {
        report.step("size", |_| within_bars());
    }
    let browsers = report.made("browsers", || setup::for_browsers(engines));
    let Some(browsers) = browsers else { return skip_all(report, "a browser is missing") };
    for (engine, name) in engines.iter().zip(&names) {
        report.step(name, |counts| test_in(*engine, &dist, &browsers, filter, counts));
    }
}

fn within_bars() -> Result<()> {
    let over = size::measure()?.over_bar();
    if !over.is_empty() {
        bail!("{}; `cargo xtask size` shows the files", over.join(", "));
    }
    Ok(())
}

fn test_in(
    engine: Engine,
    dist: &Path,
    browsers: &Browsers,
    filter: Option<&str>,
    counts: &mut Counts,
) -> Result<()> {
    let mut environment: Vec<(&str, OsString)> =
        vec![("CHATLET_BROWSER", engine.name().into()), ("CHATLET_DIST", dist.into())];
    // What led to a failed assertion here are the harness's own calls; pages of them hide what was asserted.
    environment.push(("RUST_BACKTRACE", "0".into()));
    environment.extend(browsers.environment.iter().map(|(name, path)| (*name, path.into())));
    let selection = ["--package", "chatlet-browser-tests"];
    if engine != Engine::Webkit {
        return cargo_test::run(&selection, filter, &[], &environment, counts);
    }
    let display = Display::start(browsers)?;
    environment.push(("DISPLAY", display.name.clone().into()));
    // A Wayland session of the person's own must not be drawn into.
    environment.push(("GDK_BACKEND", "x11".into()));
    // WebKit's driver knows one session at a time.
    cargo_test::run(&selection, filter, &["--test-threads=1"], &environment, counts)
}

/// A screen that nobody sees; it goes when the value is dropped.
struct Display {
    name: String,
    _server: Running,
}

impl Display {
    fn start(browsers: &Browsers) -> Result<Self> {
        let program = browsers.path("CHATLET_XVFB").context("Xvfb is missing")?;
        // With `-displayfd` the server itself finds a free display and writes its number.
        let mut command = Command::new(program);
        command
            .args(["-displayfd", "1", "-screen", "0", "1440x1000x24", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut server = Running::start(&mut command, "starting Xvfb")?;
        let output = server.child.stdout.take().context("Xvfb has no output")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number).context("Xvfb named no display")?;
        if number.trim().is_empty() {
            bail!("Xvfb ended at once ({})", server.wait()?);
        }
        Ok(Self { name: format!(":{}", number.trim()), _server: server })
    }
}
