//! Tests that enter by the doors users use, and properties of the store on both databases.

mod access;
mod browse;
mod changes;
mod command;
mod guesses;
mod migrate;
mod paging;
mod people;
mod prefs;
mod program;
mod replicas;
mod sample;
mod serving;
mod sets;
mod sign_in;
mod support;
mod tidy;
mod triage;
