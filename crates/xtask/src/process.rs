//! Child processes: each in a process group of its own, each stopped with everything it started.
//!
//! A group of its own means that a Ctrl-C reaches this process alone, which then stops the groups it started by their ids.

mod group;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicI32, Ordering};

use anyhow::{Context, Result, bail};

/// How a shell reports an end by Ctrl-C.
const INTERRUPTED: i32 = 130;

static EXIT_CODE_WHEN_STOPPED: AtomicI32 = AtomicI32::new(INTERRUPTED);

/// Makes Ctrl-C and a termination request stop every child before this process ends.
pub(crate) fn stop_children_on_signals() -> Result<()> {
    ctrlc::set_handler(|| {
        group::stop_all();
        std::process::exit(EXIT_CODE_WHEN_STOPPED.load(Ordering::Relaxed));
    })
    .context("could not watch for Ctrl-C")
}

/// From now on Ctrl-C is the ordinary end, not a failure.
pub(crate) fn expect_ctrl_c() {
    EXIT_CODE_WHEN_STOPPED.store(0, Ordering::Relaxed);
}

/// Runs a command to its end with its output shown on standard error.
///
/// Standard output is kept for what this program itself answers.
pub(crate) fn run(command: &mut Command, what: &str) -> Result<()> {
    let mut running = Running::start(command.stdout(std::io::stderr()), what)?;
    succeeded(running.wait()?, what)
}

/// Runs a command to its end and returns its standard output; its standard error is shown only when it fails.
pub(crate) fn capture(command: &mut Command, what: &str) -> Result<String> {
    let mut running = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::piped()), what)?;
    // Standard error is read aside, since a child that fills one pipe while the other is being read would hang.
    let errors = running.child.stderr.take().map(|mut stream| {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            stream.read_to_end(&mut text).map(|_| text)
        })
    });
    let mut output = Vec::new();
    if let Some(mut stream) = running.child.stdout.take() {
        stream.read_to_end(&mut output).with_context(|| format!("{what}: its output could not be read"))?;
    }
    let status = running.wait()?;
    if !status.success() {
        let errors = errors.and_then(|thread| thread.join().ok()).and_then(Result::ok).unwrap_or_default();
        bail!(
            "{what}: {} ended with {status}\n{}",
            program(command),
            String::from_utf8_lossy(&errors).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output).into_owned())
}

/// Runs a command to its end, handing over each line of its standard output as it comes.
pub(crate) fn stream(command: &mut Command, what: &str, mut line: impl FnMut(&str)) -> Result<ExitStatus> {
    let mut running = Running::start(command.stdout(Stdio::piped()), what)?;
    if let Some(output) = running.child.stdout.take() {
        for text in BufReader::new(output).split(b'\n') {
            line(&String::from_utf8_lossy(
                &text.with_context(|| format!("{what}: its output could not be read"))?,
            ));
        }
    }
    running.wait()
}

/// Starts a command that outlives this process; a failure to start is of no importance.
pub(crate) fn leave_to_itself(command: &mut Command) {
    group::separate(command);
    let _ = command.spawn();
}

/// Turns an unsuccessful end into an error that names what was being done.
pub(crate) fn succeeded(status: ExitStatus, what: &str) -> Result<()> {
    if !status.success() {
        bail!("{what} failed ({status}); its output is above");
    }
    Ok(())
}

/// A child that is stopped, with everything it started, when this value is dropped.
pub(crate) struct Running {
    /// The child itself.
    pub(crate) child: Child,
    what: String,
}

impl Running {
    /// Starts a command without waiting for it.
    pub(crate) fn start(command: &mut Command, what: &str) -> Result<Self> {
        group::separate(command.stdin(Stdio::null()));
        let child =
            command.spawn().with_context(|| format!("{what}: {} could not be started", program(command)))?;
        group::remember(child.id());
        Ok(Self { child, what: what.to_owned() })
    }

    /// Waits for the child's own end.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        self.child.wait().with_context(|| format!("{}: waiting for its end failed", self.what))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The child may have ended and left children behind (a driver its browser); those go too.
        group::stop(&mut self.child);
        group::forget(self.child.id());
    }
}

fn program(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("chatlet-no-such-program"), "trying").unwrap_err();
        assert!(format!("{error:#}").contains("chatlet-no-such-program"), "{error:#}");
    }

    #[cfg(unix)]
    #[test]
    fn output_is_captured_and_a_failure_shows_the_error_text() {
        let answer = capture(Command::new("sh").args(["-c", "echo fine"]), "trying").unwrap();
        assert_eq!(answer, "fine\n");
        let error =
            capture(Command::new("sh").args(["-c", "echo broken >&2; exit 3"]), "trying").unwrap_err();
        assert!(error.to_string().contains("broken"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn dropping_a_child_stops_what_it_started() {
        let mut lines = Vec::new();
        let mut running = Running::start(
            Command::new("sh").args(["-c", "sleep 60 & echo $!; wait"]).stdout(Stdio::piped()),
            "trying",
        )
        .unwrap();
        let mut output = BufReader::new(running.child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        drop(running);
        // The grandchild held the other end of the pipe; reading to the end proves that it is gone.
        output.read_to_end(&mut lines).unwrap();
        assert!(lines.is_empty());
    }
}
