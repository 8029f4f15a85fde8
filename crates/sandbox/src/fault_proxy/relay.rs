//! One request through the proxy.

use super::answer::{End, Writer, has_body};
use super::request::{self, Head};
use super::reset;
use super::rule::{Fault, Rules};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::io::{Error, ErrorKind, Result};
use tokio::net::TcpStream;
use tokio::time::sleep;

/// Headers that are between two neighbours.
const HOP: [&str; 4] = ["connection", "expect", "keep-alive", "transfer-encoding"];

/// Reads one request from `stream` and answers it, with the fault that it meets.
pub(super) async fn run(stream: &TcpStream, upstream: &str, rules: &Rules) -> Result<()> {
    let (head, rest) = request::head(stream).await?;
    let fault = rules.meet(&head);
    if let Some(Fault::Answer { status, headers, body }) = &fault {
        return made_up(stream, &head, *status, headers, body).await;
    }
    let length = head.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let limit = if let Some(Fault::CutRequest { after }) = fault { after } else { usize::MAX };
    let body = request::body(stream, rest, length, limit).await?;
    match fault {
        Some(Fault::CutRequest { .. }) => {
            reset(stream);
            return Ok(());
        }
        Some(Fault::DelayRequest(time)) => sleep(time).await,
        _ => {}
    }
    let mut upstream = Upstream::connect(upstream).await?;
    let answer = upstream.send(&head, body);
    if fault == Some(Fault::DropResponse) {
        // The request has arrived as soon as there is an answer; the API then sees its reader go.
        answer.await?;
        reset(stream);
        return Ok(());
    }
    let response = tokio::select! {
        response = answer => response?,
        // A reader who goes is the API's to notice.
        () = request::closed(stream) => return Ok(()),
    };
    if let Some(Fault::DelayResponse(time)) = fault {
        sleep(time).await;
    }
    tokio::select! {
        result = pass_on(stream, response, fault) => result,
        () = request::closed(stream) => Ok(()),
    }
}

/// Passes an answer on, piece by piece.
async fn pass_on(stream: &TcpStream, response: Response<Incoming>, fault: Option<Fault>) -> Result<()> {
    let status = response.status().as_u16();
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value.as_bytes())));
    let headers: Vec<(String, String)> = headers.collect();
    let mut writer = Writer::start(stream, status, &headers, fault).await?;
    let mut body = response.into_body();
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            // What breaks behind the proxy breaks in front of it, too.
            reset(stream);
            return Ok(());
        };
        let Ok(bytes) = frame.into_data() else { continue };
        match writer.piece(&bytes).await? {
            End::Whole => {}
            End::Reset => {
                reset(stream);
                return Ok(());
            }
            End::Closed => return Ok(()),
        }
    }
    if has_body(status) { writer.finish().await } else { Ok(()) }
}

/// An answer of the proxy's own.
async fn made_up(
    stream: &TcpStream,
    head: &Head,
    status: u16,
    headers: &[(String, String)],
    body: &str,
) -> Result<()> {
    let mut headers = headers.to_vec();
    for (name, _) in &mut headers {
        name.make_ascii_lowercase();
    }
    if let Some(origin) = head.header("origin") {
        headers.push(("access-control-allow-origin".into(), origin.into()));
        headers.push(("access-control-expose-headers".into(), "Retry-After".into()));
    }
    let mut writer = Writer::start(stream, status, &headers, None).await?;
    if has_body(status) {
        writer.piece(&Bytes::copy_from_slice(body.as_bytes())).await?;
        writer.finish().await?;
    }
    // The rest of the request is read, because a reset would overtake the answer.
    let patience = std::time::Duration::from_millis(200);
    let _ = tokio::time::timeout(patience, request::closed(stream)).await;
    Ok(())
}

/// A connection to the API that ends when dropped.
struct Upstream {
    sender: http1::SendRequest<Full<Bytes>>,
    connection: tokio::task::JoinHandle<()>,
}

impl Upstream {
    async fn connect(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
        let connection = tokio::spawn(async move {
            let _ = connection.await;
        });
        Ok(Self { sender, connection })
    }

    async fn send(&mut self, head: &Head, body: Vec<u8>) -> Result<Response<Incoming>> {
        let mut request = Request::builder().method(head.method.as_str()).uri(&head.target);
        for (name, value) in head.headers.iter().filter(|(name, _)| !HOP.contains(&name.as_str())) {
            request = request.header(name, value);
        }
        let request =
            request.body(Full::new(Bytes::from(body))).map_err(|_| Error::from(ErrorKind::InvalidData))?;
        self.sender.send_request(request).await.map_err(broken)
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

fn broken(error: hyper::Error) -> Error {
    Error::other(error)
}
