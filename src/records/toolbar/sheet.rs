use leptos::prelude::*;
use web_sys::Element;

use crate::i18n::use_messages;
use crate::ui::browser::{each, focus, focus_id, focus_if_lost, is_focus_lost};
use crate::ui::icon::Icon;
use crate::ui::popover::KeptPopover;

/// The ids of the sheet, of its title, and of the button that opens it.
const SHEET: &str = "filters";
const TITLE: &str = "filters-title";
const OPENER: &str = "filters-open";

/// The filters of a list and its order: in the toolbar where there is room, on a phone in a sheet that a button opens.
/// The markup is the same, and the stylesheet decides; the browser opens and closes the sheet without our help.
#[component]
pub fn FilterSheet(
    /// How many filters are in force, the search left out.
    active: usize,
    /// How many records they list.
    total: u64,
    /// The link without any filter.
    clear: String,
    children: Children,
) -> impl IntoView {
    let t = use_messages();
    let on_toggle = |event: leptos::ev::Event| {
        let sheet: Element = event_target(&event);
        if sheet.matches(":popover-open").unwrap_or_default() {
            focus_id(TITLE);
        } else {
            // A menu that stands open out of sight would take the next Escape.
            each("#filters details[open]", |menu| {
                let _ = menu.remove_attribute("open");
            });
            focus_if_lost(OPENER);
        }
    };
    // A choice has brought another list, and with it the links anew: the focus stays at the filter that was chosen.
    Effect::new(|_| {
        let open = |selector: &str| document().query_selector(selector).ok().flatten();
        if is_focus_lost() && open("#filters:popover-open").is_some() {
            focus(open("#filters details[open] > summary"));
            focus_if_lost(TITLE);
        }
    });
    view! {
        <button class="button toolbar__open" id=OPENER type="button" popovertarget=SHEET>
            <Icon name="sliders-horizontal"/>
            <span class="toolbar__open-label">{t.explain.filters}</span>
            {(active > 0).then(|| view! {
                <span class="menu__count" aria-hidden="true">{active}</span>
                <span class="visually-hidden">" "{(t.explain.active)(active as u64)}</span>
            })}
        </button>
        <div class="toolbar__sheet" {..KeptPopover} id=SHEET on:toggle=on_toggle>
            <header class="toolbar__sheet-head">
                <h2 id=TITLE tabindex="-1">{t.filters}</h2>
                <button
                    class="button button--quiet button--icon"
                    type="button"
                    popovertarget=SHEET
                    popovertargetaction="hide"
                    aria-label=t.close
                >
                    <Icon name="x"/>
                </button>
            </header>
            {children()}
            <footer class="toolbar__sheet-foot">
                {(active > 0).then(|| view! {
                    <a class="button" href=clear data-noscroll="" on:click=|_| focus_id(TITLE)>{t.clear_all}</a>
                })}
                <button class="button button--primary" type="button" popovertarget=SHEET popovertargetaction="hide">
                    {(t.explain.show_records)(total)}
                </button>
            </footer>
        </div>
    }
}
