//! Tests that enter by the doors users use, and properties of the store on both databases.

mod browse;
mod command;
mod migrate;
mod paging;
mod prefs;
mod sample;
mod serving;
mod sets;
mod support;
mod tidy;
