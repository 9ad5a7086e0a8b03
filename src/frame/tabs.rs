use leptos::prelude::*;

use crate::i18n::number;
use crate::ui::icon::Icon;

/// One of several tabs over a list.
pub struct TabLink {
    pub href: String,
    pub icon: Option<Oco<'static, str>>,
    pub name: &'static str,
    /// How much it would list.
    pub count: u64,
    pub chosen: bool,
}

/// Tabs that filter a list, each a link with its count.
#[component]
pub fn TabBar(
    label: &'static str,
    tabs: Vec<TabLink>,
    /// Where there is little room, the icon of a tab stands for its name.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let tabs = tabs.into_iter().map(|TabLink { href, icon, name, count, chosen }| {
        let short = compact && icon.is_some();
        view! {
            <a class="tab" href=href data-noscroll="" aria-current=chosen.then_some("true") title=short.then_some(name)>
                {icon.map(|icon| view! { <Icon name=icon/> })}
                <span class=short.then_some("visually-hidden")>{name}</span>
                <span class="count">{number(count)}</span>
            </a>
        }
    });
    view! { <nav class="tabs" aria-label=label>{tabs.collect_view()}</nav> }
}
