use leptos::prelude::*;
use strum::VariantArray;

use super::use_here;
use crate::domain::prefs::{Language, Theme};
use crate::i18n::{own_name, use_messages, use_prefs};
use crate::paths;
use crate::ui::icon::Icon;

/// Language and theme. Plain forms: a language turns the whole document round, so the page is loaded anew.
#[component]
pub fn Switches() -> impl IntoView {
    let t = use_messages();
    let prefs = use_prefs();
    let here = use_here();
    let languages = Language::VARIANTS.iter().map(|language| {
        let slug: &'static str = language.into();
        let pressed = if *language == prefs.language { "true" } else { "false" };
        view! {
            <button class="segmented__item" name="language" value=slug lang=slug aria-pressed=pressed>{own_name(*language)}</button>
        }
    });
    let themes = Theme::VARIANTS.iter().map(|theme| {
        let slug: &'static str = theme.into();
        let pressed = if *theme == prefs.theme { "true" } else { "false" };
        let name = (t.theme_name)(*theme);
        view! {
            <button class="segmented__item" name="theme" value=slug aria-pressed=pressed aria-label=name title=name>
                <Icon name=theme_icon(*theme)/>
            </button>
        }
    });
    view! {
        <form class="segmented" method="post" action=paths::PREFERENCES aria-label=t.language>
            <input type="hidden" name="next" value=here/>
            {languages.collect_view()}
        </form>
        <form class="segmented" method="post" action=paths::PREFERENCES aria-label=t.theme>
            <input type="hidden" name="next" value=here/>
            {themes.collect_view()}
        </form>
    }
}

fn theme_icon(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "sun",
        Theme::Dark => "moon",
        Theme::System => "monitor",
    }
}
