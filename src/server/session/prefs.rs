//! How the viewer wants to see things: the profile's choice, else the browser's cookie, else what the browser accepts.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::response::Response;

use super::cookies;
use crate::domain::prefs::{Language, Prefs};
use crate::domain::slug;
use crate::store::members::Profile;

pub(super) fn prefs(headers: &HeaderMap, profile: Profile) -> Prefs {
    let chosen = accept(|name| cookies::value(headers, name));
    let zone_chosen = profile.zone.is_some();
    Prefs {
        language: profile.language.or(chosen.language).unwrap_or_else(|| accepted_language(headers)),
        theme: profile.theme.or(chosen.theme).unwrap_or_default(),
        zone: profile.zone.or(chosen.zone),
        zone_chosen,
        per: profile.per.unwrap_or_default(),
        shortcuts: profile.shortcuts.unwrap_or_default(),
    }
}

/// What these fields choose; what they do not know is ignored.
pub fn accept(field: impl Fn(&'static str) -> Option<String>) -> Profile {
    Profile {
        language: field("language").and_then(|value| value.parse().ok()),
        theme: field("theme").and_then(|value| value.parse().ok()),
        zone: field("zone").filter(|name| name.parse::<chrono_tz::Tz>().is_ok()),
        per: field("per").and_then(|value| value.parse().ok()),
        shortcuts: field("shortcuts").and_then(|value| value.parse().ok()),
    }
}

/// Lets the browser keep the choice for when nobody is signed in.
pub fn remember(response: &mut Response, choice: &Profile) {
    if let Some(language) = choice.language {
        cookies::set_choice(response, "language", slug(language).to_owned());
    }
    if let Some(theme) = choice.theme {
        cookies::set_choice(response, "theme", slug(theme).to_owned());
    }
    if let Some(zone) = &choice.zone {
        cookies::set_choice(response, "zone", zone.clone());
    }
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
    use axum::http::header::COOKIE;

    fn headers(cookie: &str, accepted: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, cookie.parse().unwrap());
        headers.insert(ACCEPT_LANGUAGE, accepted.parse().unwrap());
        headers
    }

    #[test]
    fn language_is_the_profiles_then_the_cookie_then_what_the_browser_accepts() {
        for (profile, cookie, accepted, expected) in [
            (None, "", "", Language::En),
            (None, "", "ar-SA,ar;q=0.9,en;q=0.8", Language::Ar),
            (None, "", "en-GB,ar;q=0.5", Language::En),
            (None, "", "fr, ar;q=0.7, en;q=0.3", Language::Ar),
            (None, "language=ar", "en", Language::Ar),
            (None, "theme=dark; language=en", "ar", Language::En),
            (None, "language=klingon", "ar", Language::Ar),
            (Some(Language::En), "language=ar", "ar", Language::En),
        ] {
            let profile = Profile { language: profile, ..Profile::default() };
            let prefs = prefs(&headers(cookie, accepted), profile.clone());
            assert_eq!(prefs.language, expected, "{profile:?} {cookie:?} {accepted:?}");
        }
    }

    #[test]
    fn an_unknown_zone_is_no_zone() {
        for (cookie, expected) in
            [("zone=Asia/Riyadh", Some("Asia/Riyadh")), ("zone=Mars/Olympus", None), ("zone=", None)]
        {
            let prefs = prefs(&headers(cookie, ""), Profile::default());
            assert_eq!(prefs.zone.as_deref(), expected, "{cookie}");
        }
    }
}
