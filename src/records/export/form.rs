use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use strum::VariantArray;

use super::run::{Phase, Run};
use super::wanted::Wanted;
use crate::domain::error::AppError;
use crate::domain::export::{ExportState, Format};
use crate::domain::form::FormState;
use crate::domain::slug;
use crate::frame::use_here;
use crate::i18n::{number, use_messages};
use crate::paths;
use crate::paths::exports::exports;
use crate::records::desk::use_desk;
use crate::ui::browser::form_pairs;
use crate::ui::dialog::{CloseDialog, TITLE};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};

/// Tells the form from the page's other forms.
pub const FORM: &str = "export";

const FORMAT: &str = "format";

/// A plain form whose answer is the file; with script the page stays and says how far it is.
#[component]
pub fn ExportForm(
    wanted: Wanted,
    run: Run,
    /// What became of it without script.
    #[prop(optional)]
    state: FormState,
    /// Where closing leads, when a link opened the dialog.
    #[prop(optional)]
    closed: Option<Signal<String>>,
) -> impl IntoView {
    let t = use_messages();
    let e = t.exports;
    if wanted.records == 0 {
        return view! {
            <div class="export">
                <p class="dialog__text">{e.nothing}</p>
                <div class="dialog__actions"><Close run closed/></div>
            </div>
        }
        .into_any();
    }
    let form = NodeRef::<html::Form>::new();
    let action = use_desk().place.agent.with_untracked(exports);
    let chosen: Format = state.value(FORMAT).and_then(|format| format.parse().ok()).unwrap_or_default();
    let refused = state.problem("").map(t.problem);
    let Wanted { folder, query, choice, records, filter } = wanted.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(form) = form.get_untracked() else { return };
        let format = form_pairs(&form).into_iter().find(|(name, _)| name == FORMAT);
        run.start(wanted.request(format.and_then(|(_, format)| format.parse().ok()).unwrap_or_default()));
    };
    let formats = Format::VARIANTS.iter().map(|format| view! { <FormatChoice format=*format chosen/> });
    let formats = formats.collect_view();
    let label = move || match run.phase.get() {
        Phase::Ready => e.download,
        phase if phase.is_under_way() => e.downloading,
        phase if phase.is_done() => e.download_again,
        _ => e.try_again,
    };
    view! {
        <form class="export" method="post" action=action aria-labelledby=TITLE node_ref=form on:submit=submit>
            <input type="hidden" name="form" value=FORM/>
            <input type="hidden" name="folder" value=slug(folder)/>
            <input type="hidden" name="query" value=query/>
            <input type="hidden" name="choice" value=slug(choice.kind())/>
            <dl class="export__facts">
                <div><dt>{t.records}</dt><dd>{number(records)}</dd></div>
                <div><dt>{e.folder}</dt><dd>{(t.folder_name)(folder)}</dd></div>
                <div><dt>{e.filter}</dt><dd>{filter}</dd></div>
            </dl>
            <fieldset class="export__formats">
                <legend class="field__label">{e.format}</legend>
                {formats}
            </fieldset>
            <Told run refused/>
            <Progress run/>
            <div class="dialog__actions">
                <Close run closed/>
                <button
                    class="button button--primary"
                    aria-disabled=move || run.phase.with(Phase::is_under_way).then_some("true")
                >
                    <Icon name="download"/>{label}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// A format, and whom it is for.
#[component]
fn FormatChoice(format: Format, chosen: Format) -> impl IntoView {
    let e = use_messages().exports;
    let value = slug(format);
    let (name, text) = (format!("export-{value}"), format!("export-{value}-text"));
    let checked = format == chosen;
    view! {
        <label class="export__format">
            <input
                class="export__radio"
                type="radio"
                name=FORMAT
                value=value
                checked=checked
                autofocus=checked
                aria-labelledby=name.clone()
                aria-describedby=text.clone()
            />
            <span class="export__name" id=name>{(e.format_name)(format)}</span>
            <span class="export__text" id=text>{(e.format_text)(format)}</span>
        </label>
    }
}

/// What went wrong. The button below tries again.
#[component]
fn Told(run: Run, refused: Option<String>) -> impl IntoView {
    let t = use_messages();
    let here = use_here();
    move || {
        let phase = run.phase.get();
        let text = if phase == Phase::Ready { refused.clone() } else { phase.problem(t) };
        // External to the router: whoever signs in gets a page of their own from the server.
        let sign_in = (phase == Phase::Refused(AppError::Unauthenticated)).then(|| {
            let href = here.with(|here| paths::sign_in(here));
            view! { <a class="link" href=href rel="external">{t.sign_in}</a> }
        });
        text.map(|text| view! { <Notice tone=Tone::Danger text>{sign_in}</Notice> })
    }
}

/// How far it is. Only its beginning and its end are read out: the numbers between would never let anybody finish a
/// sentence.
#[component]
fn Progress(run: Run) -> impl IntoView {
    let e = use_messages().exports;
    // Without a value the bar says that something is under way.
    let bar = move || match run.phase.get() {
        Phase::Starting => Some((None, None)),
        Phase::Known(export) => match export.state {
            ExportState::Waiting => Some((None, None)),
            ExportState::Running | ExportState::Done => {
                Some((Some(export.sent.to_string()), Some(export.total.max(1).to_string())))
            }
            ExportState::Failed | ExportState::Stopped => None,
        },
        _ => None,
    };
    let so_far = move || match run.phase.get() {
        Phase::Known(export) if export.state == ExportState::Running => Some((e.so_far)(export.sent, export.total)),
        _ => None,
    };
    let said = move || match run.phase.get() {
        Phase::Starting => Some(e.preparing.to_owned()),
        Phase::Known(export) => match export.state {
            ExportState::Waiting => Some(e.preparing.to_owned()),
            ExportState::Running => Some(e.goes_on.to_owned()),
            ExportState::Done => Some((e.done)(export.total)),
            ExportState::Failed | ExportState::Stopped => None,
        },
        _ => None,
    };
    view! {
        <div class="export__progress">
            {move || bar().map(|(value, max)| view! {
                <progress class="export__bar" aria-label=e.progress value=value max=max></progress>
            })}
            {move || so_far().map(|text| view! { <p class="export__so-far">{text}</p> })}
            <p class="export__said" role="status">{said}</p>
        </div>
    }
}

/// Leaves: before the download and after it. A link where a link opened the dialog, so that it works without script.
#[component]
fn Close(run: Run, closed: Option<Signal<String>>) -> impl IntoView {
    let t = use_messages();
    let dialog = CloseDialog::current();
    let label =
        move || run.phase.with(|phase| if phase.is_under_way() || phase.is_done() { t.close } else { t.cancel });
    match closed {
        Some(closed) => {
            view! { <a class="button" href=closed data-noscroll="" data-dialog-close="">{label}</a> }.into_any()
        }
        None => {
            view! { <button class="button" type="button" on:click=move |_| dialog.close()>{label}</button> }.into_any()
        }
    }
}
