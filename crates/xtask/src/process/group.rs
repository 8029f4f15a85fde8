//! Process groups, and the list of those now running.

use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a group may take to end by itself.
const GRACE: Duration = Duration::from_secs(5);
/// How often a group's end is looked for.
const LOOK: Duration = Duration::from_millis(5);

/// The groups to stop when this process is told to end.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

fn running() -> MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Adds a child to the list.
pub(super) fn remember(id: u32) {
    running().push(id);
}

/// Takes a child from the list.
pub(super) fn forget(id: u32) {
    running().retain(|known| *known != id);
}

/// Stops every group on the list, for good: the caller ends this process next.
pub(super) fn stop_all() {
    let list = running();
    for id in list.iter() {
        signal::ask_to_end(*id);
    }
    let start = Instant::now();
    while start.elapsed() < GRACE && list.iter().any(|id| signal::lives(*id)) {
        sleep(LOOK);
    }
    for id in list.iter() {
        signal::end(*id);
    }
    // The main thread sees its child end, and would report that as a failure or start the next one.
    // Keeping the list locked makes it wait at its next step until this process is gone.
    std::mem::forget(list);
}

/// Gives a command a process group of its own.
pub(super) fn separate(command: &mut Command) {
    signal::separate(command);
}

/// Stops a child and the rest of its group.
pub(super) fn stop(child: &mut Child) {
    let id = child.id();
    signal::ask_to_end(id);
    let start = Instant::now();
    while start.elapsed() < GRACE {
        let ended = !matches!(child.try_wait(), Ok(None));
        if ended && !signal::lives(id) {
            return;
        }
        sleep(LOOK);
    }
    signal::end(id);
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(unix)]
mod signal {
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

    pub(super) fn separate(command: &mut Command) {
        command.process_group(0);
    }

    pub(super) fn ask_to_end(id: u32) {
        if let Some(group) = group(id) {
            let _ = kill_process_group(group, Signal::TERM);
        }
    }

    pub(super) fn end(id: u32) {
        if let Some(group) = group(id) {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }

    pub(super) fn lives(id: u32) -> bool {
        group(id).is_some_and(|group| test_kill_process_group(group).is_ok())
    }

    fn group(id: u32) -> Option<Pid> {
        i32::try_from(id).ok().and_then(Pid::from_raw)
    }
}

/// Without process groups only the child itself can be stopped, which [`stop`] does.
#[cfg(not(unix))]
mod signal {
    use std::process::Command;

    pub(super) fn separate(_command: &mut Command) {}

    pub(super) fn ask_to_end(_id: u32) {}

    pub(super) fn end(_id: u32) {}

    pub(super) fn lives(_id: u32) -> bool {
        false
    }
}
