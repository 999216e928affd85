//! The records that are served: each on a shelf of its own, read once when the program starts.

use crate::cli::Exit;
use crate::papers::{self, Format, Order, Paper};
use crate::print::Fonts;
use crate::source::Source;
use analysis::Collisions;
use record::thing::Thing;
use record::{EntryId, Group, Id, Record, Text};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use store::Head;

/// All that is served: each record under its own prefix, the first at the root.
#[derive(Debug)]
pub(crate) struct Site {
    pub(super) shelves: Vec<Arc<Shelf>>,
}

/// One record as it is served.
#[derive(Debug)]
pub(crate) struct Shelf {
    /// Empty, or `/headwaters`: what stands before every address.
    pub(super) prefix: String,
    source: Source,
    /// The name of the group.
    pub(super) name: Text,
    /// Number of entries and root; `None` where a line could not be read.
    pub(super) head: Option<Head>,
    /// Whether the Chair's desk is served, which counts what members alone may know.
    pub(super) chair: bool,
    /// Prefix and name of every record that is served, this one included.
    pub(super) records: Vec<(String, Text)>,
    papers: Mutex<BTreeMap<(Format, String), Arc<Paper>>>,
    collisions: OnceLock<Collisions>,
}

impl Site {
    /// Puts records on shelves, with the Chair's desk or without. A record without any entry has nothing to show.
    pub(crate) fn of(sources: Vec<(String, Source)>, chair: bool) -> Result<Self, Exit> {
        if let Some((_, empty)) = sources.iter().find(|(_, source)| source.record.last().is_none())
        {
            return Err(Exit::misuse(format!("{} holds no entry to show", empty.name())));
        }
        let records: Vec<(String, Text)> =
            sources.iter().map(|(prefix, s)| (prefix.clone(), name_of(s.record.group()))).collect();
        let shelves = sources.into_iter().map(|(prefix, source)| {
            Arc::new(Shelf {
                prefix,
                name: name_of(source.record.group()),
                head: source.head(),
                chair,
                records: records.clone(),
                papers: Mutex::default(),
                collisions: OnceLock::new(),
                source,
            })
        });
        Ok(Self { shelves: shelves.collect() })
    }
}

fn name_of(group: &Group) -> Text {
    match &group.founded {
        Some(founded) => group.name_of(&founded.said.id.0),
        None => Text::from("A group that the record does not name"),
    }
}

impl Shelf {
    /// The record.
    pub(super) fn record(&self) -> &Record {
        &self.source.record
    }

    /// The group as the record leaves it.
    pub(super) fn group(&self) -> &Group {
        self.source.record.group()
    }

    /// Open amendments in each other's way, sought once.
    pub(super) fn collisions(&self) -> &Collisions {
        self.collisions.get_or_init(|| analysis::collisions(self.group()))
    }

    /// The last number that the record has.
    pub(super) fn last(&self) -> u32 {
        self.source.record.next().0 - 1
    }

    /// The address of a page.
    pub(super) fn href(&self, path: &str) -> String {
        match (self.prefix.as_str(), path) {
            ("", path) => path.to_owned(),
            (prefix, "/") => prefix.to_owned(),
            (prefix, path) => format!("{prefix}{path}"),
        }
    }

    /// The permanent address of an entry.
    pub(super) fn entry(&self, entry: EntryId) -> String {
        self.href(&format!("/log/{}", entry.0))
    }

    /// The page of a thing; of what has none of its own, the entry that declared it.
    pub(super) fn page_of(&self, id: &Id) -> String {
        let group = self.group();
        let path = match group.thing(id) {
            Some(Thing::Party | Thing::Coalition | Thing::Officer | Thing::Representative) => {
                format!("/party/{id}")
            }
            Some(Thing::Text | Thing::Provision) => format!("/text/{id}"),
            Some(Thing::Issue) => format!("/issue/{id}"),
            Some(Thing::Document) => format!("/document/{id}"),
            Some(Thing::Meeting) => format!("/meeting/{id}"),
            Some(Thing::Call | Thing::Silence) => format!("/calls#{id}"),
            _ => match group.names.get(id) {
                Some(named) => format!("/log/{}", named.entry.0),
                None => "/log".to_owned(),
            },
        };
        self.href(&path)
    }

    /// The report in a format; under the record's own rules, made once.
    pub(super) fn paper(&self, format: Format, order: &Order) -> Result<Arc<Paper>, String> {
        let key = (format, super::report_read::fields(order));
        let kept = || self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(paper) = kept().get(&key) {
            return Ok(Arc::clone(paper));
        }
        let document = papers::document(self.record(), order)
            .ok_or_else(|| "the record holds no entry".to_owned())?;
        let paper =
            papers::render(&document, format, &Fonts::find()).map_err(|fault| fault.to_string())?;
        let paper = Arc::new(paper);
        // Studies are many and seldom asked for twice.
        let study = order.options.report_rule.or(order.options.decision_rule).is_some();
        if !study {
            kept().insert(key, Arc::clone(&paper));
        }
        Ok(paper)
    }
}
