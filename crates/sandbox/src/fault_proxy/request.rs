//! Reading a request from the wire, no further than a test needs.

use std::io::{Error, ErrorKind, Result};
use tokio::net::TcpStream;

/// Bytes of a head that are read before giving up.
const HEAD_LIMIT: usize = 64 * 1024;

/// The head of a request.
pub(super) struct Head {
    pub(super) method: String,
    /// Without the query.
    pub(super) path: String,
    /// With the query.
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
}

impl Head {
    /// The value of header `name`, which is in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        let path = target.split('?').next()?.to_owned();
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        };
        Some(Self { method, path, target, headers: lines.filter_map(header).collect() })
    }
}

/// Reads more bytes behind `buffer`; false at the end of the stream.
async fn more(stream: &TcpStream, buffer: &mut Vec<u8>) -> Result<bool> {
    loop {
        stream.readable().await?;
        match stream.try_read_buf(buffer) {
            Ok(read) => return Ok(read > 0),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
}

/// The next head, and the bytes that came behind it.
pub(super) async fn head(stream: &TcpStream) -> Result<(Head, Vec<u8>)> {
    let mut buffer = Vec::with_capacity(4096);
    loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            let rest = buffer.split_off(end + 4);
            let text = String::from_utf8_lossy(&buffer[..end]);
            let head = Head::parse(&text).ok_or_else(|| Error::from(ErrorKind::InvalidData))?;
            return Ok((head, rest));
        }
        if buffer.len() > HEAD_LIMIT || !more(stream, &mut buffer).await? {
            return Err(Error::from(ErrorKind::UnexpectedEof));
        }
    }
}

/// The rest of a body of `length` bytes, of which `body` has come; stops at `limit`.
pub(super) async fn body(
    stream: &TcpStream,
    mut body: Vec<u8>,
    length: usize,
    limit: usize,
) -> Result<Vec<u8>> {
    let wanted = length.min(limit);
    while body.len() < wanted {
        if !more(stream, &mut body).await? {
            return Err(Error::from(ErrorKind::UnexpectedEof));
        }
    }
    Ok(body)
}

/// Waits until the other side closes; what it says meanwhile is dropped.
pub(super) async fn closed(stream: &TcpStream) {
    let mut dropped = Vec::new();
    while let Ok(true) = more(stream, &mut dropped).await {
        dropped.clear();
    }
}
