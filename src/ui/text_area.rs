use leptos::html::Textarea;
use leptos::prelude::*;

/// Text of several lines. The only `<textarea>` of the app: Leptos writes the children of one without escaping them,
/// so that a text with markup in it would become part of the page.
///
/// `text` is what it holds at first; whoever changes it later does so through `node_ref`, so that nothing typed before
/// the script came is overwritten.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(optional, into)] name: String,
    #[prop(into)] text: String,
    rows: u32,
    limit: usize,
    /// The id of what names it; without one, `label` does.
    #[prop(optional)]
    labelledby: Option<&'static str>,
    #[prop(optional)] label: Option<&'static str>,
    #[prop(optional)] placeholder: Option<&'static str>,
    /// The ids of what is said about it.
    #[prop(optional)]
    describedby: Option<String>,
    /// Something is wrong with it.
    #[prop(optional, into)]
    invalid: Signal<bool>,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] node_ref: NodeRef<Textarea>,
) -> impl IntoView {
    // A parser drops the first line break of a textarea; a script that sets its content does not.
    let first = if is_server() { "\n" } else { "" };
    let escaped = format!("{first}{}", html_escape::encode_text(&text));
    view! {
        <textarea
            class="input input--area"
            id=id
            name=name
            rows=rows.to_string()
            maxlength=limit.to_string()
            dir="auto"
            aria-labelledby=labelledby
            aria-label=label
            placeholder=placeholder
            aria-describedby=describedby
            aria-invalid=move || invalid.get().then_some("true")
            autofocus=autofocus
            node_ref=node_ref
            inner_html=escaped
        ></textarea>
    }
}
