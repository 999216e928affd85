//! The shape of a file in `packages/1`, before any of it is believed.
//!
//! Whatever stands in a field is taken as it is, and what is not of the kind that belongs there is only noted: so one reading
//! finds all that is wrong. What JSON itself forbids, a field that stands twice and lists nested without end are the
//! reader's (`serde_json`) to refuse. What is called for every field is inlined: the reading of large files is bound by it.

use super::limits;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// What stands in a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Field<T> {
    /// Nothing, or `null`.
    #[default]
    Absent,
    /// What belongs there.
    Is(T),
    /// Something else.
    Other(Kind),
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Boolean,
    Whole,
    /// A number that is not whole or has more digits than are read.
    Fraction,
    Text,
    List,
    Object,
    /// `null`, where something must be.
    Nothing,
}

impl Kind {
    /// In words, with the article.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Kind::Boolean => "`true` or `false`",
            Kind::Whole => "a whole number",
            Kind::Fraction => "a number with a point, an exponent or more than 18 digits",
            Kind::Text => "text",
            Kind::List => "a list",
            Kind::Object => "an object",
            Kind::Nothing => "`null`",
        }
    }
}

/// What can belong in a field.
pub(super) trait Wanted<'de>: Sized {
    /// Of what kind it is.
    const KIND: Kind;
    #[inline]
    fn boolean(_: bool) -> Option<Self> {
        None
    }
    #[inline]
    fn whole(_: i64) -> Option<Self> {
        None
    }
    #[inline]
    fn text(_: Cow<'de, str>) -> Option<Self> {
        None
    }
    #[inline]
    fn list<A: SeqAccess<'de>>(mut list: A) -> Result<Option<Self>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
    #[inline]
    fn object<A: MapAccess<'de>>(mut object: A) -> Result<Option<Self>, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

impl<'de> Wanted<'de> for bool {
    const KIND: Kind = Kind::Boolean;
    #[inline]
    fn boolean(value: bool) -> Option<Self> {
        Some(value)
    }
}

impl<'de> Wanted<'de> for i64 {
    const KIND: Kind = Kind::Whole;
    #[inline]
    fn whole(value: i64) -> Option<Self> {
        Some(value)
    }
}

impl<'de: 'a, 'a> Wanted<'de> for Cow<'a, str> {
    const KIND: Kind = Kind::Text;
    #[inline]
    fn text(value: Cow<'de, str>) -> Option<Self> {
        Some(value)
    }
}

/// An object with the fields of `T`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Wanted<'de> for Object<T> {
    const KIND: Kind = Kind::Object;
    #[inline]
    fn object<A: MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(object)).map(|fields| Some(Self(fields)))
    }
}

/// A list. Of one that is too long only as much is kept as is read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct List<T> {
    pub(super) all: Vec<T>,
    /// Whether there is more than is read.
    pub(super) cut: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { all: Vec::new(), cut: false }
    }
}

/// What a list can hold.
pub(super) trait Item {
    /// The most that is read of a list.
    const MAX: usize;
    /// What it counts.
    fn count(&self) -> usize {
        1
    }
}

impl<'de, T: Item + Deserialize<'de>> Wanted<'de> for Box<List<T>> {
    const KIND: Kind = Kind::List;
    #[inline]
    fn list<A: SeqAccess<'de>>(mut list: A) -> Result<Option<Self>, A::Error> {
        let mut read = Box::<List<T>>::default();
        let mut count = 0;
        while let Some(item) = list.next_element::<T>()? {
            count += item.count();
            if count > T::MAX {
                read.cut = true;
                while list.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
            read.all.push(item);
        }
        Ok(Some(read))
    }
}

impl<'de, T: Wanted<'de>> Deserialize<'de> for Field<T> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Look(PhantomData))
    }
}

/// Looks at what stands there.
struct Look<T>(PhantomData<T>);

#[inline]
fn found<T>(kind: Kind, value: Option<T>) -> Field<T> {
    value.map_or(Field::Other(kind), Field::Is)
}

impl<'de, T: Wanted<'de>> Visitor<'de> for Look<T> {
    type Value = Field<T>;
    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(T::KIND.words())
    }
    #[inline]
    fn visit_unit<E>(self) -> Result<Field<T>, E> {
        Ok(Field::Absent)
    }
    #[inline]
    fn visit_bool<E>(self, value: bool) -> Result<Field<T>, E> {
        Ok(found(Kind::Boolean, T::boolean(value)))
    }
    #[inline]
    fn visit_i64<E>(self, value: i64) -> Result<Field<T>, E> {
        Ok(found(Kind::Whole, T::whole(value)))
    }
    #[inline]
    fn visit_u64<E>(self, value: u64) -> Result<Field<T>, E> {
        Ok(i64::try_from(value)
            .map_or(Field::Other(Kind::Fraction), |value| found(Kind::Whole, T::whole(value))))
    }
    #[inline]
    fn visit_f64<E>(self, _: f64) -> Result<Field<T>, E> {
        Ok(Field::Other(Kind::Fraction))
    }
    #[inline]
    fn visit_str<E>(self, value: &str) -> Result<Field<T>, E> {
        Ok(found(Kind::Text, T::text(Cow::Owned(value.to_owned()))))
    }
    #[inline]
    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Field<T>, E> {
        Ok(found(Kind::Text, T::text(Cow::Borrowed(value))))
    }
    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Field<T>, A::Error> {
        Ok(found(Kind::List, T::list(list)?))
    }
    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Field<T>, A::Error> {
        Ok(found(Kind::Object, T::object(object)?))
    }
}

/// Text in a field.
pub(super) type Text<'a> = Field<Cow<'a, str>>;
/// A list in a field; most statements have none, so that these stay small.
pub(super) type Several<T> = Field<Box<List<T>>>;
/// An object in a list or a field.
pub(super) type Thing<T> = Field<Object<T>>;

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct File<'a> {
    #[serde(borrow)]
    pub(super) format: Text<'a>,
    #[serde(borrow)]
    pub(super) name: Text<'a>,
    pub(super) now: Field<i64>,
    #[serde(borrow)]
    pub(super) policy: Thing<Policy<'a>>,
    #[serde(borrow)]
    pub(super) parties: Several<Thing<Party<'a>>>,
    #[serde(borrow)]
    pub(super) groups: Several<Thing<Group<'a>>>,
    #[serde(borrow)]
    pub(super) units: Several<Thing<Unit<'a>>>,
    #[serde(borrow)]
    pub(super) statements: Several<Thing<Statement<'a>>>,
    #[serde(borrow)]
    pub(super) dissociations: Several<Thing<Dissociation<'a>>>,
    #[serde(borrow)]
    pub(super) links: Several<Thing<Link<'a>>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Policy<'a> {
    #[serde(borrow)]
    pub(super) silence: Text<'a>,
    pub(super) reserve_blocks: Field<bool>,
    pub(super) sponsor: Field<bool>,
    pub(super) offers_alone: Field<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Party<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) constituency: Text<'a>,
    #[serde(borrow)]
    pub(super) groups: Several<InGroup<'a>>,
}

impl Item for Thing<Party<'_>> {
    const MAX: usize = limits::PARTIES;
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Group<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) groups: Several<InGroup<'a>>,
}

impl Item for Thing<Group<'_>> {
    const MAX: usize = limits::GROUPS;
}

/// The name of a group that somebody is in.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct InGroup<'a>(#[serde(borrow)] pub(super) Text<'a>);

impl Item for InGroup<'_> {
    const MAX: usize = limits::GROUPS_OF_ONE;
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Unit<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) chapter: Text<'a>,
    pub(super) weight: Field<i64>,
    #[serde(borrow)]
    pub(super) title: Text<'a>,
    #[serde(borrow)]
    pub(super) alternatives: Several<Thing<Alternative<'a>>>,
}

impl Item for Thing<Unit<'_>> {
    const MAX: usize = limits::ALTERNATIVES;
    fn count(&self) -> usize {
        match self {
            Field::Is(Object(Unit { alternatives: Field::Is(list), .. })) => list.all.len().max(1),
            Field::Is(_) | Field::Absent | Field::Other(_) => 1,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Alternative<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) kind: Text<'a>,
    #[serde(borrow)]
    pub(super) text: Text<'a>,
}

impl Item for Thing<Alternative<'_>> {
    const MAX: usize = limits::ALTERNATIVES;
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Statement<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) by: Text<'a>,
    #[serde(borrow)]
    pub(super) alt: Text<'a>,
    #[serde(borrow)]
    pub(super) stance: Text<'a>,
    #[serde(borrow)]
    pub(super) only_if: Several<Condition<'a>>,
    pub(super) offer: Field<bool>,
    #[serde(borrow, rename = "if")]
    pub(super) conditions: Several<Condition<'a>>,
    #[serde(borrow)]
    pub(super) then: Text<'a>,
    pub(super) t: Field<i64>,
    pub(super) withdrawn: Field<i64>,
    pub(super) expires: Field<i64>,
}

impl Item for Thing<Statement<'_>> {
    const MAX: usize = limits::STATEMENTS;
}

/// A literal, as it stands there.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct Condition<'a>(#[serde(borrow)] pub(super) Text<'a>);

impl Item for Condition<'_> {
    const MAX: usize = limits::CONDITIONS;
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Dissociation<'a> {
    #[serde(borrow)]
    pub(super) party: Text<'a>,
    #[serde(borrow)]
    pub(super) group: Text<'a>,
    #[serde(borrow)]
    pub(super) scope: Text<'a>,
}

impl Item for Thing<Dissociation<'_>> {
    const MAX: usize = limits::DISSOCIATIONS;
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Link<'a> {
    #[serde(borrow, rename = "if")]
    pub(super) alternative: Text<'a>,
    #[serde(borrow)]
    pub(super) then: Several<Condition<'a>>,
    #[serde(borrow)]
    pub(super) why: Text<'a>,
}

impl Item for Thing<Link<'_>> {
    const MAX: usize = limits::LINKS;
}
