//! Schemas of what the domain already knows, so that nothing is listed twice.

use strum::VariantArray;
use utoipa::openapi::schema::{AnyOf, SchemaType, Type};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};

use crate::domain::conversation::{ConversationStatus, Sender};
use crate::domain::filter::Range;
use crate::domain::listing::{Per, Sort};
use crate::domain::record::{BuiltInField, Channel, FieldIcon, FieldKind, Flag, Folder, Kind, Origin, Status};

fn slugs<T: VariantArray + Copy + Into<&'static str>>() -> ObjectBuilder {
    let values = T::VARIANTS.iter().map(|value| -> &'static str { (*value).into() });
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(values))
}

fn of(builder: ObjectBuilder) -> RefOr<Schema> {
    RefOr::T(Schema::Object(builder.build()))
}

macro_rules! schemas {
    ($($name:ident: $type:ty;)*) => {
        $(pub fn $name() -> RefOr<Schema> {
            of(slugs::<$type>())
        })*
    };
}

schemas! {
    kind: Kind;
    status: Status;
    channel: Channel;
    folder: Folder;
    origin: Origin;
    flag: Flag;
    field_kind: FieldKind;
    field_icon: FieldIcon;
    built_in: BuiltInField;
    sender: Sender;
    conversation_status: ConversationStatus;
    sort: Sort;
    per: Per;
    range: Range;
}

/// A moment as RFC 3339 has it.
pub fn moment() -> RefOr<Schema> {
    of(ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::DateTime))))
}

/// What an agent gives as a value: text, or anything else that becomes text.
pub fn loose() -> RefOr<Schema> {
    of(ObjectBuilder::new().schema_type(SchemaType::AnyValue))
}

/// One message or several.
pub fn either(one: RefOr<Schema>, several: RefOr<Schema>) -> RefOr<Schema> {
    RefOr::T(Schema::AnyOf(AnyOf { items: vec![one, several], ..AnyOf::default() }))
}
