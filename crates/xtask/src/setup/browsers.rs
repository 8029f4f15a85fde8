//! The three browser engines and their drivers.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use super::{apt, cargo_tool, npm};
use crate::{progress, project};

/// Without these, Arabic, Chinese and emoji are boxes in the screenshots.
const FONTS: [&str; 3] = ["fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji"];

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// Chromium, driven by chromedriver.
    Chromium,
    /// Firefox, driven by geckodriver.
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser`, driven by `WebKitWebDriver` on a display of its own.
    Webkit,
}

impl Engine {
    /// All engines.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The engine's name in commands and in `CHATLET_BROWSER`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Debian's packages.
    const fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::Webkit => &["webkit2gtk-driver", "xvfb"],
        }
    }

    /// The programs as the browser tests know them, or `None` as long as one is missing.
    fn find(self) -> Option<Vec<(&'static str, PathBuf)>> {
        Some(match self {
            Self::Chromium => vec![
                (
                    "CHATLET_CHROMIUM",
                    project::find_program(&[
                        "chromium",
                        "chromium-browser",
                        "google-chrome-stable",
                        "google-chrome",
                    ])?,
                ),
                ("CHATLET_CHROMEDRIVER", project::find_program(&["chromedriver"])?),
            ],
            Self::Firefox => vec![("CHATLET_FIREFOX", project::find_program(&["firefox-esr", "firefox"])?)],
            Self::Webkit => vec![
                ("CHATLET_WEBKITDRIVER", project::find_program(&["WebKitWebDriver"])?),
                ("CHATLET_MINIBROWSER", mini_browser(Path::new("/usr"))?),
                ("CHATLET_XVFB", project::find_program(&["Xvfb"])?),
            ],
        })
    }
}

/// Where the browsers and their drivers are.
pub(crate) struct Browsers {
    /// Environment variables for the browser tests.
    pub(crate) environment: Vec<(&'static str, PathBuf)>,
}

impl Browsers {
    /// One of the programs, by the variable that names it.
    pub(crate) fn path(&self, variable: &str) -> Option<&Path> {
        self.environment.iter().find(|(name, _)| *name == variable).map(|(_, path)| path.as_path())
    }
}

/// The browsers, after installing what is missing where that is possible.
pub(super) fn ensure(engines: &[Engine]) -> Result<Browsers> {
    let npm = npm::ensure()?;
    let mut environment = vec![("CHATLET_AXE", npm.axe()), ("CHATLET_NODE_MODULES", npm.modules())];
    for engine in engines {
        environment.extend(ensure_one(*engine)?);
        if *engine == Engine::Firefox {
            environment.push(("CHATLET_GECKODRIVER", cargo_tool::geckodriver().ensure()?));
        }
    }
    ensure_fonts();
    Ok(Browsers { environment })
}

fn ensure_one(engine: Engine) -> Result<Vec<(&'static str, PathBuf)>> {
    if let Some(found) = engine.find() {
        return Ok(found);
    }
    let purpose = format!("the {} engine or its driver", engine.name());
    apt::install(&purpose, engine.packages())?;
    match engine.find() {
        Some(found) => Ok(found),
        None => bail!("{purpose} is still missing after `apt-get install {}`", engine.packages().join(" ")),
    }
}

/// Fonts are a matter of looks: tests can run without them, so their absence is only said.
fn ensure_fonts() {
    let missing = apt::missing(&FONTS);
    if missing.is_empty() {
        return;
    }
    if let Err(error) = apt::install("a font for the screenshots", &missing) {
        progress::say(format!("{error:#}"));
    }
}

/// `WebKitGTK`'s own small browser, which is not on `PATH`; the newest where there are several.
fn mini_browser(system: &Path) -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = ["lib", "libexec", "lib64"]
        .iter()
        .flat_map(|folder| folders(&system.join(folder)))
        .flat_map(|folder| folders(&folder).into_iter().chain([folder]))
        .filter(|folder| {
            folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-"))
        })
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|program| project::is_program(program))
        .collect();
    found.sort();
    found.pop()
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let Ok(entries) = parent.read_dir().context("no such folder") else { return Vec::new() };
    entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}
