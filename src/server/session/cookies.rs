use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use cookie::time::Duration;
use cookie::{Cookie, SameSite};

use crate::server::security::Security;

const YEAR: Duration = Duration::days(365);

impl Token {
    /// How long a browser is known, in microseconds.
    pub const BROWSER_KEPT: i64 = YEAR.whole_seconds() * 1_000_000;
}

/// The secrets that a browser keeps for us.
#[derive(Clone, Debug, Default)]
pub struct Cookies {
    /// Of the session.
    pub session: Option<String>,
    /// That it has signed in before.
    pub browser: Option<String>,
}

/// Which secret of a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Session,
    Browser,
}

impl Cookies {
    pub fn of(headers: &HeaderMap, security: &Security) -> Self {
        let find = |token: Token| value(headers, &token.name(security));
        Self { session: find(Token::Session), browser: find(Token::Browser) }
    }
}

impl Token {
    /// The prefix makes browsers refuse the cookie unless this very host has set it over HTTPS.
    fn name(self, security: &Security) -> String {
        let name = match self {
            Self::Session => "session",
            Self::Browser => "browser",
        };
        if security.plain_http { name.to_owned() } else { format!("__Host-{name}") }
    }

    /// Gives the secret to the browser. The session's ends with the browser's own session, if not by us before.
    pub fn set(self, response: &mut Response, security: &Security, secret: &str) {
        let cookie = self.cookie(security, secret.to_owned());
        add(response, if self == Self::Browser { cookie.max_age(YEAR) } else { cookie }.build());
    }

    /// Takes it away.
    pub fn clear(self, response: &mut Response, security: &Security) {
        add(response, self.cookie(security, String::new()).max_age(Duration::ZERO).build());
    }

    fn cookie(self, security: &Security, value: String) -> cookie::CookieBuilder<'static> {
        let cookie = Cookie::build((self.name(security), value)).path("/").http_only(true).same_site(SameSite::Lax);
        if security.plain_http { cookie } else { cookie.secure(true) }
    }
}

/// A cookie of this name.
pub(super) fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut found = lines.flat_map(Cookie::split_parse).filter_map(Result::ok).filter(|cookie| cookie.name() == name);
    found.next().map(|cookie| cookie.value().to_owned())
}

/// A choice that the browser keeps; script may read it.
pub(super) fn set_choice(response: &mut Response, name: &'static str, value: String) {
    add(response, Cookie::build((name, value)).path("/").same_site(SameSite::Lax).max_age(YEAR).build());
}

fn add(response: &mut Response, cookie: Cookie<'static>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}
