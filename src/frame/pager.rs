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
    view! {
        <nav class="pager" aria-label=t.pages>
            <p class="pager__total">{total}</p>
            {children.map(|children| children())}
            <div class="pager__steps">
                <a class="button" rel="prev" aria-disabled=previous.is_none().then_some("true") role=previous.is_none().then_some("link") href=previous>
                    <Icon name="chevron-left" class="icon--directional"/>{t.previous}
                </a>
                <a class="button" rel="next" aria-disabled=next.is_none().then_some("true") role=next.is_none().then_some("link") href=next>
                    {t.next}<Icon name="chevron-right" class="icon--directional"/>
                </a>
            </div>
        </nav>
    }
}
