use leptos::prelude::*;

use super::icon::Icon;

/// Says that there is nothing and why; the children are what can be done about it.
#[component]
pub fn Empty(
    icon: &'static str,
    #[prop(into)] title: String,
    text: &'static str,
    /// Announced at once: something failed.
    #[prop(optional)]
    alert: bool,
    /// It is the whole page, so its title is the page's heading.
    #[prop(optional)]
    whole_page: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let heading = if whole_page {
        view! { <h1 class="empty__title">{title}</h1> }.into_any()
    } else {
        view! { <h2 class="empty__title">{title}</h2> }.into_any()
    };
    view! {
        <section class="empty" data-tone=alert.then_some("danger") role=alert.then_some("alert")>
            <div class="empty__icon"><Icon name=icon/></div>
            {heading}
            <p class="empty__text">{text}</p>
            {children.map(|children| view! { <div class="empty__actions">{children()}</div> })}
        </section>
    }
}
