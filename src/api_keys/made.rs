use leptos::prelude::*;

use super::example::first_record;
use crate::domain::agent::Agent;
use crate::domain::record::Folder;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::copy::CopyText;
use crate::ui::notice::{Notice, Tone};

/// A key that has just been made, this once, with a command that tries it.
#[component]
pub fn MadeKey(
    agent: Agent,
    name: String,
    /// Where the server is reached, e.g. `https://leads.example.com`.
    origin: String,
    token: String,
) -> impl IntoView {
    let t = use_messages();
    let k = t.api_keys;
    let command = first_record(&agent, &origin, &token, k);
    view! {
        <Notice tone=Tone::Done text=(k.made)(&name)>
            // Selected with one click where nothing can be copied by script; the same with the command.
            <div class="made-link">
                <input class="input made-key" readonly=true value=token.clone() dir="ltr" autocomplete="off" aria-label=k.key/>
                <CopyText text=token shown=t.copy.into_any() copy=t.copy copied=t.copied refused=t.explain.not_copied/>
            </div>
            <p class="made-key__try">{k.try_it}</p>
            <div class="made-link made-key__example">
                <pre class="made-key__command" dir="ltr"><code>{command.clone()}</code></pre>
                <CopyText text=command shown=t.copy.into_any() copy=k.copy_command copied=t.copied refused=t.explain.not_copied/>
            </div>
            <p><a class="link" href=paths::folder(&agent.id, Folder::Inbox)>{k.see_it}</a></p>
        </Notice>
    }
}
