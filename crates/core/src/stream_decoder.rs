//! The `text/event-stream` decoder: bytes in, dispatched events out.
//!
//! It follows the WHATWG HTML standard, section "Server-sent events" (corpora/README.md, `sse.jsonl`), for
//! bytes that are cut anywhere. It knows neither the network nor JSON, and it never decides when a stream is
//! over: an unfinished block is simply never dispatched.

/// The size one event may reach before the stream is refused, in bytes (16 MiB).
pub const DEFAULT_EVENT_LIMIT: usize = 16 * 1024 * 1024;

/// Bytes of room that are kept from one event to the next.
const KEPT: usize = 1 << 16;

/// U+FEFF in UTF-8, stripped once, at the very start of the stream only.
const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// One dispatched event, lent while it is handled: a reply has thousands, and most are read by a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerEvent<'decoder> {
    /// The event's type; `message` when the block named none.
    pub event: &'decoder str,
    /// Its `data` lines joined by line feeds.
    pub data: &'decoder str,
    /// The last event id in force at dispatch. It persists over blocks; empty while never set.
    pub id: &'decoder str,
    /// The reconnection time in force at dispatch, in milliseconds; none while never set.
    pub retry: Option<u64>,
}

/// An event outgrew the limit: the stream is over, and its source should be aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

/// The incremental decoder of one stream.
///
/// Work is linear in the bytes pushed, however they are cut: a byte is looked at once and copied once into
/// its field, and once more into its line where that is cut.
#[derive(Debug)]
pub struct Decoder {
    limit: usize,
    overflowed: bool,
    /// How many bytes of the byte order mark have matched; its length once that question is settled.
    mark: usize,
    /// The last byte was a CR that ended a line, so an LF right after it belongs to it. The line is not held
    /// back for that LF: a stream whose last byte is CR would lose its last event.
    after_carriage_return: bool,
    /// The line so far. A comment keeps only its colon.
    line: Vec<u8>,
    /// The length of the line so far, which for a comment is more than what is kept.
    line_length: usize,
    /// Every `data` value so far, each followed by LF. Kept as bytes: LF never occurs inside a UTF-8
    /// sequence, so decoding all at once replaces exactly what decoding line by line would.
    data: Vec<u8>,
    event: String,
    next_id: String,
    id: String,
    retry: Option<u64>,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    /// A decoder with the [`DEFAULT_EVENT_LIMIT`].
    pub fn new() -> Self {
        Self::with_limit(DEFAULT_EVENT_LIMIT)
    }

    /// A decoder that refuses a stream once the data of one event, with the line being read, exceeds `limit`
    /// bytes.
    pub fn with_limit(limit: usize) -> Self {
        Self {
            limit,
            overflowed: false,
            mark: 0,
            after_carriage_return: false,
            line: Vec::new(),
            line_length: 0,
            data: Vec::new(),
            event: String::new(),
            next_id: String::new(),
            id: String::new(),
            retry: None,
        }
    }

    /// The last event id in force; empty while never set.
    pub fn last_event_id(&self) -> &str {
        &self.id
    }

    /// The reconnection time in force, in milliseconds. A number beyond `u64` saturates.
    pub fn retry(&self) -> Option<u64> {
        self.retry
    }

    /// Reads the next bytes and hands over each event they complete.
    ///
    /// # Errors
    /// [`Overflow`] when an event outgrows the limit, and for every call after that. Events completed before
    /// the overflow have been handed over.
    pub fn push(&mut self, bytes: &[u8], mut on_event: impl FnMut(ServerEvent<'_>)) -> Result<(), Overflow> {
        let mut rest = self.skip_mark(bytes);
        while let [first, after @ ..] = rest {
            if std::mem::take(&mut self.after_carriage_return) && *first == b'\n' {
                rest = after;
                continue;
            }
            let end = line_end(rest);
            let (line, tail) = rest.split_at(end.unwrap_or(rest.len()));
            let [ending, tail @ ..] = tail else {
                self.extend_line(line)?;
                break;
            };
            if self.line_length == 0 {
                // A line that comes whole is read where it is.
                self.admit(line.len())?;
                self.end_line(line, &mut on_event);
            } else {
                self.extend_line(line)?;
                let whole = std::mem::take(&mut self.line);
                self.line_length = 0;
                self.end_line(&whole, &mut on_event);
            }
            self.after_carriage_return = *ending == b'\r';
            rest = tail;
        }
        if self.overflowed { Err(Overflow) } else { Ok(()) }
    }

    /// Consumes the byte order mark, over any cut. What only looked like one goes back into the line.
    fn skip_mark<'bytes>(&mut self, mut bytes: &'bytes [u8]) -> &'bytes [u8] {
        while let (Some(expected), [first, after @ ..]) = (BYTE_ORDER_MARK.get(self.mark), bytes) {
            if first == expected {
                self.mark += 1;
                bytes = after;
            } else {
                self.line.extend_from_slice(&BYTE_ORDER_MARK[..self.mark]);
                self.line_length = self.mark;
                self.mark = BYTE_ORDER_MARK.len();
            }
        }
        bytes
    }

    /// Refuses a line of `length` bytes that would be too much.
    fn admit(&mut self, length: usize) -> Result<(), Overflow> {
        if self.overflowed || self.data.len().saturating_add(length) > self.limit {
            // What is held is given back at once; nothing can be dispatched any more.
            *self = Self {
                overflowed: true,
                retry: self.retry,
                id: std::mem::take(&mut self.id),
                ..Self::with_limit(0)
            };
            return Err(Overflow);
        }
        Ok(())
    }

    fn extend_line(&mut self, bytes: &[u8]) -> Result<(), Overflow> {
        self.line_length = self.line_length.saturating_add(bytes.len());
        self.admit(self.line_length)?;
        if self.line.first() != Some(&b':') {
            let comment = self.line.is_empty() && bytes.first() == Some(&b':');
            self.line.extend_from_slice(if comment { b":" } else { bytes });
        }
        Ok(())
    }

    fn end_line(&mut self, line: &[u8], on_event: &mut impl FnMut(ServerEvent<'_>)) {
        if line.is_empty() {
            self.dispatch(on_event);
            return;
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.strip_prefix(b":").unwrap_or(value);
        self.set_field(name, value.strip_prefix(b" ").unwrap_or(value));
    }

    fn set_field(&mut self, name: &[u8], value: &[u8]) {
        match name {
            b"data" => {
                self.data.reserve(value.len() + 1);
                self.data.extend_from_slice(value);
                self.data.push(b'\n');
            }
            b"event" => {
                self.event.clear();
                self.event.push_str(&String::from_utf8_lossy(value));
            }
            b"id" if !value.contains(&0) => self.next_id = String::from_utf8_lossy(value).into_owned(),
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                let time = value.iter().fold(0_u64, |time, digit| {
                    time.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
                });
                self.retry = Some(time);
            }
            _ => {}
        }
    }

    fn dispatch(&mut self, on_event: &mut impl FnMut(ServerEvent<'_>)) {
        // A block without data dispatches nothing, but its id counts.
        self.id.clone_from(&self.next_id);
        if self.data.pop().is_some() {
            let event = if self.event.is_empty() { "message" } else { self.event.as_str() };
            let data = String::from_utf8_lossy(&self.data);
            on_event(ServerEvent { event, data: &data, id: &self.id, retry: self.retry });
        }
        self.event.clear();
        self.data.clear();
        // The room of one event serves the next, unless it was unusually large.
        self.data.shrink_to(KEPT);
    }
}

/// Where the first line ends. A stream is mostly what no line ends in, and it is read eight bytes at a time: one at a
/// time was a fifth of reading a reply.
fn line_end(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    // Has a high bit where a byte is zero; above the first such byte it may have more.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    let (words, _) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = zeros(word ^ (ONES * u64::from(b'\n'))) | zeros(word ^ (ONES * u64::from(b'\r')));
        if found != 0 {
            return Some(index * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let read = words.len() * 8;
    let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
    bytes[read..].iter().position(ends).map(|place| read + place)
}

#[cfg(test)]
mod tests;
