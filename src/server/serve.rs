//! The accept loop. Our own, because axum's has no timers: a connection that sends half a head would stay for ever.

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io::IsTerminal;
use std::pin::pin;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use super::config::{Config, LogFormat};
use super::router::{AppState, router};
use super::security::{Demo, Security};
use super::{demo, jobs, purge};
use crate::domain::{limits, slug};
use crate::store::{Store, members};

/// For the head of a request to arrive, and for an idle connection to send its next one.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// For a client to take the next piece of an answer. A download that somebody has paused is given as long.
const WRITE_TIMEOUT: Duration = Duration::from_secs(limits::EXPORT_SECONDS);
/// For the requests in hand, once asked to stop.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(20);
/// Of that, for exports to come to their end.
const EXPORTS_TIMEOUT: Duration = Duration::from_secs(5);
/// After a failed accept, mostly for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves until interrupted or terminated, then finishes what it has begun.
pub async fn run(config: Config, store: Store, addr: &str, demo: bool) -> anyhow::Result<()> {
    log_to_stderr(config.log_format);
    let listener =
        TcpListener::bind(addr).await.map_err(|error| anyhow::anyhow!("cannot listen on {addr}: {error}"))?;
    let local = listener.local_addr()?;
    let demo = if demo {
        anyhow::ensure!(
            local.ip().is_loopback(),
            "the demo lets in everybody who reads what it prints, so it listens on this machine only: {local} is not"
        );
        if let Some(done) = demo::fill(&store, config.country).await? {
            println!("{done}");
        }
        Some(demo_sign_in(&store).await?)
    } else {
        None
    };
    let security = Security::new(config.plain_http, config.session_idle_hours, config.session_days, demo);
    jobs::fail_interrupted(&store).await?;
    let state = AppState::new(store.clone(), config.leptos, security, config.country);
    let (running, stopping) = (state.jobs.clone(), state.stopping.clone());
    let router = router(state);
    tokio::spawn(purge::run(store.clone()));
    println!("Leads & Tickets is at http://{local}");
    accept(listener, router, &stopping).await?;
    stopping.cancel();
    running.close();
    if tokio::time::timeout(DRAIN_TIMEOUT, running.wait()).await.is_err() {
        tracing::warn!("stopping with a job unfinished: none of its records is changed");
    }
    Ok(store.close().await?)
}

/// Makes the demo's password, or takes it from the environment, and prints one sign-in for each role.
async fn demo_sign_in(store: &Store) -> anyhow::Result<Demo> {
    let (demo, password) = Demo::new(std::env::var("LT_DEMO_PASSWORD").ok()).await?;
    let everybody = members::accounts(store.read()).await?;
    let mut open: Vec<_> = everybody.into_iter().filter(|one| one.active && one.password_hash.is_none()).collect();
    open.sort_by_key(|one| (std::cmp::Reverse(one.member.role.rank()), one.member.id));
    open.dedup_by_key(|one| one.member.role);
    println!("This is a demo. Sign in with the password {password} as");
    for account in open {
        println!("  {:<8}{}", slug(account.member.role), account.email);
    }
    Ok(demo)
}

fn log_to_stderr(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let subscriber = subscriber.with_ansi(std::io::stderr().is_terminal());
    match format {
        LogFormat::Text => subscriber.init(),
        LogFormat::Json => subscriber.json().init(),
    }
}

async fn accept(listener: TcpListener, router: Router, stopping: &CancellationToken) -> anyhow::Result<()> {
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let connections = GracefulShutdown::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => serve_connection(stream, router.clone(), &connections),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            },
            _ = interrupted.recv() => break,
            _ = terminated.recv() => break,
        }
    }
    drop(listener);
    let mut drained = pin!(connections.shutdown());
    if tokio::time::timeout(EXPORTS_TIMEOUT, &mut drained).await.is_err() {
        // Broken off now, those who read them learn it; later they would be killed.
        stopping.cancel();
        if tokio::time::timeout(DRAIN_TIMEOUT - EXPORTS_TIMEOUT, drained).await.is_err() {
            tracing::warn!("stopping with requests unfinished");
        }
    }
    Ok(())
}

fn serve_connection(stream: TcpStream, router: Router, connections: &GracefulShutdown) {
    // Answers are written in one go: waiting to fill a packet would only delay their end.
    let _ = stream.set_nodelay(true);
    let mut builder = auto::Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    let service = TowerToHyperService::new(router);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_TIMEOUT));
    let connection = builder.serve_connection(TokioIo::new(Box::pin(stream)), service).into_owned();
    let connection = connections.watch(connection);
    // A connection that breaks is the client's business; what our side did wrong is logged by its request.
    tokio::spawn(async move {
        let _ = connection.await;
    });
}
