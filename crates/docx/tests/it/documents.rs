//! Documents with everything in them: one by hand, and any number by chance.

use docx::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// A document that uses each feature once, in several scripts.
pub(crate) fn everything() -> Document {
    let norland = || ("Norland (A. Writer)".to_owned(), Some("2026-03-02T10:15:00Z".to_owned()));
    let change = |kind| Revision { kind, author: norland().0, date: norland().1 };
    let moved = |from| {
        let name = Some("move1".to_owned());
        change(if from { RevisionKind::MovedFrom { name } } else { RevisionKind::MovedTo { name } })
    };
    let revised = |text: &str, kind| Run { revisions: vec![change(kind)], ..Run::plain(text) };
    let bold = Marks { bold: Some(true), ..Marks::default() };
    let automatic = |level| Some(Numbering::Automatic { list: 1, level, label: String::new() });
    let cell = |row, column, text: &str| Paragraph {
        place: Place::Table(Cell { table: 0, row, column, span: 1, revisions: vec![] }),
        ..Paragraph::plain("", text)
    };
    let levels = vec![
        Level::new(NumberFormat::Decimal, "%1."),
        Level::new(NumberFormat::LowerLetter, "(%2)"),
        Level::new(NumberFormat::LowerRoman, "%1.%2.%3"),
    ];
    let arabic = Run {
        direct: Marks {
            right_to_left: Some(true),
            language: Some("ar".to_owned()),
            bold: Some(true),
            ..Marks::default()
        },
        ..Run::plain("يقرر [إنشاء] فريق عامل")
    };
    let mut document = Document {
        paragraphs: vec![
            Paragraph::plain("Title", "Draft text, A/AC.1/L.2"),
            Paragraph::plain("Heading1", "Preamble"),
            Paragraph {
                runs: vec![
                    Run::plain("Recalling [all] "),
                    Run { comments: vec![CommentId(0)], ..Run::plain("its resolutions") },
                    Run::calling(NoteRef::Footnote(0)),
                    Run::plain(","),
                ],
                numbering: Some(Numbering::Literal { label: "PP1 bis".to_owned(), level: 0 }),
                ..Paragraph::plain("List", "")
            },
            Paragraph::plain("Heading2", "Operative part"),
            Paragraph {
                runs: vec![
                    Run::plain("Decides "),
                    revised("to establish", RevisionKind::Deleted),
                    revised("to consider establishing", RevisionKind::Inserted),
                    Run::marked(" [a fund]", bold.clone()),
                ],
                numbering: automatic(0),
                ..Paragraph::default()
            },
            Paragraph {
                numbering: automatic(1),
                mark: vec![change(RevisionKind::Inserted)],
                ..Paragraph::plain("", "the first item;\twith a tab")
            },
            Paragraph { numbering: automatic(2), ..Paragraph::plain("", "the innermost") },
            Paragraph { numbering: automatic(1), ..Paragraph::plain("", "the second item\nin two lines") },
            Paragraph {
                runs: vec![Run { revisions: vec![moved(true)], ..Run::plain("Moved sentence.") }],
                ..Paragraph::default()
            },
            Paragraph {
                runs: vec![Run { revisions: vec![moved(false)], ..Run::plain("Moved sentence.") }],
                ..Paragraph::default()
            },
            Paragraph { runs: vec![arabic], right_to_left: true, ..Paragraph::default() },
            Paragraph::plain("", "决定设立一个工作组。 👩‍🔬 e\u{301}\u{327}"),
            cell(0, 0, "Party"),
            cell(0, 1, "Position"),
            cell(1, 0, "Sudland"),
            cell(1, 1, "Reserves <its> & \"position\""),
            Paragraph {
                runs: vec![Run::plain("After the table"), Run::calling(NoteRef::Endnote(0))],
                ..Paragraph::default()
            },
        ],
        comments: vec![
            Comment {
                author: "Chair".to_owned(),
                initials: Some("CH".to_owned()),
                date: Some("2026-03-02T11:00:00Z".to_owned()),
                paragraphs: vec![Paragraph::plain("CommentText", "Is this agreed language?")],
                ..Comment::default()
            },
            Comment {
                author: "Sudland".to_owned(),
                paragraphs: vec![Paragraph::plain("CommentText", "No.")],
                reply_to: Some(CommentId(0)),
                done: true,
                ..Comment::default()
            },
        ],
        footnotes: vec![Note {
            paragraphs: vec![Paragraph::plain("FootnoteText", "Resolution 1/1.")],
        }],
        endnotes: vec![Note {
            paragraphs: vec![Paragraph::plain("EndnoteText", "At the end.")],
        }],
        margins: vec![
            Margin {
                edge: Edge::Header,
                pages: Pages::All,
                paragraphs: vec![Paragraph::plain("Header", "A/AC.1/L.2")],
            },
            Margin {
                edge: Edge::Footer,
                pages: Pages::All,
                paragraphs: vec![Paragraph {
                    style: "Footer".to_owned(),
                    runs: vec![
                        Run { field: Some(Field::Page), ..Run::plain("1") },
                        Run::plain("/"),
                        Run { field: Some(Field::PageCount), ..Run::plain("1") },
                    ],
                    ..Paragraph::default()
                }],
            },
        ],
        lists: vec![List::new(1, levels)],
        line_numbers: Some(LineNumbers { every: 5, restart: Restart::Never }),
        track_changes: true,
        ..Document::default()
    };
    document.properties.title = Some("Draft text".to_owned());
    document.properties.language = Some("en".to_owned());
    document.defaults.marks.language = Some("en".to_owned());
    document.paragraphs[4].runs[3].change = Some(FormatChange {
        author: "Chair".to_owned(),
        date: None,
        before: Marks { italic: Some(true), ..Marks::default() },
    });
    document
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z \\[\\]<>&\"',.;()0-9]{0,12}",
        1 => "[\u{621}-\u{64a}\u{64b}-\u{652} ]{1,8}",
        1 => "[\u{4e00}-\u{4eff}。]{1,5}",
        1 => "[\u{1f600}-\u{1f64f}\u{301}\u{327}\u{200d}\u{200f}\u{2028}\u{85}]{1,4}",
        1 => "[ \t\n\u{b}\u{c}\u{a0}\u{2011}\u{ad}]{1,4}",
        1 => any::<String>().prop_map(|s| {
            let kept = |c: &char| !c.is_control() && !('\u{fffe}'..='\u{ffff}').contains(c);
            s.chars().filter(kept).collect()
        }),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Norland".to_owned()),
        Just("Sudland <s@example.org> & \"others\"".to_owned()),
        Just("الرئيس".to_owned()),
        Just(String::new()),
    ]
}

fn date() -> impl Strategy<Value = Option<String>> {
    option::of(Just("2026-03-02T10:15:00Z".to_owned()))
}

fn marks() -> impl Strategy<Value = Marks> {
    let switch = || option::weighted(0.15, any::<bool>());
    let highlight = proptest::sample::select(Highlight::ALL);
    let colour = || prop_oneof![
        Just(Colour::Automatic),
        any::<(u8, u8, u8)>().prop_map(|(r, g, b)| Colour::Rgb(Rgb(r, g, b))),
    ];
    let line = proptest::sample::select(vec![Underline::None, Underline::Single, Underline::Double]);
    let place =
        proptest::sample::select(vec![Vertical::Baseline, Vertical::Superscript, Vertical::Subscript]);
    let language = proptest::sample::select(vec!["en", "fr", "ar", "zh-CN"]);
    let switches = (switch(), switch(), switch(), switch(), switch(), switch(), switch());
    let rest = (
        option::weighted(0.1, line),
        option::weighted(0.1, place),
        option::weighted(0.1, highlight),
        option::weighted(0.1, colour()),
        option::weighted(0.1, colour()),
        switch(),
        option::weighted(0.2, language),
    );
    (switches, rest).prop_map(|(s, r)| Marks {
        bold: s.0,
        italic: s.1,
        strike: s.2,
        double_strike: s.3,
        small_caps: s.4,
        all_caps: s.5,
        hidden: s.6,
        underline: r.0,
        vertical: r.1,
        highlight: r.2,
        colour: r.3,
        shading: r.4,
        right_to_left: r.5,
        language: r.6.map(str::to_owned),
    })
}

fn kind() -> impl Strategy<Value = RevisionKind> {
    let move_name = || option::of(prop_oneof![Just("m1".to_owned()), Just("m2".to_owned())]);
    prop_oneof![
        Just(RevisionKind::Inserted),
        Just(RevisionKind::Deleted),
        move_name().prop_map(|name| RevisionKind::MovedFrom { name }),
        move_name().prop_map(|name| RevisionKind::MovedTo { name }),
    ]
}

fn revisions() -> impl Strategy<Value = Vec<Revision>> {
    let one = (kind(), name(), date())
        .prop_map(|(kind, author, date)| Revision { kind, author, date });
    prop_oneof![
        3 => Just(vec![]),
        1 => vec(one, 1..3).prop_map(|mut all| {
            // A run is part of one move in each direction.
            let away = |r: &Revision| matches!(r.kind, RevisionKind::MovedFrom { .. });
            let here = |r: &Revision| matches!(r.kind, RevisionKind::MovedTo { .. });
            if all.len() == 2 && (away(&all[0]) && away(&all[1]) || here(&all[0]) && here(&all[1])) {
                all.pop();
            }
            all
        }),
    ]
}

fn run() -> impl Strategy<Value = Run> {
    let style = option::weighted(0.2, proptest::sample::select(vec!["Strong", "Hyperlink", "Missing"]));
    let change = option::weighted(0.1, (name(), date(), marks()))
        .prop_map(|c| c.map(|(author, date, before)| FormatChange { author, date, before }));
    let note = option::weighted(0.1, prop_oneof![
        (0usize..3).prop_map(NoteRef::Footnote),
        (0usize..3).prop_map(NoteRef::Endnote),
    ]);
    let field = option::weighted(0.1, prop_oneof![Just(Field::Page), Just(Field::PageCount)]);
    let comments = vec((0usize..4).prop_map(CommentId), 0..3);
    (words(), style, marks(), revisions(), change, note, field, comments).prop_map(
        |(text, style, direct, revisions, change, note, field, comments)| Run {
            text,
            style: style.map(str::to_owned),
            direct,
            revisions,
            change,
            note,
            field,
            comments,
            ..Run::default()
        },
    )
}

fn numbering() -> impl Strategy<Value = Option<Numbering>> {
    prop_oneof![
        3 => Just(None),
        1 => (1u32..4, 0u8..9)
            .prop_map(|(list, level)| Some(Numbering::Automatic { list, level, label: String::new() })),
        1 => ("[(]?[a-z0-9]{1,3}[.)]|PP1 bis|第一", 0u8..9)
            .prop_map(|(label, level)| Some(Numbering::Literal { label, level })),
    ]
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    let style = proptest::sample::select(vec!["", "", "Normal", "Heading1", "List", "Numbered", "Hebrew", "Gone"]);
    let change = option::weighted(0.1, (name(), date(), prop_oneof![Just(""), Just("List")]))
        .prop_map(|c| c.map(|(author, date, s)| ParagraphChange { author, date, style: s.to_owned() }));
    let level = option::weighted(0.1, 1u8..=9);
    let parts = (style, level, numbering(), any::<bool>(), vec(run(), 0..5), revisions(), change);
    parts.prop_map(|(style, level, numbering, right_to_left, runs, mark, change)| Paragraph {
        style: style.to_owned(),
        level,
        numbering,
        right_to_left,
        runs,
        mark,
        change,
        place: Place::Body,
    })
}

/// Body text and tables, each table between paragraphs.
fn body() -> impl Strategy<Value = Vec<Paragraph>> {
    let cell = (paragraph(), 0usize..3, 0usize..2, 1u32..3, revisions());
    let table = vec(cell, 1..6).prop_map(|mut cells| {
        cells.sort_by_key(|c| (c.1, c.2));
        let placed = |(paragraph, row, column, span, revisions)| Paragraph {
            place: Place::Table(Cell { table: 7, row, column, span, revisions }),
            ..paragraph
        };
        cells.into_iter().map(placed).collect::<Vec<_>>()
    });
    let block = prop_oneof![4 => paragraph().prop_map(|p| vec![p]), 1 => table];
    (vec((block, paragraph()), 0..5)).prop_map(|blocks| {
        blocks.into_iter().flat_map(|(mut block, after)| {
            block.push(after);
            block
        }).collect()
    })
}

fn list(id: u32) -> impl Strategy<Value = List> {
    let format = proptest::sample::select(vec![
        NumberFormat::Decimal,
        NumberFormat::LowerLetter,
        NumberFormat::UpperRoman,
        NumberFormat::Bullet,
        NumberFormat::None,
        NumberFormat::Other("arabicAbjad".to_owned()),
    ]);
    let suffix = proptest::sample::select(vec![Suffix::Tab, Suffix::Space, Suffix::Nothing]);
    let text = proptest::sample::select(vec!["%1.", "(%2)", "%1.%2.%3", "•", "", "§ %9 %%", "\u{f0b7}"]);
    let level = (0i32..20, format, text, suffix, option::of(0u8..4), any::<bool>()).prop_map(
        |(start, format, text, suffix, restart, legal)| Level {
            start,
            suffix,
            restart,
            legal,
            ..Level::new(format, text)
        },
    );
    (1u32..3, vec(level, 0..9), vec((0u8..9, 0i32..9), 0..2))
        .prop_map(move |(family, levels, starts)| List { id, family, levels, starts })
}

fn styles() -> Vec<Style> {
    let mut numbered = Style::plain(StyleKind::Paragraph, "Numbered", "Numbered");
    numbered.numbering = Some((1, Some(1)));
    numbered.based_on = Some("Heading1".to_owned());
    let mut hebrew = Style::plain(StyleKind::Paragraph, "Hebrew", "Hebrew");
    hebrew.right_to_left = Some(true);
    hebrew.layer.marks.right_to_left = Some(true);
    hebrew.layer.marks.bold = Some(true);
    hebrew.layer.complex = Complex { bold: Some(true), italic: None, language: Some("he".to_owned()) };
    // A circle.
    hebrew.based_on = Some("Numbered".to_owned());
    let mut strong = Style::plain(StyleKind::Character, "Strong", "Strong");
    strong.layer.marks.bold = Some(true);
    strong.layer.complex.bold = Some(true);
    vec![hebrew, numbered, strong]
}

fn comment() -> impl Strategy<Value = Comment> {
    let parts = (name(), option::of(name()), date(), vec(paragraph(), 0..3), option::of(0usize..5), any::<bool>());
    parts.prop_map(|(author, initials, date, paragraphs, reply_to, done)| Comment {
        author,
        initials,
        date,
        paragraphs,
        reply_to: reply_to.map(CommentId),
        done,
    })
}

fn margin() -> impl Strategy<Value = Margin> {
    let edge = prop_oneof![Just(Edge::Header), Just(Edge::Footer)];
    let pages = prop_oneof![Just(Pages::All), Just(Pages::First), Just(Pages::Even)];
    (edge, pages, vec(paragraph(), 0..3))
        .prop_map(|(edge, pages, paragraphs)| Margin { edge, pages, paragraphs })
}

/// Any document that a file can hold, not yet settled.
pub(crate) fn any_document() -> impl Strategy<Value = Document> {
    let note = || vec(vec(paragraph(), 0..3).prop_map(|paragraphs| Note { paragraphs }), 0..3);
    let restart = prop_oneof![Just(Restart::Page), Just(Restart::Section), Just(Restart::Never)];
    let lines = option::of((1u32..10, restart))
        .prop_map(|l| l.map(|(every, restart)| LineNumbers { every, restart }));
    let page = (1000u32..30000, 1000u32..30000, any::<bool>())
        .prop_map(|(width, height, right_to_left)| Page { width, height, right_to_left });
    let properties = (option::of("[a-z<&]{1,9}"), option::of(Just("ar".to_owned())))
        .prop_map(|(title, language)| Properties { title, language, creator: None });
    let texts = (body(), vec(comment(), 0..4), note(), note(), vec(margin(), 0..4));
    let rest = (properties, marks(), (list(1), list(2)), lines, page, any::<bool>());
    (texts, rest).prop_map(|(t, r)| Document {
        paragraphs: t.0,
        comments: t.1,
        footnotes: t.2,
        endnotes: t.3,
        margins: t.4,
        properties: r.0,
        defaults: Layer {
            complex: Complex { bold: r.1.italic, italic: r.1.bold, language: None },
            marks: r.1,
        },
        styles: styles(),
        lists: vec![r.2.0, r.2.1],
        line_numbers: r.3,
        page: r.4,
        track_changes: r.5,
    })
}
