//! Network ports of this machine.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result, anyhow};

/// Makes sure that nothing listens on a port; `whose` says what it is wanted for.
pub(crate) fn ensure_free(port: u16, whose: &str) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(match error.kind() {
            ErrorKind::AddrInUse => {
                anyhow!(
                    "port {port} (for {whose}) is in use: stop what listens there, or choose others with --port"
                )
            }
            ErrorKind::PermissionDenied => {
                anyhow!(
                    "port {port} (for {whose}) may not be used by this user: choose one above 1023 with --port"
                )
            }
            _ => anyhow!("port {port} (for {whose}) cannot be used: {error}"),
        }),
    }
}

/// Ports that nothing listens on now.
pub(crate) fn free<const COUNT: usize>() -> Result<[u16; COUNT]> {
    // All are held until the last is known, or one might be given twice.
    let mut held = Vec::with_capacity(COUNT);
    let mut ports = [0; COUNT];
    for port in &mut ports {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("this machine gave no free port")?;
        *port = listener.local_addr().context("a port has no number")?.port();
        held.push(listener);
    }
    Ok(ports)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_named() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = ensure_free(port, "the widget").unwrap_err().to_string();
        assert!(
            error.contains(&port.to_string()) && error.contains("in use") && error.contains("the widget"),
            "{error}"
        );
    }

    #[test]
    fn free_ports_differ_and_are_free() {
        let [one, two, three] = free::<3>().unwrap();
        assert!(one != two && two != three && one != three);
    }
}
