use leptos::html::Input;
use leptos::prelude::*;

use super::desk::{MenuKind, OpenMenu, Question, use_desk};
use super::moves::{destination_icon, ways_out};
use super::selection::Selection;
use crate::domain::change::{Action, Destination};
use crate::domain::record::Folder;
use crate::i18n::use_messages;
use crate::ui::browser::focus_id;
use crate::ui::icon::Icon;

/// The id of *Clear*.
const CLEAR: &str = "bulk-clear";

/// Stands in the toolbar's place while something is ticked.
#[component]
pub fn BulkBar(folder: Folder) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let shown = move || desk.shown.with(|(shown, ..)| shown.clone());
    let total = move || desk.shown.with(|(_, total, _)| *total);
    let count = Memo::new(move |_| desk.selection.with(|selection| selection.count(total())));
    let whole_page = Memo::new(move |_| desk.selection.with(|selection| shown().iter().all(|id| selection.has(id))));
    let everything = move || desk.selection.with(|selection| selection.everything);
    let page_box = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = page_box.get() {
            input.set_checked(whole_page.get());
            input.set_indeterminate(!whole_page.get() && count.get() > 0);
        }
    });
    // It goes as soon as nothing is ticked, and with it what has the focus.
    Effect::new(move |_| on_cleanup(move || desk.cursor.recover(desk)));
    let select_all = move |_| {
        // The button has done its work.
        focus_id(CLEAR);
        desk.selection.set(Selection::everything());
    };
    let toggle_page = move |_| {
        let next = if whole_page.get_untracked() { Selection::default() } else { Selection::of_page(&shown()) };
        desk.selection.set(next);
    };
    let open = move |kind: MenuKind, anchor: &str| {
        desk.menu.set(Some(OpenMenu { kind, which: desk.selected(), anchor: anchor.to_owned() }));
    };
    let ask = move |to: Destination| desk.question.set(Some(Question::Confirm { which: desk.selected(), to }));
    let act = move |to: Destination| desk.change(desk.selected(), Action::Move { to });
    let export = move |()| desk.question.set(Some(Question::Export { which: desk.selected() }));
    let moves = ways_out(folder).iter().map(|(to, asked)| {
        let (to, asked) = (*to, *asked);
        let run = move |_| if asked { ask(to) } else { act(to) };
        let class = if to == Destination::Deleted { "bulk__action bulk__action--danger" } else { "bulk__action" };
        view! { <BulkButton class icon=destination_icon(to) label=(t.move_to)(to) on_click=Callback::new(run)/> }
    });
    let moves = moves.collect_view();
    // Deleted offers Restore only.
    let triage = (folder != Folder::Deleted).then(|| {
        view! {
            <BulkButton
                id="bulk-mark"
                icon="circle-check"
                label=t.mark
                menu=true
                on_click=Callback::new(move |()| open(MenuKind::Mark, "bulk-mark"))
            />
            <BulkButton
                icon="user-plus"
                label=t.assign
                on_click=Callback::new(move |()| desk.question.set(Some(Question::Assign { which: desk.selected() })))
            />
        }
    });
    view! {
        <div class="bulk" role="toolbar" aria-label=t.bulk>
            <label class="bulk__all">
                <input type="checkbox" class="checkbox" node_ref=page_box on:change=toggle_page aria-label=t.select_page/>
            </label>
            <p class="bulk__count">{move || (t.selected)(count.get())}</p>
            {move || (!everything() && total() > count.get()).then(|| view! {
                <button class="link" type="button" on:click=select_all>
                    {(t.select_all)(total())}
                </button>
            })}
            <button
                class="link bulk__clear"
                type="button"
                id=CLEAR
                on:click=move |_| desk.selection.set(Selection::default())
            >
                {t.clear_selection}
            </button>
            <div class="bulk__actions">
                {triage}
                <BulkButton icon="download" label=t.exports.export on_click=Callback::new(export)/>
                {moves}
            </div>
        </div>
    }
}

#[component]
fn BulkButton(
    #[prop(optional)] id: &'static str,
    #[prop(default = "bulk__action")] class: &'static str,
    icon: &'static str,
    label: &'static str,
    #[prop(optional)] menu: bool,
    on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class=class
            type="button"
            id=(!id.is_empty()).then_some(id)
            aria-label=label
            aria-haspopup=menu.then_some("menu")
            on:click=move |_| on_click.run(())
        >
            <Icon name=icon/>
            <span class="tooltip" data-side="below" aria-hidden="true">{label}</span>
        </button>
    }
}
