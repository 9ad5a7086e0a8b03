use leptos::prelude::*;

use crate::i18n::use_messages;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuOption, MenuStyle};

/// An order in which a list can be shown.
pub struct OrderLink {
    pub href: String,
    pub name: &'static str,
    pub chosen: bool,
}

/// The menu of the orders of a list. Its button says which is in force.
#[component]
pub fn OrderMenu(orders: Vec<OrderLink>) -> impl IntoView {
    let t = use_messages();
    let current = orders.iter().find(|order| order.chosen).map(|order| order.name);
    let options = orders.into_iter().map(|OrderLink { href, name, chosen }| {
        view! { <MenuOption href chosen label=name count=None/> }
    });
    let options = options.collect_view();
    let label = view! {
        <Icon name="arrow-up-down"/>
        <span class="menu__label"><span class="visually-hidden">{t.sort}": "</span>{current}</span>
    };
    view! {
        <Menu label=label.into_any() style=MenuStyle::BorderedEnd single=true>
            <ul>{options}</ul>
        </Menu>
    }
}
