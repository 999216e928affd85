//! Statements: stances and offers; links between texts.

use super::super::problem::{Thing, Wrong};
use super::super::shape::{Condition, Field, File, Several, Statement as Shape};
use super::super::words::{STANCES, THEN};
use super::Reading;
use super::fields::Spot;
use analysis::packages::{Link, Literal, Said, Statement};
use foldhash::fast::RandomState;
use record::event::positions::Stance;
use std::collections::HashSet;

impl<'a> Reading<'a> {
    pub(super) fn statements(&mut self, file: &'a File<'a>) -> Vec<Statement> {
        let top = Spot::top();
        self.must(top, "statements", &file.statements);
        let (list, _) = self.list(top, "statements", Thing::Statement, &file.statements);
        let field = top.field("statements");
        let mut names: HashSet<&str, RandomState> =
            HashSet::with_capacity_and_hasher(list.len(), RandomState::default());
        let mut read = Vec::with_capacity(list.len());
        for (place, item) in list.iter().enumerate() {
            let spot = field.item(place);
            let Some(said) = self.item(spot, item).map(|object| &object.0) else { continue };
            let id = self.identifier(spot, &said.id);
            if let Some(id) = id
                && !names.insert(id)
            {
                let thing = Thing::Statement;
                self.note(spot.field("id"), || Wrong::Twice { thing, id: id.to_owned() });
            }
            let statement = self.statement(spot.called(&said.id), said);
            read.extend(statement);
        }
        read
    }

    /// A statement; `None` only if something is wrong with it.
    fn statement(&mut self, spot: Spot<'_>, said: &'a Shape<'a>) -> Option<Statement> {
        let by = self
            .required(spot, "by", &said.by)
            .and_then(|name| self.speaker(spot.field("by"), name));
        let alternative = self
            .required(spot, "alt", &said.alt)
            .and_then(|name| self.alternative(spot.field("alt"), name));
        let offer = self.optional(spot, "offer", &said.offer).copied().unwrap_or_default();
        let words = if offer { self.offer(spot, said) } else { self.stance(spot, said) };
        let from = self.required(spot, "t", &said.t).copied();
        let withdrawn = self.end(spot, "withdrawn", &said.withdrawn, from);
        let expires = self.end(spot, "expires", &said.expires, from);
        let Field::Is(id) = &said.id else { return None };
        Some(Statement {
            name: (&**id).into(),
            by: by?,
            alternative: alternative?,
            said: words?,
            from: from?,
            withdrawn,
            expires,
        })
    }

    fn offer(&mut self, spot: Spot<'_>, said: &'a Shape<'a>) -> Option<Said> {
        if !matches!(said.stance, Field::Absent) {
            self.note(spot, || Wrong::OfStances("stance"));
        }
        if !matches!(said.only_if, Field::Absent) {
            self.note(spot, || Wrong::OfStances("only_if"));
        }
        if let Some(then) = self.required(spot, "then", &said.then) {
            self.word(spot.field("then"), &[(THEN, ())], then);
        }
        self.must(spot, "if", &said.conditions);
        Some(Said::Offer(self.literals(spot, "if", &said.conditions)))
    }

    fn stance(&mut self, spot: Spot<'_>, said: &'a Shape<'a>) -> Option<Said> {
        if !matches!(said.conditions, Field::Absent) {
            self.note(spot, || Wrong::OfOffers("if"));
        }
        if !matches!(said.then, Field::Absent) {
            self.note(spot, || Wrong::OfOffers("then"));
        }
        let conditions = self.literals(spot, "only_if", &said.only_if);
        let word = self.required(spot, "stance", &said.stance)?;
        let stance = self.word(spot.field("stance"), &STANCES, word)?;
        if stance == Some(Stance::Objects) && !conditions.is_empty() {
            self.note(spot, || Wrong::ObjectsOnlyIf);
        }
        Some(Said::Stance(stance, conditions))
    }

    /// When a statement ended, which cannot be before it counted.
    fn end(
        &mut self,
        spot: Spot<'_>,
        field: &'static str,
        end: &'a Field<i64>,
        from: Option<i64>,
    ) -> Option<i64> {
        let end = *self.optional(spot, field, end)?;
        if let Some(from) = from.filter(|from| end < *from) {
            self.note(spot, || Wrong::EndsBefore { field, end, from });
        }
        Some(end)
    }

    fn literals(
        &mut self,
        spot: Spot<'_>,
        name: &'static str,
        field: &'a Several<Condition<'a>>,
    ) -> Vec<Literal> {
        let (list, _) = self.list(spot, name, Thing::Condition, field);
        let spot = spot.field(name);
        let mut read = Vec::with_capacity(list.len());
        for (place, Condition(literal)) in list.iter().enumerate() {
            let spot = spot.item(place);
            let Some(literal) = self.item(spot, literal) else { continue };
            let (wanted, name) = match (literal.strip_prefix('+'), literal.strip_prefix('-')) {
                (Some(name), _) => (true, name),
                (None, Some(name)) => (false, name),
                (None, None) => {
                    self.note(spot, || Wrong::NoSign(literal.to_string()));
                    continue;
                }
            };
            let alternative = self.alternative(spot, name);
            read.extend(alternative.map(|alternative| Literal { alternative, wanted }));
        }
        read
    }

    pub(super) fn links(&mut self, file: &'a File<'a>) -> Vec<Link> {
        let top = Spot::top();
        let (list, _) = self.list(top, "links", Thing::Link, &file.links);
        let field = top.field("links");
        let mut read = Vec::with_capacity(list.len());
        for (place, item) in list.iter().enumerate() {
            let spot = field.item(place);
            let Some(said) = self.item(spot, item).map(|object| &object.0) else { continue };
            let alternative = self
                .required(spot, "if", &said.alternative)
                .and_then(|name| self.alternative(spot.field("if"), name));
            self.must(spot, "then", &said.then);
            let then = self.literals(spot, "then", &said.then);
            let why = self.optional(spot, "why", &said.why).map(|why| &**why).unwrap_or_default();
            read.extend(alternative.map(|alternative| Link { alternative, then, why: why.into() }));
        }
        read
    }
}
