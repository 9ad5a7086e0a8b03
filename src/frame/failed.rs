use leptos::prelude::*;

use super::use_here;
use crate::domain::error::AppError;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::empty::Empty;

/// What could not be shown, and what can be done about it: sign in again, or try again.
#[component]
pub fn Failed(error: AppError, retry: Callback<()>) -> impl IntoView {
    let t = use_messages();
    let here = use_here();
    match error {
        // External to the router: whoever signs in gets a page of their own from the server.
        AppError::Unauthenticated => view! {
            <Empty icon="log-in" title=t.signed_out text=t.signed_out_text alert=true>
                <a class="button button--primary" href=move || here.with(|here| paths::sign_in(here)) rel="external">{t.sign_in}</a>
            </Empty>
        }
        .into_any(),
        AppError::Forbidden => view! { <Empty icon="lock" title=t.not_allowed text=t.not_allowed_text/> }.into_any(),
        AppError::NotFound => {
            view! { <Empty icon="compass" title=t.page_not_found text=t.page_not_found_text/> }.into_any()
        }
        AppError::Invalid
        | AppError::TooMany { .. }
        | AppError::JobRunning
        | AppError::Unavailable
        | AppError::Internal => view! {
            <Empty icon="circle-alert" title=t.failed text=t.failed_text alert=true>
                <a
                    class="button"
                    href=here
                    on:click=move |event| {
                        event.prevent_default();
                        retry.run(());
                    }
                >
                    {t.retry}
                </a>
            </Empty>
        }
        .into_any(),
    }
}
