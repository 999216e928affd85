//! The pages: a record to read, server-rendered, without script, cookies or requests to anywhere else.
//!
//! [`routes`] is the table of contents. Each screen is a file: a typed view of the record, which is the page's JSON, and
//! the page made from it. What the levels of disclosure keep back is counted and not shown.

mod acts;
mod answer;
mod brackets;
mod calls_list;
mod document_show;
mod documents_list;
mod entry_show;
mod issue_show;
mod issues_list;
mod life;
mod log_list;
mod meeting_show;
mod meetings_list;
mod packages_show;
pub(crate) mod page;
mod parties_list;
mod parts;
mod party_show;
mod play_show;
mod provision_show;
mod report_read;
mod report_show;
mod rules_compare;
mod shelf;
mod sources_show;
mod standings;
mod text_show;
mod texts_list;

use crate::cli::Exit;
use answer::{Asked, Missing, Screens as _};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use shelf::Shelf;
pub(crate) use shelf::Site;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

/// Which screen answers which address. Every address is permanent; the same with `.json` is the page for programs.
fn routes(shelf: Arc<Shelf>) -> Router {
    Router::new()
        .screen("/", play_show::view)
        .screen("/text", texts_list::view)
        .screen("/text/{*id}", text_show::view)
        .screen("/sources/{*id}", sources_show::view)
        .screen("/issue", issues_list::view)
        .screen("/issue/{*id}", issue_show::view)
        .screen("/parties", parties_list::view)
        .screen("/party/{*id}", party_show::view)
        .screen("/meetings", meetings_list::view)
        .screen("/meeting/{*id}", meeting_show::view)
        .screen("/documents", documents_list::view)
        .screen("/document/{*id}", document_show::view)
        .screen("/calls", calls_list::view)
        .screen("/rules", rules_compare::view)
        .screen("/packages", packages_show::view)
        .screen("/log", log_list::view)
        .screen("/log/{id}", entry_show::view)
        .route("/report", get(report_show::show))
        .route("/report.html", get(report_read::html))
        .route("/report.md", get(report_read::markdown))
        .route("/report.json", get(report_read::json))
        .route("/report.pdf", get(report_read::pdf))
        .route("/style.css", get(style))
        .fallback(nothing_here)
        .with_state(shelf)
}

/// Every record under its prefix, the first at the root.
fn site(site: Site) -> Router {
    let mut router = Router::new();
    for shelf in site.shelves {
        router = match shelf.prefix.clone().as_str() {
            "" => router.merge(routes(shelf)),
            prefix => router.nest(prefix, routes(shelf)),
        };
    }
    router
}

async fn style() -> axum::response::Response {
    answer::answer(StatusCode::OK, "text/css; charset=utf-8", page::STYLE.into())
}

async fn nothing_here(State(shelf): State<Arc<Shelf>>, asked: Asked) -> axum::response::Response {
    let words = format!("There is no page “{}”.", asked.path);
    answer::not_there(&shelf, &asked, &Missing { words, listed: ("/log", "the log") })
}

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
pub(crate) fn serve(listener: TcpListener, records: Site) -> Result<(), Exit> {
    let fault = |error: std::io::Error| Exit::fault(format!("serving broke off: {error}"));
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(fault)?;
    runtime
        .block_on(async {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, site(records)).with_graceful_shutdown(interrupted()).await
        })
        .map_err(fault)
}

/// Ctrl-C; where it cannot be waited for, the server runs until it is ended from outside.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
