//! The pages: a record to read, server-rendered, without script, cookies or requests to anywhere else.
//!
//! The routes below are the table of contents. Each screen is a file: a typed view of the record, which is the page's
//! JSON, and the page made from it.

mod answer;
pub(crate) mod page;
mod shelf;

use crate::cli::Exit;
pub(crate) use shelf::Site;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

/// Takes an address to listen on.
pub(crate) fn bind(address: SocketAddr) -> Result<TcpListener, Exit> {
    TcpListener::bind(address)
        .map_err(|error| Exit::fault(format!("cannot listen on {address}: {error}")))
}

/// The address of the first page.
pub(crate) fn address(listener: &TcpListener) -> Result<String, Exit> {
    let address = listener.local_addr().map_err(Exit::fault)?;
    Ok(format!("http://{address}/"))
}

/// Serves until it is interrupted.
pub(crate) fn serve(listener: TcpListener, site: Site) -> Result<(), Exit> {
    let fault = |error: std::io::Error| Exit::fault(format!("serving broke off: {error}"));
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(fault)?;
    runtime
        .block_on(async {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, answer::routes(Arc::new(site)))
                .with_graceful_shutdown(interrupted())
                .await
        })
        .map_err(fault)
}

/// Ctrl-C; where it cannot be waited for, the server runs until it is ended from outside.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
