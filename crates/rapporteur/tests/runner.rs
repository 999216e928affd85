//! Wiring only: one happy path and one refusal for each command and each screen. Logic is tested where it is.

mod runner {
    mod bundles;
    mod camps;
    mod commands;
    mod intake;
    mod manual;
    mod packages;
    mod pages;
    mod reports;
    mod stories;
    mod texts;
    pub(crate) mod world;
}
