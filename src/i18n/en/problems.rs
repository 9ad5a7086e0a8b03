//! What is wrong with a form.

use crate::domain::form::Problem;
use crate::i18n::{exports, number};

pub fn problem(problem: Problem) -> String {
    let text = match problem {
        Problem::TooLong(limit) => return format!("At most {} characters", number(limit as u64)),
        Problem::TooShort(limit) => return format!("At least {} characters", number(limit as u64)),
        Problem::TooMany(limit) => return format!("At most {} of them", number(limit as u64)),
        Problem::Missing => "Fill this in",
        Problem::NotText => "This holds a character that cannot be kept",
        Problem::NotAnEmail => "This is not an email address",
        Problem::NotAPhone => "This is not a phone number",
        Problem::NotANumber => "This is not a number",
        Problem::NotADate => "Write a day as 2026-12-31",
        Problem::NotAUrl => "Begin the address with https://",
        Problem::Twice => "There is one of this name already",
        Problem::EmailTaken => "Somebody on the team has this address already",
        Problem::NotAnAgentId => "Only a–z, 0–9 and hyphens",
        Problem::AgentIdTaken => "There is an agent of this id already",
        Problem::UnknownZone => "This is not a time zone. Choose one of the list.",
        Problem::NotAChoice => "Choose one",
        Problem::WrongSignIn => "Email and password do not belong together",
        Problem::TooManyAttempts => "Too many wrong passwords. Try again in 15 minutes.",
        Problem::WrongPassword => "This is not your password",
        Problem::NotConfirmed => "Type DELETE in capital letters",
        Problem::LastOwner => "There must be an Owner. Make somebody else one first.",
        Problem::NotAllowed => "Your role does not allow this",
        Problem::LinkExpired => "This link was used or withdrawn, or is older than 48 hours",
        Problem::ChangedMeanwhile => {
            "Somebody else has changed this meanwhile. It was not overwritten; send it again if you want yours."
        }
        Problem::Gone => "What this was about is not there any more",
        Problem::Busy => "The server is busy. Nothing was changed; try again.",
        Problem::ExportsRunning => exports::EN.busy,
    };
    text.to_owned()
}
