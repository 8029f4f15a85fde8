//! Listening: sockets on loopback, connections that end with the sandbox.

use anyhow::{Context, Result};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::Ipv4Addr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A socket on loopback and its address as an origin.
pub(crate) struct Socket {
    pub(crate) listener: TcpListener,
    pub(crate) origin: String,
}

/// Takes `port` on loopback, or a free one for 0.
pub(crate) async fn bind(port: u16, purpose: &str) -> Result<Socket> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("port {port}, wanted for the {purpose}, cannot be used"))?;
    let origin = format!("http://{}", listener.local_addr()?);
    Ok(Socket { listener, origin })
}

/// A task that is aborted when dropped, with everything it started.
pub(crate) struct Task(JoinHandle<()>);

impl Task {
    pub(crate) fn spawn(work: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(tokio::spawn(work))
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Serves `router` until the task is dropped.
pub(crate) fn serve(socket: Socket, router: Router) -> Task {
    Task::spawn(accept(socket.listener, move |stream| connection(stream, router.clone())))
}

/// Runs `connection` for each connection; all of them end with this future.
pub(crate) async fn accept<F>(listener: TcpListener, connection: impl Fn(TcpStream) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Frames are small, and each has to leave at once.
                if stream.set_nodelay(true).is_ok() {
                    connections.spawn(connection(stream));
                }
            }
            // Out of file descriptors, most likely: others close soon.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn connection(stream: TcpStream, router: Router) {
    let service = TowerToHyperService::new(router);
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(None);
    // A connection that breaks is the reader's business.
    let _ = server.serve_connection(TokioIo::new(stream), service).await;
}
