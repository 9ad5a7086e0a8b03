use leptos::prelude::*;
use leptos_meta::Title;

use super::switches::Switches;
use crate::app::use_visit;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::notice::{Notice, Tone};

/// A page for whoever is not signed in: one form, and language and theme below it.
#[component]
pub fn Outside(title: &'static str, children: Children) -> impl IntoView {
    let t = use_messages();
    view! {
        <Title text=format!("{title} · {}", t.product)/>
        <main class="outside" id="main">
            <a class="brand" href=paths::HOME rel="external"><img src="/favicon.svg" alt="" width="20" height="20"/>{t.product}</a>
            <div class="outside__card">
                <h1 class="outside__title">{title}</h1>
                {use_visit().demo.then(|| view! { <Notice tone=Tone::Plain text=t.demo_sign_in/> })}
                {children()}
            </div>
            <div class="outside__foot"><Switches/></div>
        </main>
    }
}
