//! `chatlet-sandbox serve`: the reference backend as a program.

use anyhow::Result;
use chatlet_sandbox::{Sandbox, Settings, WebhookOptions, WidgetOptions};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Reference backend of Chatlet.
#[derive(Parser)]
#[command(name = "chatlet-sandbox")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Serves the demo pages, the iframe app and the chat API until interrupted.
    Serve(Serve),
}

#[derive(Args)]
struct Serve {
    /// Port of the demo pages.
    #[arg(long, default_value_t = 8080)]
    host_port: u16,
    /// Port of the iframe app.
    #[arg(long, default_value_t = 8081)]
    widget_port: u16,
    /// Port of the chat API.
    #[arg(long, default_value_t = 8082)]
    api_port: u16,
    /// Folder of the built app.
    #[arg(long)]
    dist: Option<PathBuf>,
    /// Folder of the demo pages, in the place of the project's own.
    #[arg(long)]
    demo: Option<PathBuf>,
    /// Serve the chat API and nothing else.
    #[arg(long)]
    api_only: bool,
    /// Milliseconds per streamed token; 0 streams as fast as it is read.
    #[arg(long, default_value_t = 30)]
    pace_ms: u64,
    /// A page that may embed the widget, besides the demo's; may be repeated.
    #[arg(long = "allow-origin")]
    allowed_origins: Vec<String>,
    /// An origin that may read the chat API, besides the widget's; may be repeated.
    #[arg(long = "cors-origin")]
    cors_origins: Vec<String>,
    /// Where the events of livechat and deletion are delivered, signed; an address that begins with http://.
    #[arg(long, requires = "webhook_secret")]
    webhook_url: Option<String>,
    /// Key of the signatures.
    #[arg(long, requires = "webhook_url")]
    webhook_secret: Option<String>,
}

impl Serve {
    fn settings(self) -> Settings {
        let usual = Settings::default();
        // People open the demo by either name.
        let mut allowed_origins = self.allowed_origins;
        allowed_origins
            .extend(["127.0.0.1", "localhost"].map(|name| format!("http://{name}:{}", self.host_port)));
        Settings {
            host_port: self.host_port,
            widget_port: self.widget_port,
            api_port: self.api_port,
            api_only: self.api_only,
            dist: self.dist,
            demo: self.demo.or(usual.demo),
            cors_origins: self.cors_origins,
            pace: Duration::from_millis(self.pace_ms),
            widget: WidgetOptions {
                // With a free port the host's name is not known yet.
                allowed_origins: (self.host_port != 0).then_some(allowed_origins),
                ..usual.widget
            },
            limits: usual.limits,
            webhook: self
                .webhook_url
                .zip(self.webhook_secret)
                .map(|(url, secret)| WebhookOptions::new(url, secret)),
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let Task::Serve(serve) = Arguments::parse().task;
    match run(serve).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("chatlet-sandbox: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(serve: Serve) -> Result<()> {
    let running = Sandbox::start(serve.settings()).await?;
    if !running.host.is_empty() {
        println!("demo pages  {}/", running.host);
        println!("agent desk  {}/desk/", running.host);
        println!("iframe app  {}/", running.widget);
    }
    println!("chat API    {}{}", running.api, chatlet_protocol::API_PREFIX);
    println!("listening");
    interrupted().await?;
    running.stop();
    Ok(())
}

#[cfg(unix)]
async fn interrupted() -> Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result?,
        _ = terminate.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn interrupted() -> Result<()> {
    Ok(tokio::signal::ctrl_c().await?)
}
