//! A body of JSON, and what is wrong with it told by its path.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName};
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use super::idempotent::Once;
use super::problem::{Kind, Problem, too_large, wrong};
use crate::domain::limits;
use crate::server::router::AppState;
use crate::server::secret;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// What was sent, and under which idempotency key if any.
pub struct Posted<T> {
    pub body: T,
    pub once: Option<Once>,
}

impl<T: DeserializeOwned> FromRequest<AppState> for Posted<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if !is_json(&parts.headers) {
            return Err(Problem::new(Kind::MediaType, "Send JSON, as Content-Type: application/json."));
        }
        let key = idempotency_key(&parts.headers)?;
        let bytes = whole(body).await?;
        let once = key.map(|key| {
            let request = [parts.method.as_str().as_bytes(), parts.uri.path().as_bytes(), &bytes].join(&b' ');
            Once { key, request_hash: secret::hash_bytes(&request) }
        });
        Ok(Self { body: read(&bytes)?, once })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(IDEMPOTENCY_KEY) else { return Ok(None) };
    let key = value.to_str().unwrap_or_default().trim();
    if key.is_empty() || key.len() > limits::IDEMPOTENCY_KEY {
        let detail = format!("Write 1 to {} printable ASCII characters.", limits::IDEMPOTENCY_KEY);
        return Err(Problem::invalid(vec![wrong("Idempotency-Key", detail)]));
    }
    Ok(Some(key.to_owned()))
}

async fn whole(body: Body) -> Result<Vec<u8>, Problem> {
    match to_bytes(body, limits::BODY).await {
        Ok(bytes) => Ok(bytes.into()),
        Err(error) => {
            let mut cause: Option<&dyn std::error::Error> = Some(&error);
            while let Some(error) = cause {
                if error.to_string().contains("length limit") {
                    return Err(too_large());
                }
                cause = error.source();
            }
            Err(Problem::new(Kind::Malformed, "The body did not arrive whole."))
        }
    }
}

/// Reads JSON.
///
/// # Errors
/// 400 when it is none, 422 with the place where it is not what is asked for.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(error.path());
        let error = error.into_inner();
        if error.is_data() {
            Problem::invalid(vec![wrong(pointer, sentence(&error))])
        } else {
            Problem::new(Kind::Malformed, format!("The body is not JSON: {error}."))
        }
    })?;
    reader.end().map_err(|error| Problem::new(Kind::Malformed, format!("The body is not JSON: {error}.")))?;
    Ok(read)
}

/// The place as a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    let segment = |segment: &Segment| match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { variant } => format!("/{variant}"),
        Segment::Unknown => "/?".to_owned(),
    };
    path.iter().map(segment).collect()
}

/// What the parser says, without where in the text it stood.
fn sentence(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sent {
        #[allow(dead_code)]
        fields: Vec<Inner>,
    }

    #[derive(Debug, serde::Deserialize)]
    struct Inner {
        #[allow(dead_code)]
        label: String,
    }

    #[test]
    fn what_is_wrong_is_told_by_its_place() {
        for (body, status, pointer) in [
            (r#"{"fields":[{"label":"a"},{"label":7}]}"#, 422, Some("/fields/1/label")),
            (r#"{"fields":[{}]}"#, 422, Some("/fields/0")),
            (r#"{"fields":[],"nmae":1}"#, 422, Some("/nmae")),
            (r#"{"fields":["#, 400, None),
            (r#"{"fields":[]} x"#, 400, None),
            ("", 400, None),
        ] {
            let problem = read::<Sent>(body.as_bytes()).unwrap_err();
            assert_eq!(problem.status, status, "{body}");
            assert_eq!(problem.errors.first().map(|wrong| wrong.pointer.as_str()), pointer, "{body}");
        }
        assert!(read::<Value>(b" {} ").is_ok());
    }
}
