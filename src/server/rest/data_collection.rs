//! What an agent is to ask.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use strum::VariantArray;
use utoipa::ToSchema;

use super::key::Bearer;
use super::problem::Problem;
use super::schema;
use crate::domain::collection::{FieldSet, SetKind};
use crate::domain::record::{BuiltInField, FieldIcon, FieldKind};
use crate::server::router::AppState;
use crate::store::data_collection;

/// What the agent is to ask its customers. A set that the agent has not is null.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DataCollectionOut {
    /// While this is false, filing a record answers 409.
    pub enabled: bool,
    /// On every channel but voice.
    #[schema(required = true)]
    pub text: Option<SetOut>,
    /// In calls.
    #[schema(required = true)]
    pub voice: Option<SetOut>,
    /// Changes with every save.
    pub version: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SetOut {
    /// The built-in fields that are asked.
    pub built_in: Vec<BuiltInOut>,
    /// The custom fields, in their order.
    pub fields: Vec<FieldAsked>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BuiltInOut {
    #[schema(schema_with = schema::built_in)]
    pub field: BuiltInField,
    pub required: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldAsked {
    pub label: String,
    #[schema(schema_with = schema::field_icon)]
    pub icon: FieldIcon,
    #[schema(schema_with = schema::field_kind)]
    pub kind: FieldKind,
    pub required: bool,
    /// What can be chosen, when the kind is `choice`.
    pub choices: Vec<String>,
}

/// What to ask
///
/// Any key may ask this. Ask it at the start of a conversation.
///
/// ```sh
/// curl "$LT_URL/api/v1/data-collection" -H "Authorization: Bearer $LT_KEY"
/// ```
#[utoipa::path(
    get, path = "/data-collection", tag = "Data collection",
    responses((status = 200, description = "What to ask", body = DataCollectionOut), super::docs::Refusals)
)]
pub async fn find_data_collection(
    bearer: Bearer,
    State(state): State<AppState>,
) -> Result<Json<DataCollectionOut>, Problem> {
    let db = state.store.read();
    let collection = data_collection::find(db, bearer.agent()).await.map_err(Problem::of_database)?;
    let asked = |kind| {
        let has = SetKind::all_of(bearer.0.variant).contains(&kind);
        has.then(|| out(collection.set(kind).cloned().unwrap_or_default()))
    };
    Ok(Json(DataCollectionOut {
        enabled: collection.enabled,
        text: asked(SetKind::Text),
        voice: asked(SetKind::Voice),
        version: collection.version,
    }))
}

fn out(set: FieldSet) -> SetOut {
    let built_in = BuiltInField::VARIANTS.iter().filter(|field| set.built_in(**field).asked);
    SetOut {
        built_in: built_in.map(|field| BuiltInOut { field: *field, required: set.built_in(*field).required }).collect(),
        fields: set
            .fields
            .into_iter()
            .map(|field| FieldAsked {
                label: field.label,
                icon: field.icon,
                kind: field.kind,
                required: field.required,
                choices: field.choices,
            })
            .collect(),
    }
}
