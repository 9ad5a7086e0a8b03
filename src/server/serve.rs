use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use super::config::Config;
use super::router::{AppState, router};
use super::session;
use crate::store::Store;

/// Serves until interrupted or terminated, then finishes what it has begun.
pub async fn run(config: Config, store: Store, addr: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    session::ensure_owner(&store).await?;
    let listener =
        TcpListener::bind(addr).await.map_err(|error| anyhow::anyhow!("cannot listen on {addr}: {error}"))?;
    let local = listener.local_addr()?;
    let router = router(AppState { store: store.clone(), leptos: config.leptos });
    println!("Leads & Tickets is at http://{local}");

    // Answers are written in one go: waiting to fill a packet would only delay their end.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, router).with_graceful_shutdown(stopped()).await?;
    Ok(store.close().await?)
}

async fn stopped() {
    let interrupted = async { tokio::signal::ctrl_c().await.ok() };
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupted => {}
        _ = terminated => {}
    }
}
