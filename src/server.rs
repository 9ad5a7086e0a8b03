//! The server: command line, routes, and the use cases behind the server functions.

pub mod access;
pub mod again;
pub mod agents;
pub mod api_keys;
pub mod assets;
pub mod canonical;
pub mod changes;
pub mod cli;
pub mod config;
pub mod conversations;
pub mod data_collection;
pub mod demo;
pub mod export;
pub mod forms;
pub mod headers;
pub mod import;
pub mod intake;
pub mod invitation;
pub mod jobs;
pub mod log;
pub mod new_key;
pub mod new_record;
pub mod owner;
pub mod password;
pub mod password_reset;
pub mod preferences;
pub mod present;
pub mod purge;
pub mod records;
pub mod respond;
pub mod rest;
pub mod router;
pub mod secret;
pub mod security;
pub mod serve;
pub mod session;
pub mod set_up;
pub mod sign_in;
pub mod team;
pub mod triage;
pub mod zone;

use std::process::ExitCode;

/// Runs the command line. Whatever fails is one sentence on standard error and a non-zero exit code.
pub fn run() -> ExitCode {
    match cli::run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("leads-tickets: {error:#}");
            ExitCode::FAILURE
        }
    }
}
