use leptos::prelude::*;

/// A labelled line of text. What is wrong with it is said below, and read out with it; the first such field of a page
/// has the focus.
#[component]
pub fn Field(
    name: &'static str,
    label: &'static str,
    #[prop(optional, into)] value: String,
    /// The `type` of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in; `off` = nothing.
    #[prop(default = "off")]
    autocomplete: &'static str,
    #[prop(optional, into)] problem: MaybeProp<String>,
    #[prop(optional)] hint: Option<&'static str>,
    /// Written from left to right in every language: addresses, ids.
    #[prop(optional)]
    ltr: bool,
    /// The id of a list of suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
    /// Tells this field from others of its name on the page.
    #[prop(optional, into)]
    suffix: String,
) -> impl IntoView {
    let id = format!("field-{name}{suffix}");
    let problem = problem.get_untracked();
    let bad = problem.is_some();
    view! {
        <div class="field">
            <label class="field__label" r#for=id.clone()>{label}</label>
            <input
                class="input"
                id=id.clone()
                name=name
                r#type=kind
                value=value
                autocomplete=autocomplete
                dir=ltr.then_some("ltr")
                list=list
                autofocus=bad
                aria-invalid=bad.then_some("true")
                aria-describedby=described_by(&id, hint.is_some(), bad)
            />
            <Below id hint problem/>
        </div>
    }
}

/// A labelled choice of one among a few.
#[component]
pub fn Choice(
    name: &'static str,
    label: &'static str,
    /// Values and what they are called.
    options: Vec<(&'static str, String)>,
    chosen: String,
    #[prop(optional, into)] problem: MaybeProp<String>,
    #[prop(optional)] hint: Option<&'static str>,
    /// Tells this field from others of its name on the page.
    #[prop(optional, into)]
    suffix: String,
) -> impl IntoView {
    let id = format!("field-{name}{suffix}");
    let problem = problem.get_untracked();
    let bad = problem.is_some();
    let options = options.into_iter().map(|(value, label)| {
        view! { <option value=value selected=value == chosen>{label}</option> }
    });
    view! {
        <div class="field">
            <label class="field__label" r#for=id.clone()>{label}</label>
            <select
                class="input"
                id=id.clone()
                name=name
                aria-invalid=bad.then_some("true")
                aria-describedby=described_by(&id, hint.is_some(), bad)
            >
                {options.collect_view()}
            </select>
            <Below id hint problem/>
        </div>
    }
}

#[component]
fn Below(id: String, hint: Option<&'static str>, problem: Option<String>) -> impl IntoView {
    view! {
        {problem.map(|problem| view! { <p class="field__problem" id=format!("{id}-problem")>{problem}</p> })}
        {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
    }
}

fn described_by(id: &str, hint: bool, problem: bool) -> Option<String> {
    let ids = [(problem, "problem"), (hint, "hint")].into_iter().filter(|(there, _)| *there);
    let ids: Vec<String> = ids.map(|(_, part)| format!("{id}-{part}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
