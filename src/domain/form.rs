//! A plain form: its fields are read and checked here, and what was typed comes back with what is wrong with it.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

use super::agent::AgentId;
use super::contact;
use super::limits;

/// What is wrong with a field, or with the form as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Fewer characters than this.
    TooShort(usize),
    /// Holds NUL, which no database of ours can keep.
    NotText,
    NotAnEmail,
    NotAPhone,
    /// Digits, perhaps with a fraction.
    NotANumber,
    /// A day as `YYYY-MM-DD`.
    NotADate,
    /// An address that begins with `https://` or `http://`.
    NotAUrl,
    /// Another has it already.
    Twice,
    /// More of them than this.
    TooMany(usize),
    /// A member has this address already.
    EmailTaken,
    NotAnAgentId,
    AgentIdTaken,
    UnknownZone,
    /// None of the choices.
    NotAChoice,
    /// Email and password do not belong together; which of them is wrong is not said.
    WrongSignIn,
    TooManyAttempts,
    /// Not the password that the member has now.
    WrongPassword,
    /// The word that confirms was not typed.
    NotConfirmed,
    /// An installation without an Owner could never be managed again.
    LastOwner,
    /// The viewer's role does not allow it.
    NotAllowed,
    /// Used, withdrawn or too old.
    LinkExpired,
    /// Somebody else was quicker.
    ChangedMeanwhile,
    /// What the form is about is not there (any more).
    Gone,
    /// Too much at once; trying again helps.
    Busy,
    /// As many exports as may are under way.
    ExportsRunning,
}

/// What a page knows of the form that was sent to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    /// Which form of the page.
    pub form: String,
    /// What was typed, without secrets.
    pub values: Vec<(String, String)>,
    /// By field; the empty name is the form as a whole.
    pub problems: Vec<(String, Problem)>,
    /// A link that the form has made, shown this once.
    pub link: Option<String>,
}

impl FormState {
    /// What this form knows, if it is the one that was sent.
    pub fn of(&self, form: &str) -> Self {
        if self.form == form { self.clone() } else { Self::default() }
    }

    /// What was typed into the field.
    pub fn value(&self, name: &str) -> Option<String> {
        self.values.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
    }

    /// What is wrong with the field; of the form as a whole for the empty name.
    pub fn problem(&self, name: &str) -> Option<Problem> {
        self.problems.iter().find(|(field, _)| field == name).map(|(_, problem)| *problem)
    }
}

/// Fields whose values never go back to the browser.
const SECRETS: [&str; 3] = ["password", "current", "token"];

/// Reads the fields of a form and collects what is wrong with them.
pub struct Fields {
    form: &'static str,
    given: Vec<(String, String)>,
    problems: Vec<(String, Problem)>,
}

impl Fields {
    pub fn new(form: &'static str, given: Vec<(String, String)>) -> Self {
        Self { form, given, problems: Vec::new() }
    }

    /// As it was sent; empty when it was not.
    pub fn raw(&self, name: &str) -> &str {
        self.given.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    pub fn has(&self, name: &str) -> bool {
        self.given.iter().any(|(field, _)| field == name)
    }

    /// A line of text that must be there, without the spaces around it.
    pub fn text(&mut self, name: &str, limit: usize) -> String {
        let text = self.raw(name).trim().to_owned();
        self.check(name, &text, limit);
        text
    }

    /// Text of several lines that may be empty. Browsers send each line break as CR and LF; it is kept as LF. What is
    /// wrong with it is told of the form as a whole.
    pub fn optional_text(&mut self, name: &str, limit: usize) -> String {
        let text = self.raw(name).replace("\r\n", "\n");
        if text.contains('\0') {
            self.refuse("", Problem::NotText);
        } else if text.chars().count() > limit {
            self.refuse("", Problem::TooLong(limit));
        }
        text
    }

    /// An email address, in lower case: two spellings of one address are one person.
    pub fn email(&mut self, name: &str) -> String {
        let email = self.raw(name).trim().to_lowercase();
        if self.check(name, &email, limits::EMAIL) && !contact::is_email(&email) {
            self.refuse(name, Problem::NotAnEmail);
        }
        email
    }

    /// A password that is about to be set. Spaces belong to it.
    pub fn new_password(&mut self, name: &str) -> String {
        let password = self.raw(name).to_owned();
        if self.check(name, &password, limits::PASSWORD_MAX) && password.chars().count() < limits::PASSWORD_MIN {
            self.refuse(name, Problem::TooShort(limits::PASSWORD_MIN));
        }
        password
    }

    pub fn agent_id(&mut self, name: &str) -> Option<AgentId> {
        let text = self.raw(name).trim().to_owned();
        if !self.check(name, &text, limits::AGENT_ID) {
            return None;
        }
        let id = AgentId::parse(&text);
        if id.is_none() {
            self.refuse(name, Problem::NotAnAgentId);
        }
        id
    }

    /// One of the values of an enum.
    pub fn choice<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let choice = self.raw(name).parse().ok();
        if choice.is_none() {
            self.refuse(name, Problem::NotAChoice);
        }
        choice
    }

    /// Adds what only somebody else can know to be wrong. The first thing wrong with a field is the one that is told.
    pub fn refuse(&mut self, name: &str, problem: Problem) {
        self.problems.push((name.to_owned(), problem));
    }

    pub fn are_good(&self) -> bool {
        self.problems.is_empty()
    }

    /// What the page is to say.
    pub fn state(self) -> FormState {
        let values = self.given.into_iter().filter(|(name, _)| !SECRETS.contains(&name.as_str())).collect();
        FormState { form: self.form.to_owned(), values, problems: self.problems, link: None }
    }

    /// What the page is to say when the form as a whole is refused.
    pub fn refused(mut self, problem: Problem) -> FormState {
        self.refuse("", problem);
        self.state()
    }

    fn check(&mut self, name: &str, text: &str, limit: usize) -> bool {
        let problem = if text.is_empty() {
            Problem::Missing
        } else if text.contains('\0') {
            Problem::NotText
        } else if text.chars().count() > limit {
            Problem::TooLong(limit)
        } else {
            return true;
        };
        self.refuse(name, problem);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(name: &str, value: &str) -> Fields {
        Fields::new("test", vec![(name.to_owned(), value.to_owned())])
    }

    #[test]
    fn a_text_has_its_limit() {
        let long = "ب".repeat(10);
        let longer = "ب".repeat(11);
        for (typed, expected) in [
            (" Omar ", None),
            (long.as_str(), None),
            (longer.as_str(), Some(Problem::TooLong(10))),
            ("", Some(Problem::Missing)),
            ("  ", Some(Problem::Missing)),
            ("a\0b", Some(Problem::NotText)),
        ] {
            let mut fields = fields("name", typed);
            assert_eq!(fields.text("name", 10), typed.trim());
            assert_eq!(fields.state().problem("name"), expected, "{typed:?}");
        }
    }

    #[test]
    fn an_address_is_told_apart_from_other_text() {
        for (typed, email, expected) in [
            (" Omar.Farouk@Example.com", "omar.farouk@example.com", None),
            ("omar", "omar", Some(Problem::NotAnEmail)),
            ("a@b@c.com", "a@b@c.com", Some(Problem::NotAnEmail)),
            ("", "", Some(Problem::Missing)),
        ] {
            let mut fields = fields("email", typed);
            assert_eq!(fields.email("email"), email);
            assert_eq!(fields.state().problem("email"), expected, "{typed:?}");
        }
    }

    #[test]
    fn a_password_is_long_enough_and_never_goes_back() {
        for (typed, expected) in [
            ("correct horse", None),
            ("١٢٣٤٥٦٧٨٩٠", None),
            ("short", Some(Problem::TooShort(10))),
            (&"x".repeat(201), Some(Problem::TooLong(200))),
            ("", Some(Problem::Missing)),
        ] {
            let mut fields = fields("password", typed);
            assert_eq!(fields.new_password("password"), typed);
            let state = fields.state();
            assert_eq!(state.problem("password"), expected, "{typed:?}");
            assert_eq!(state.value("password"), None);
        }
    }

    #[test]
    fn a_form_is_told_from_its_neighbour() {
        let state = fields("email", "x").refused(Problem::Gone);
        assert_eq!(state.of("test").problem(""), Some(Problem::Gone));
        assert_eq!(state.of("test").value("email").as_deref(), Some("x"));
        assert_eq!(state.of("other"), FormState::default());
    }
}
