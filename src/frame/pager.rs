use leptos::prelude::*;

use crate::i18n::use_messages;
use crate::ui::icon::Icon;

/// How much there is in all, and the way to the neighbouring pages of a list. The children stand between the two: how
/// much a page holds.
#[component]
pub fn PagerBar(
    /// In words.
    total: String,
    /// Links of the neighbouring pages, where there are any.
    previous: Option<String>,
    next: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let t = use_messages();
    // Where there is none, the button stays and says why: the focus may be on it.
    let step = |href: Option<String>, rel: &'static str, id: &'static str, why: &'static str, inside: AnyView| {
        let end = href.is_none();
        view! {
            <a
                class="button"
                rel=rel
                href=href
                role=end.then_some("link")
                tabindex=end.then_some("0")
                aria-disabled=end.then_some("true")
                aria-describedby=end.then_some(id)
            >
                {inside}
                {end.then(|| view! { <span class="tooltip" id=id aria-hidden="true">{why}</span> })}
            </a>
        }
    };
    let back = view! { <Icon name="chevron-left" class="icon--directional"/>{t.previous} }.into_any();
    let on = view! { {t.next}<Icon name="chevron-right" class="icon--directional"/> }.into_any();
    view! {
        <nav class="pager" aria-label=t.pages>
            <p class="pager__total">{total}</p>
            {children.map(|children| children())}
            <div class="pager__steps">
                {step(previous, "prev", "no-previous", t.explain.first_page, back)}
                {step(next, "next", "no-next", t.explain.last_page, on)}
            </div>
        </nav>
    }
}
