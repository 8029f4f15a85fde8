//! Writing an answer to the wire, with the fault it has to meet.

use super::rule::Fault;
use hyper::body::Bytes;
use std::io::{ErrorKind, Result};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::sleep;

/// How the body is delimited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Framing {
    Chunked,
    /// By the end of the connection.
    Close,
}

/// What becomes of an answer.
#[derive(PartialEq, Eq)]
pub(super) enum End {
    /// It is whole.
    Whole,
    /// It is cut: the socket has to be reset.
    Reset,
    /// It is over before it is whole: the socket is closed in an orderly way.
    Closed,
}

/// Writes everything.
pub(super) async fn write(stream: &TcpStream, mut bytes: &[u8]) -> Result<()> {
    while !bytes.is_empty() {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// An answer that is being written.
pub(super) struct Writer<'a> {
    stream: &'a TcpStream,
    fault: Option<Fault>,
    framing: Framing,
    /// Bytes of the body so far.
    written: usize,
    /// The part of a frame whose end has not come, when frames are doubled.
    frame: Vec<u8>,
}

impl<'a> Writer<'a> {
    /// Writes the head and prepares for the body.
    pub(super) async fn start(
        stream: &'a TcpStream,
        status: u16,
        headers: &[(String, String)],
        fault: Option<Fault>,
    ) -> Result<Self> {
        let closes = matches!(fault, Some(Fault::CloseDelimited { .. }));
        let framing = if closes { Framing::Close } else { Framing::Chunked };
        let version = if closes { "HTTP/1.0" } else { "HTTP/1.1" };
        let mut head = format!("{version} {status} {}\r\n", reason(status));
        // The length is the proxy's own business, because it may change.
        let own = ["connection", "content-length", "keep-alive", "transfer-encoding"];
        for (name, value) in headers.iter().filter(|(name, _)| !own.contains(&name.as_str())) {
            head.extend([name, ": ", value, "\r\n"]);
        }
        if framing == Framing::Chunked && has_body(status) {
            head.push_str("transfer-encoding: chunked\r\n");
        }
        head.push_str("connection: close\r\n\r\n");
        write(stream, head.as_bytes()).await?;
        Ok(Self { stream, fault, framing, written: 0, frame: Vec::new() })
    }

    /// Writes a piece of the body; an end other than whole ends the answer.
    pub(super) async fn piece(&mut self, bytes: &Bytes) -> Result<End> {
        match self.fault.clone() {
            Some(Fault::Cut { after }) => self.until(bytes, after, End::Reset).await,
            Some(Fault::End { after }) => {
                let end = self.until(bytes, after, End::Closed).await?;
                if end == End::Closed {
                    self.finish().await?;
                }
                Ok(end)
            }
            Some(Fault::CloseDelimited { after }) => self.until(bytes, after, End::Closed).await,
            Some(Fault::Hold { after, time }) if self.written + bytes.len() > after => {
                let (before, behind) = bytes.split_at(after - self.written);
                self.put(before).await?;
                sleep(time).await;
                self.put(behind).await?;
                self.fault = None;
                Ok(End::Whole)
            }
            Some(Fault::Drip { delay }) => self.drip(bytes, delay).await,
            Some(Fault::Duplicate) => self.twice(bytes).await,
            _ => self.put(bytes).await.map(|()| End::Whole),
        }
    }

    /// Ends the body as whole.
    pub(super) async fn finish(&mut self) -> Result<()> {
        let rest = std::mem::take(&mut self.frame);
        self.put(&rest).await?;
        match self.framing {
            Framing::Chunked => write(self.stream, b"0\r\n\r\n").await,
            Framing::Close => Ok(()),
        }
    }

    async fn put(&mut self, bytes: &[u8]) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.written += bytes.len();
        match self.framing {
            Framing::Close => write(self.stream, bytes).await,
            Framing::Chunked => {
                let chunk = [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
                write(self.stream, &chunk).await
            }
        }
    }

    async fn until(&mut self, bytes: &[u8], after: usize, end: End) -> Result<End> {
        let room = after - self.written.min(after);
        let fits = bytes.len() < room;
        self.put(&bytes[..room.min(bytes.len())]).await?;
        Ok(if fits { End::Whole } else { end })
    }

    async fn drip(&mut self, bytes: &[u8], delay: Duration) -> Result<End> {
        for byte in bytes {
            self.put(&[*byte]).await?;
            sleep(delay).await;
        }
        Ok(End::Whole)
    }

    async fn twice(&mut self, bytes: &[u8]) -> Result<End> {
        self.frame.extend_from_slice(bytes);
        while let Some(end) = self.frame.windows(2).position(|window| window == b"\n\n") {
            let rest = self.frame.split_off(end + 2);
            let frame = std::mem::replace(&mut self.frame, rest);
            self.put(&frame).await?;
            self.put(&frame).await?;
        }
        Ok(End::Whole)
    }
}

/// Whether an answer with this status has a body at all.
pub(super) fn has_body(status: u16) -> bool {
    !matches!(status, 100..=199 | 204 | 304)
}

fn reason(status: u16) -> &'static str {
    let status = hyper::StatusCode::from_u16(status);
    status.ok().and_then(|status| status.canonical_reason()).unwrap_or("Unknown")
}
