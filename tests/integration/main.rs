//! Tests that enter by the doors users use, and properties of the store on both databases.

mod access;
mod api_keys;
mod browse;
mod changes;
mod command;
mod conversations;
mod data_collection;
mod examples;
mod guesses;
mod kill;
mod migrate;
mod new_record;
mod paging;
mod people;
mod prefs;
mod program;
mod replicas;
mod rest;
mod sample;
mod serving;
mod sets;
mod sign_in;
mod support;
mod tidy;
mod triage;
