use leptos::prelude::*;
use leptos_meta::Title;

use super::invitations::Invitations;
use super::member::MemberRow;
use crate::api::team::list_team;
use crate::domain::form::FormState;
use crate::domain::view::TeamView;
use crate::frame::Frame;
use crate::frame::breadcrumb::Breadcrumb;
use crate::frame::failed::Failed;
use crate::frame::form::{use_form_state, words};
use crate::frame::sidebar::MainSidebar;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::copy::CopyText;
use crate::ui::notice::{Notice, Tone};
use crate::ui::skeleton::Skeleton;

/// Everybody on the team, and the way to more.
#[component]
pub fn TeamPage() -> impl IntoView {
    let t = use_messages();
    let state = use_form_state();
    let team = Resource::new(|| (), |()| list_team());
    let retry = Callback::new(move |()| team.refetch());
    view! {
        <Title text=format!("{} · {}", t.team, t.product)/>
        <Frame sidebar=view! { <MainSidebar here=paths::TEAM/> }.into_any()>
            <Breadcrumb above=Vec::new() here=t.team/>
            <div class="page__body settings">
                <Transition fallback=TeamSkeleton>
                    {move || {
                        let state = state.clone();
                        team.get().map(|found| match found {
                            Ok(view) => view! { <Team view state/> }.into_any(),
                            Err(error) => view! { <Failed error retry/> }.into_any(),
                        })
                    }}
                </Transition>
            </div>
        </Frame>
    }
}

#[component]
fn Team(view: TeamView, state: FormState) -> impl IntoView {
    let t = use_messages();
    let invite = state.of("invite");
    // What is wrong with an invitation stands on its own form.
    let refused = words(&state, "").filter(|_| invite.form.is_empty());
    view! {
        {refused.map(|text| view! { <Notice tone=Tone::Danger text/> })}
        {state.link.clone().map(|link| view! {
            <Notice tone=Tone::Done text=t.link_made>
                // Selected with one click where nothing can be copied by script.
                <div class="made-link">
                    <input class="input" readonly=true value=link.clone() dir="ltr" aria-label=t.link/>
                    <CopyText text=link shown=t.copy.into_any() copy=t.copy copied=t.copied refused=t.explain.not_copied/>
                </div>
            </Notice>
        })}
        <ul class="team" aria-label=t.team>
            {view.members.into_iter().map(|member| view! { <MemberRow view=member/> }).collect_view()}
        </ul>
        <Invitations state=invite invitations=view.invitations/>
    }
}

#[component]
fn TeamSkeleton() -> impl IntoView {
    let row = || view! { <li class="member"><Skeleton kind="avatar"/><Skeleton width="m"/></li> };
    view! { <ul class="team" aria-busy="true">{(0..5).map(|_| row()).collect_view()}</ul> }
}
