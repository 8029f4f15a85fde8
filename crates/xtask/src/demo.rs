//! The demo: page, widget and chat API, each on an origin of its own as in real life.

use std::env;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::sandbox::{self, Ports};
use crate::{build, ports, process, progress, project};

/// How to show the demo.
#[derive(Args)]
pub(crate) struct Options {
    /// The page's port; the widget takes the next one and the chat API the one after.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Opens no browser.
    #[arg(long)]
    no_open: bool,
    /// Where the events of livechat and deletion are delivered, signed; an address that begins with http://.
    #[arg(long, requires = "webhook_secret")]
    webhook_url: Option<String>,
    /// Key of the signatures.
    #[arg(long, requires = "webhook_url")]
    webhook_secret: Option<String>,
}

/// Builds everything and serves it until Ctrl-C.
pub(crate) fn run(options: &Options) -> Result<()> {
    let ports = three_ports(options.port)?;
    // Before the build, which may take minutes.
    ensure_free(ports)?;
    let dist = build::run(&build::Options::default())?;
    progress::timed("building the sandbox", sandbox::build)?;
    ensure_free(ports)?;
    process::expect_ctrl_c();
    let mut further: Vec<&str> = Vec::new();
    if let (Some(url), Some(secret)) = (&options.webhook_url, &options.webhook_secret) {
        further.extend(["--webhook-url", url, "--webhook-secret", secret]);
    }
    let mut sandbox = sandbox::start(ports, &dist, &further)?;
    let address = format!("http://127.0.0.1:{}/", ports.host);
    println!("Chatlet demo: {address}");
    println!("Agent desk:   {address}desk/");
    if !options.no_open {
        open(&address);
    }
    let status = sandbox.wait()?;
    bail!("the sandbox ended by itself ({status}); its output is above");
}

fn three_ports(first: u16) -> Result<Ports> {
    let after = |steps| {
        first
            .checked_add(steps)
            .with_context(|| format!("there are no two ports after {first}: choose a lower one with --port"))
    };
    Ok(Ports { host: first, widget: after(1)?, api: after(2)? })
}

fn ensure_free(Ports { host, widget, api }: Ports) -> Result<()> {
    ports::ensure_free(host, "the page")?;
    ports::ensure_free(widget, "the widget")?;
    ports::ensure_free(api, "the chat API")
}

/// Shows the page to a person, where there is a screen; the address on the terminal serves as well.
fn open(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else if ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some())
        && let Some(program) = project::find_program(&["xdg-open"])
    {
        Command::new(program)
    } else {
        return;
    };
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Not one of the children that end with this program: it may have become the person's browser.
    process::leave_to_itself(&mut command);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ports_follow_each_other() {
        let ports = three_ports(8080).unwrap();
        assert_eq!((ports.host, ports.widget, ports.api), (8080, 8081, 8082));
        assert!(three_ports(65534).is_err());
    }
}
