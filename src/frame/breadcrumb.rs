use leptos::prelude::*;

use crate::i18n::use_messages;
use crate::ui::icon::Icon;

/// Where this screen is: links to what holds it, and its own name as the page's heading.
#[component]
pub fn Breadcrumb(
    /// Name and link of each place above this one, outermost first.
    above: Vec<(String, String)>,
    #[prop(into)] here: String,
    /// What can be done here.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = use_messages();
    let link = |(name, href): (String, String)| {
        view! { <li><a href=href><bdi>{name}</bdi></a><Icon name="chevron-right" class="icon--directional"/></li> }
    };
    view! {
        <header class="page__header">
            <nav class="breadcrumb" aria-label=t.breadcrumb>
                <ol>
                    {above.into_iter().map(link).collect_view()}
                    <li><h1 aria-current="page">{here}</h1></li>
                </ol>
            </nav>
            {children.map(|children| children())}
        </header>
    }
}
