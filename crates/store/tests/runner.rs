//! One binary for all integration tests of the store.

#[cfg(test)]
mod bundle;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod erase;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod log;
#[cfg(test)]
mod merkle;
#[cfg(test)]
mod world;
#[cfg(test)]
mod writers;
