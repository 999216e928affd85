use super::shelf::Site;
use axum::Router;
use std::sync::Arc;

pub(super) fn routes(site: Arc<Site>) -> Router {
    let _ = site.shelves.len();
    Router::new()
}
