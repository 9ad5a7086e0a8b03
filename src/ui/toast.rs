//! Short messages at the foot of the screen: what has just been done, and how to take it back.

use leptos::prelude::*;
use std::time::Duration;

use super::browser::focus_main_if_lost;
use super::icon::Icon;
use super::notice::Tone;

/// How long a message stays, unless the pointer or the focus is on it.
pub const SHOWN_FOR: Duration = Duration::from_secs(10);
/// Messages at once; an older one makes room.
const AT_ONCE: usize = 3;

/// What a message offers to do.
#[derive(Clone)]
pub struct ToastAction {
    pub label: &'static str,
    pub run: Callback<()>,
}

#[derive(Clone)]
struct Toast {
    id: u64,
    tone: Tone,
    text: String,
    actions: Vec<ToastAction>,
}

/// The messages of a page.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
    /// Takes the focus from a message that goes; without it, the page does.
    take_focus: StoredValue<Option<Callback<()>>>,
}

impl Toasts {
    pub fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0), take_focus: StoredValue::new(None) }
    }

    pub fn say(self, tone: Tone, text: String, actions: Vec<ToastAction>) {
        let Some(id) = self.next.try_update_value(|next| {
            *next += 1;
            *next
        }) else {
            return;
        };
        self.shown.update(|shown| {
            shown.push(Toast { id, tone, text, actions });
            let over = shown.len().saturating_sub(AT_ONCE);
            shown.drain(..over);
        });
    }

    /// Says what has the focus when somebody has used a message, which goes then.
    pub fn give_focus(self, take: Callback<()>) {
        self.take_focus.set_value(Some(take));
    }

    /// What somebody has used goes, and its focus goes elsewhere.
    fn used(self, id: u64) {
        if let Some(take) = self.take_focus.get_value() {
            take.run(());
        }
        self.dismiss(id);
        focus_main_if_lost();
    }

    fn dismiss(self, id: u64) {
        let _ = self.shown.try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Where the messages stand. An open modal sheet makes the rest of the page inert, so it has a place of its own for
/// them; `here` says which of the places has them now.
#[component]
pub fn ToastRegion(toasts: Toasts, #[prop(into)] here: Signal<bool>, close: &'static str) -> impl IntoView {
    let shown = move || if here.get() { toasts.shown.get() } else { Vec::new() };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=shown key=|toast| toast.id let:toast>
                <OneToast toast toasts close/>
            </For>
        </div>
    }
}

#[component]
fn OneToast(toast: Toast, toasts: Toasts, close: &'static str) -> impl IntoView {
    let id = toast.id;
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = timer.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let start = move || {
        stop();
        let _ = timer.try_set_value(set_timeout_with_handle(move || toasts.dismiss(id), SHOWN_FOR).ok());
    };
    Effect::new(move |_| start());
    on_cleanup(stop);
    let icon = if toast.tone == Tone::Danger { "circle-alert" } else { "circle-check" };
    let actions = toast.actions.into_iter().map(|action| {
        let run = move |_| {
            toasts.used(id);
            action.run.run(());
        };
        view! { <button class="toast__action" type="button" on:click=run>{action.label}</button> }
    });
    view! {
        <div
            class="toast"
            data-tone=(toast.tone == Tone::Danger).then_some("danger")
            on:mouseenter=move |_| stop()
            on:mouseleave=move |_| start()
            on:focusin=move |_| stop()
            on:focusout=move |_| start()
        >
            <Icon name=icon/>
            <p class="toast__text">{toast.text}</p>
            {actions.collect_view()}
            <button class="toast__close" type="button" aria-label=close on:click=move |_| toasts.used(id)><Icon name="x"/></button>
        </div>
    }
}
