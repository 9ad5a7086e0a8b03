//! Plain forms. Each is sent to the page it stands on: refused, the page comes again with what was typed and what is
//! wrong with it; otherwise it leads on to another.

use axum::Extension;
use axum::body::Body;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, FromRequestParts, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::{provide_context, use_context};
use std::pin::Pin;
use std::sync::Arc;

use super::router::AppState;
use super::session::{SignedIn, Visitor};
use crate::domain::error::AppError;
use crate::domain::form::{Fields, FormState, Problem};

/// Renders a page. The router makes it and hands it to the forms.
#[derive(Clone)]
pub struct Renderer(pub Arc<dyn Fn(Request) -> Rendering + Send + Sync>);

type Rendering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A form as it was sent, with all that its handler needs.
pub struct Submitted {
    pub state: AppState,
    pub visitor: Visitor,
    pub parts: Parts,
    fields: Vec<(String, String)>,
    renderer: Renderer,
}

/// What becomes of a form.
pub enum Outcome {
    /// It is done; the browser goes there.
    Go(String),
    /// The page comes again, with this.
    Again(FormState),
}

impl FromRequest<AppState> for Submitted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let extension = Extension::<Renderer>::from_request_parts(&mut parts, state).await;
        let Extension(renderer) = extension.map_err(IntoResponse::into_response)?;
        let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
        let request = Request::from_parts(parts.clone(), body);
        let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
        let Form(fields) = form.map_err(|error: FormRejection| refuse_body(&error))?;
        Ok(Self { state: state.clone(), visitor, parts, fields, renderer })
    }
}

impl Submitted {
    pub fn fields(&self, form: &'static str) -> Fields {
        Fields::new(form, self.fields.clone())
    }

    /// Which of the page's forms it is.
    pub fn form(&self) -> &str {
        self.fields.iter().find(|(name, _)| name == "form").map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Where the browser reaches the server, such as `https://leads.example.com`.
    pub fn origin(&self) -> String {
        let host = self.parts.headers.get(HOST).and_then(|host| host.to_str().ok());
        origin(self.state.security.plain_http, host)
    }

    /// # Errors
    /// `Unauthenticated` when nobody is signed in.
    pub fn member(&self) -> Result<SignedIn, AppError> {
        self.visitor.signed_in.clone().ok_or(AppError::Unauthenticated)
    }

    pub async fn answer(self, outcome: Result<Outcome, AppError>) -> Response {
        match outcome {
            Ok(Outcome::Go(path)) => Redirect::to(&path).into_response(),
            Ok(Outcome::Again(state)) => {
                let status = if state.problems.is_empty() { StatusCode::OK } else { status(&state) };
                self.page(state, status).await
            }
            Err(error) => {
                let problem = match error {
                    AppError::Unauthenticated | AppError::Forbidden => Problem::NotAllowed,
                    AppError::NotFound | AppError::Invalid | AppError::TooMany { .. } => Problem::Gone,
                    AppError::JobRunning | AppError::Unavailable | AppError::Internal => Problem::Busy,
                };
                let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                let form = self.form().to_owned();
                let state = FormState { form, ..self.fields("").refused(problem) };
                self.page(state, status).await
            }
        }
    }

    /// The page of this address, knowing what became of its form.
    async fn page(self, state: FormState, status: StatusCode) -> Response {
        let mut parts = self.parts;
        parts.method = Method::GET;
        parts.headers.remove(CONTENT_TYPE);
        parts.headers.remove(CONTENT_LENGTH);
        parts.extensions.insert(state);
        let mut response = (self.renderer.0)(Request::from_parts(parts, Body::empty())).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response
    }
}

/// Refused for what it says, or for who sends it.
fn status(state: &FormState) -> StatusCode {
    let problems = || state.problems.iter().map(|(_, problem)| *problem);
    if problems().any(|problem| matches!(problem, Problem::WrongSignIn | Problem::WrongPassword)) {
        StatusCode::UNAUTHORIZED
    } else if problems().any(|problem| problem == Problem::TooManyAttempts) {
        StatusCode::TOO_MANY_REQUESTS
    } else if problems().any(|problem| matches!(problem, Problem::NotAllowed | Problem::LastOwner)) {
        StatusCode::FORBIDDEN
    } else if problems().any(|problem| problem == Problem::ChangedMeanwhile) {
        StatusCode::CONFLICT
    } else if problems().any(|problem| matches!(problem, Problem::Gone | Problem::LinkExpired)) {
        StatusCode::NOT_FOUND
    } else if problems().any(|problem| matches!(problem, Problem::Busy | Problem::ExportsRunning)) {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// No form at all, or one that is too long: no page of ours sends it.
fn refuse_body(error: &FormRejection) -> Response {
    let status = error.status();
    (status, status.canonical_reason().unwrap_or_default()).into_response()
}

/// Puts what became of the form where the page looks for it.
pub fn provide() {
    let state = use_context::<Parts>().and_then(|parts| parts.extensions.get::<FormState>().cloned());
    provide_context(state.unwrap_or_default());
}

/// It becomes part of links, and of a command that somebody pastes into a shell: nothing passes that could be more than a
/// name there.
fn origin(plain_http: bool, host: Option<&str>) -> String {
    let scheme = if plain_http { "http" } else { "https" };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '-' | '_' | '[' | ']');
    let host = host.filter(|host| !host.is_empty() && host.chars().all(plain)).unwrap_or("localhost");
    format!("{scheme}://{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_holds_nothing_for_a_shell() {
        for (plain_http, host, expected) in [
            (false, Some("leads.example.com"), "https://leads.example.com"),
            (true, Some("127.0.0.1:3000"), "http://127.0.0.1:3000"),
            (true, Some("[::1]:3000"), "http://[::1]:3000"),
            (false, Some("my_app"), "https://my_app"),
            (false, Some("a';reboot;'"), "https://localhost"),
            (false, Some("$(reboot)"), "https://localhost"),
            (false, Some("a/b"), "https://localhost"),
            (false, Some(""), "https://localhost"),
            (false, None, "https://localhost"),
        ] {
            assert_eq!(origin(plain_http, host), expected, "{host:?}");
        }
    }
}
