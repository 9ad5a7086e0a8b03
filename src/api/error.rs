use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;

use crate::domain::error::AppError;

/// What goes wrong between browser and server becomes our one error. The details stay where they happened.
impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) | ServerFnErrorErr::Response(_) => {
                Self::Unavailable
            }
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::Invalid,
            _ => Self::Internal,
        }
    }
}
