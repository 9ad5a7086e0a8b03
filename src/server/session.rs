//! Who is asking, and how they want to see things. The only place that reads or writes cookies.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Request};
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use serde::Deserialize;

use super::router::AppState;
use super::zone;
use crate::domain::error::AppError;
use crate::domain::member::{Member, Role};
use crate::domain::prefs::{Language, Prefs, Theme};
use crate::domain::viewer::Viewer;
use crate::paths;
use crate::store::{Store, members};

const YEAR_SECONDS: u32 = 365 * 24 * 3600;

/// What a use case knows of the request it answers.
pub struct Session {
    pub state: AppState,
    pub member: Member,
    pub viewer: Viewer,
    pub prefs: Prefs,
}

impl Session {
    /// Of the request in whose context this runs. Everybody is the built-in Owner until people sign in.
    pub async fn current() -> Result<Self, AppError> {
        let state = use_context::<AppState>().ok_or(AppError::Internal)?;
        let prefs = use_context::<Prefs>().unwrap_or_default();
        let everybody = members::list(state.store.read()).await.map_err(super::respond::database)?;
        let owners = everybody.into_iter().filter(|member| member.role == Role::Owner);
        let member = owners.min_by_key(|member| member.id).ok_or(AppError::Internal)?;
        let viewer = Viewer { id: member.id, role: member.role };
        Ok(Self { state, member, viewer, prefs })
    }
}

/// Makes the built-in Owner of an installation that has no members.
pub async fn ensure_owner(store: &Store) -> anyhow::Result<()> {
    let transaction = store.begin().await?;
    if members::count(&transaction).await? == 0 {
        let owner = members::NewMember { name: "Owner", email: "owner@localhost", role: Role::Owner };
        members::create(&transaction, owner, zone::now()).await?;
    }
    Ok(transaction.commit().await?)
}

/// Reads the preferences once, for page and server functions alike.
pub async fn with_prefs(mut request: Request, next: Next) -> Response {
    let prefs = prefs(request.headers());
    request.extensions_mut().insert(prefs);
    next.run(request).await
}

/// Puts the preferences where components and use cases look for them.
pub fn provide_prefs() {
    let prefs = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Prefs>().cloned());
    provide_context(prefs.unwrap_or_default());
}

/// The preferences form: any of them, and the page to return to. What it does not know is ignored.
#[derive(Default, Deserialize)]
pub struct PrefsForm {
    language: Option<String>,
    theme: Option<String>,
    next: Option<String>,
}

/// Sets what the form names and goes back to where it stood.
pub async fn set_prefs(form: Result<Form<PrefsForm>, FormRejection>) -> Response {
    let form = form.map(|Form(form)| form).unwrap_or_default();
    let next = form.next.filter(|next| paths::is_own(next)).unwrap_or_else(|| paths::HOME.to_owned());
    let language = form.language.and_then(|slug| slug.parse::<Language>().ok());
    let theme = form.theme.and_then(|slug| slug.parse::<Theme>().ok());
    let language = language.map(|language| cookie("language", language.into()));
    let theme = theme.map(|theme| cookie("theme", theme.into()));
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, next)]).into_response();
    for cookie in [language, theme].into_iter().flatten().filter_map(|cookie| cookie.parse().ok()) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

fn cookie(name: &str, value: &'static str) -> String {
    format!("{name}={value}; Path=/; Max-Age={YEAR_SECONDS}; SameSite=Lax")
}

fn prefs(headers: &HeaderMap) -> Prefs {
    let cookie = |name: &str| cookies(headers).find(|(found, _)| *found == name).map(|(_, value)| value);
    let chosen = cookie("language").and_then(|value| value.parse().ok());
    let zone = cookie("zone").filter(|name| name.parse::<chrono_tz::Tz>().is_ok());
    Prefs {
        language: chosen.unwrap_or_else(|| accepted_language(headers)),
        theme: cookie("theme").and_then(|value| value.parse().ok()).unwrap_or_default(),
        zone: zone.map(str::to_owned),
    }
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// The first language of `Accept-Language` that we speak. Browsers list them in order of preference.
fn accepted_language(headers: &HeaderMap) -> Language {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tags = accepted.split(',').filter_map(|tag| tag.split(['-', ';']).next());
    tags.filter_map(|tag| tag.trim().to_ascii_lowercase().parse().ok()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_is_the_cookie_then_what_the_browser_accepts() {
        for (cookie, accepted, expected) in [
            ("", "", Language::En),
            ("", "ar-SA,ar;q=0.9,en;q=0.8", Language::Ar),
            ("", "en-GB,ar;q=0.5", Language::En),
            ("", "fr, ar;q=0.7, en;q=0.3", Language::Ar),
            ("language=ar", "en", Language::Ar),
            ("theme=dark; language=en", "ar", Language::En),
            ("language=klingon", "ar", Language::Ar),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, cookie.parse().unwrap());
            headers.insert(ACCEPT_LANGUAGE, accepted.parse().unwrap());
            assert_eq!(prefs(&headers).language, expected, "{cookie:?} {accepted:?}");
        }
    }

    #[test]
    fn an_unknown_zone_is_no_zone() {
        for (cookie, expected) in
            [("zone=Asia/Riyadh", Some("Asia/Riyadh")), ("zone=Mars/Olympus", None), ("zone=", None)]
        {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, cookie.parse().unwrap());
            assert_eq!(prefs(&headers).zone.as_deref(), expected, "{cookie}");
        }
    }
}
