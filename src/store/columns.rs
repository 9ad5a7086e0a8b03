//! How domain types stand in columns.

use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, DbErr, QueryResult, TryGetError, TryGetable, Value};
use std::str::FromStr;

/// An enum of the domain as its slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slug<T>(pub T);

impl<T: Into<&'static str>> From<Slug<T>> for Value {
    fn from(slug: Slug<T>) -> Self {
        let text: &'static str = slug.0.into();
        Value::from(text)
    }
}

impl<T: FromStr> TryGetable for Slug<T> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, index)?;
        match text.parse() {
            Ok(value) => Ok(Self(value)),
            Err(_) => Err(DbErr::Type(format!("{text:?} is not a {}", std::any::type_name::<T>())).into()),
        }
    }
}

impl<T: FromStr> ValueType for Slug<T> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        let text = <String as ValueType>::try_from(value)?;
        text.parse().map(Self).map_err(|_| ValueTypeErr)
    }

    fn type_name() -> String {
        std::any::type_name::<T>().to_owned()
    }

    fn array_type() -> ArrayType {
        ArrayType::String
    }

    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}

impl<T> Nullable for Slug<T> {
    fn null() -> Value {
        <String as Nullable>::null()
    }
}
