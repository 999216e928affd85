//! Unattributed documents: no name of a party, coalition or representative, in any sentence.
//!
//! Slots that hold people are counted by the compiler already. What is left are names within quoted words, titles and
//! provisions. A sentence whose words contain a name is left out and counted; within a provision, whose words are shown
//! all the same, names give way to an ellipsis, and this is told. Closed rather than open: a word that is also somebody's
//! name is taken for the name.

use crate::manuscript::*;
use crate::wording::Tongue;
use record::{EntryId, Group, Text, Words};
use std::collections::BTreeSet;

/// Shortest name, in characters, that is found at the beginning of a longer word.
const PREFIX_MIN: usize = 5;
/// What stands where a name was.
const ELLIPSIS: &str = "…";

/// Takes every name out of a manuscript.
pub(crate) fn screen(group: &Group, manuscript: &mut Manuscript) {
    let mut screen = Screen { names: names(group), left_out: BTreeSet::new(), sentences: 0 };
    screen.sentences_of(&mut manuscript.status);
    for section in &mut manuscript.sections {
        screen.section(section);
    }
    if screen.sentences > 0
        && let Some(evidence) = Evidence::all(screen.left_out)
        && let Some(limits) = manuscript.sections.iter_mut().find(|s| s.heading == Heading::Limits)
    {
        let say = Say::SentencesLeftOut { sentences: screen.sentences };
        limits.blocks.push(Block::Paragraph(vec![Sentence::new(say, evidence)]));
    }
}

/// Names, codes and aliases of those whose names are not told, longest first.
fn names(group: &Group) -> Vec<Text> {
    let mut names: BTreeSet<Text> = BTreeSet::new();
    let parties = group.parties.iter().map(|(id, p)| (&id.0, p.admitted.said.aliases.as_slice()));
    let coalitions =
        group.coalitions.iter().map(|(id, c)| (&id.0, c.formed.said.aliases.as_slice()));
    let people = group.representatives.keys().map(|id| (&id.0, &[][..]));
    for (id, aliases) in parties.chain(coalitions).chain(people) {
        names.extend([group.name_of(id), group.first_name_of(id), Text::from(id.as_str())]);
        if group.representatives.contains_key(&record::RepresentativeId(id.clone())) {
            let family = group.name_of(id).rsplit(' ').next().unwrap_or_default().to_owned();
            names.extend((family.chars().count() >= 4).then(|| Text::from(family)));
        }
        names.extend(aliases.iter().cloned());
        let renamed = group.renamed.get(id).into_iter().flatten();
        names.extend(renamed.map(|r| Text::clone(&r.said.name)));
    }
    let mut names: Vec<Text> = names.into_iter().filter(|n| !n.is_empty()).collect();
    names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    names
}

struct Screen {
    names: Vec<Text>,
    /// Entries of sentences left out.
    left_out: BTreeSet<EntryId>,
    sentences: usize,
}

impl Screen {
    fn section(&mut self, section: &mut Section) {
        match &mut section.heading {
            Heading::Paragraph(title) | Heading::Issue(title) | Heading::Meeting(title) => {
                self.mask(title);
            }
            _ => {}
        }
        for block in &mut section.blocks {
            match block {
                Block::Paragraph(lines) | Block::List(lines) => self.sentences_of(lines),
                Block::Provision { label, words, notes, .. } => {
                    self.sentences_of(notes);
                    self.provision(label, words, notes);
                }
                Block::Views { on, views } => {
                    self.mask(on);
                    for view in views {
                        self.sentences_of(&mut view.lines);
                    }
                }
                Block::NotVerified(words) => self.mask(words),
                Block::Lexicon => {}
            }
        }
        section.blocks.retain(|block| !matches!(block, Block::Paragraph(lines) | Block::List(lines) if lines.is_empty()));
        for part in &mut section.sections {
            self.section(part);
        }
    }

    fn sentences_of(&mut self, lines: &mut Vec<Sentence>) {
        lines.retain(|sentence| {
            let words = crate::document::plain_text(&Tongue::English.sentence(&sentence.say));
            let keeps = self.first_name(&words).is_none();
            if !keeps {
                self.sentences += 1;
                if let Basis::Entries(evidence) = &sentence.basis {
                    self.left_out.extend(evidence.entries());
                }
            }
            keeps
        });
    }

    fn provision(&mut self, label: &Text, words: &mut Words, notes: &mut Vec<Sentence>) {
        let before = Text::clone(&words.text);
        self.mask(&mut words.text);
        if words.text != before
            && let Some(evidence) = notes.first().map(|n| n.basis.clone())
        {
            let say = Say::NamesLeftOut { label: Text::clone(label) };
            notes.insert(0, Sentence { say, basis: evidence, known: None });
        }
    }

    fn mask(&self, text: &mut Text) {
        let mut masked = text.to_string();
        while let Some((at, length)) = self.first_name(&masked) {
            masked.replace_range(at..at + length, ELLIPSIS);
        }
        if masked != **text {
            *text = Text::from(masked);
        }
    }

    /// Where the longest name stands as whole words.
    fn first_name(&self, text: &str) -> Option<(usize, usize)> {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        self.names.iter().find_map(|name| {
            text.match_indices(&**name)
                .find(|(at, _)| {
                    // A longer word that begins with a name, `Estovan`, gives it away as well.
                    edge(text[..*at].chars().next_back())
                        && (name.chars().count() >= PREFIX_MIN
                            || edge(text[at + name.len()..].chars().next()))
                })
                .map(|(at, _)| (at, name.len()))
        })
    }
}
