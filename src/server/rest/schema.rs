//! Schemas of what the domain already knows, so that nothing is listed twice.

use strum::VariantArray;
use utoipa::openapi::schema::{AnyOf, ArrayBuilder, OneOf, SchemaType, Type};
use utoipa::openapi::{KnownFormat, ObjectBuilder, Ref, RefOr, Schema, SchemaFormat};

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
    let format = SchemaFormat::KnownFormat(KnownFormat::DateTime);
    of(ObjectBuilder::new().schema_type(Type::String).format(Some(format)))
}

pub fn maybe_moment() -> RefOr<Schema> {
    maybe(moment())
}

pub fn maybe_conversation_status() -> RefOr<Schema> {
    maybe(conversation_status())
}

/// A channel; but with a conversation it may be anything.
pub fn channel_or_any() -> RefOr<Schema> {
    any_of(channel(), loose())
}

/// A list of [`super::model::FieldIn`]; whatever else is given is kept, too.
pub fn fields() -> RefOr<Schema> {
    let field = Ref::from_schema_name("FieldIn");
    any_of(RefOr::T(Schema::Array(ArrayBuilder::new().items(field).build())), loose())
}

fn any_of(one: RefOr<Schema>, other: RefOr<Schema>) -> RefOr<Schema> {
    RefOr::T(Schema::AnyOf(AnyOf { items: vec![one, other], ..AnyOf::default() }))
}

/// The same, or null.
fn maybe(schema: RefOr<Schema>) -> RefOr<Schema> {
    let null = of(ObjectBuilder::new().schema_type(Type::Null));
    RefOr::T(Schema::OneOf(OneOf { items: vec![schema, null], ..OneOf::default() }))
}

/// What an agent gives as a value: text, or anything else that becomes text.
pub fn loose() -> RefOr<Schema> {
    of(ObjectBuilder::new().schema_type(SchemaType::AnyValue))
}
