//! Documents made by hand: one in English with words in six languages, one in Arabic, and a long one.

use record::EntryId;
use report::document::*;

/// What someone could write to break a format.
pub(crate) const HOSTILE: [&str; 6] = [
    "</q></p><script>alert(1)</script><style>@import url(http://evil.example/)</style>",
    "\"><img src=x onerror=alert(1)> ' onload='x",
    "#pagebreak() $x^2$ *bold* _it_ @ref <label> \\ #read(\"/etc/passwd\") ]]>",
    "# Heading\n\n- item | cell\n[no. 1]: http://evil.example [x](javascript:alert(1)) `code`",
    "\u{202e}turned\u{2069}\u{2069} around",
    "{{7*7}} %s \\u0000 \u{0} ${jndi:ldap://x} &lt;b&gt;",
];

fn plain(words: &str) -> Span {
    Span::Plain(words.to_owned())
}

fn name(words: &str) -> Span {
    Span::Name(words.to_owned())
}

fn quote(language: &str, words: &str) -> Span {
    Span::Quote {
        language: (!language.is_empty()).then(|| language.to_owned()),
        words: words.to_owned(),
    }
}

fn bracketed(words: &str, depth: u32) -> Span {
    Span::Bracketed { words: words.to_owned(), depth }
}

fn ids(numbers: &[u32]) -> Vec<EntryId> {
    numbers.iter().copied().map(EntryId).collect()
}

/// Hands out anchors in order.
struct Lines(u32);

impl Lines {
    fn line(&mut self, kind: &'static str, numbers: &[u32], spans: Vec<Span>) -> Line {
        self.0 += 1;
        Line { anchor: format!("s{}", self.0), kind, basis: Basis::Entries(ids(numbers)), spans }
    }

    fn absent(
        &mut self,
        kind: &'static str,
        searched: &str,
        defining: &[u32],
        through: u32,
        spans: Vec<Span>,
    ) -> Line {
        let basis = Basis::Absence {
            searched: searched.to_owned(),
            defining: ids(defining),
            through: EntryId(through),
        };
        Line { basis, ..self.line(kind, &[1], spans) }
    }
}

fn entry(number: u32, line: &str) -> EvidenceEntry {
    EvidenceEntry {
        number: EntryId(number),
        when: format!("2025-03-{:02} 10:{:02}", number % 28 + 1, number % 60),
        line: line.to_owned(),
        source: "A/AC.999/SR.3, paragraph 12".to_owned(),
        grade: "taken down by the secretariat".to_owned(),
    }
}

/// The English sample.
pub(crate) fn english() -> Document {
    let mut l = Lines(0);
    Document {
        language: "en".to_owned(),
        direction: Direction::LeftToRight,
        group: "Working Group on Enhanced Cooperation".to_owned(),
        title: "Factual note on the work of the Working Group, compiled from its record".to_owned(),
        status: vec![
            l.line(
                "not_adopted",
                &[12],
                vec![plain("This note has not been adopted and has no official status.")],
            ),
            l.line(
                "no_recommendation",
                &[12],
                vec![plain("The Group concluded its work without an agreed recommendation.")],
            ),
        ],
        particulars: vec![
            (
                "Rules in force".to_owned(),
                vec![plain("Consensus, as adopted in "), Span::Entry(EntryId(2))],
            ),
            ("Last entry".to_owned(), vec![Span::Entry(EntryId(12)), plain(", 14 March 2025")]),
            ("Compiled by".to_owned(), vec![name("Rapporteur 0.1.0")]),
        ],
        sections: vec![mandate(&mut l), proceedings(&mut l), outcome(&mut l), hostile(&mut l)],
        evidence: english_evidence(),
        labels: english_labels(),
    }
}

fn mandate(l: &mut Lines) -> Section {
    Section {
        anchor: "mandate".to_owned(),
        number: "I".to_owned(),
        heading: "Mandate".to_owned(),
        blocks: vec![
            Block::Paragraph {
                number: 1,
                lines: vec![
                    l.line("established", &[1], vec![plain("The Group was established by resolution 70/125 to develop recommendations on how to further implement enhanced cooperation.")]),
                    l.line("rules_adopted", &[2, 3], vec![plain("It adopted its methods of work in its 1st meeting; one member, "), name("Estova"), plain(", reserved its position on the rule of silence.")]),
                ],
            },
            Block::Paragraph {
                number: 2,
                lines: vec![l.line("see", &[1], vec![plain("The outcome is set out in "), Span::Section { anchor: "outcome".to_owned(), words: "section III".to_owned() }, plain(".")])],
            },
        ],
        sections: vec![],
    }
}

fn proceedings(l: &mut Lines) -> Section {
    let rows = [
        ("Norland", "Supported", &[4][..]),
        ("Sudland", "Objected", &[5, 6][..]),
        ("International Chamber", "Supported with a reservation", &[7][..]),
    ];
    let rows = rows
        .into_iter()
        .map(|(who, what, numbers)| {
            vec![
                l.line("party", numbers, vec![name(who)]),
                l.line(
                    "position",
                    numbers,
                    vec![plain(what), plain(" paragraph 3 "), Span::Name("bis".to_owned())],
                ),
                l.line("meeting", &[8], vec![plain("7th meeting")]),
            ]
        })
        .collect();
    Section {
        anchor: "proceedings".to_owned(),
        number: "II".to_owned(),
        heading: "Proceedings".to_owned(),
        blocks: vec![
            Block::Paragraph {
                number: 3,
                lines: vec![
                    l.line(
                        "objected",
                        &[5, 6],
                        vec![
                            name("Sudland"),
                            plain(" objected to paragraph 3: "),
                            quote("en", "no deadline is realistic"),
                            plain("."),
                        ],
                    ),
                    l.absent(
                        "not_withdrawn",
                        "withdrawals by Sudland on paragraph 3",
                        &[5, 6],
                        12,
                        vec![plain("No withdrawal of that objection is on the record.")],
                    ),
                ],
            },
            Block::List(vec![
                l.line(
                    "stated",
                    &[7],
                    vec![
                        name("Arabian Union"),
                        plain(" stated: "),
                        quote("ar", "نؤيد هذه الفقرة (البند 3) دون تحفظ"),
                        plain(", and asked that this be recorded."),
                    ],
                ),
                l.line(
                    "stated",
                    &[8],
                    vec![
                        name("République de Norée"),
                        plain(" stated: "),
                        quote("fr", "nous réservons notre position"),
                    ],
                ),
                l.line(
                    "stated",
                    &[9],
                    vec![
                        name("中山国"),
                        plain(" stated: "),
                        quote("zh", "我们支持这一段，但对期限持保留意见。"),
                    ],
                ),
                l.line(
                    "stated",
                    &[10],
                    vec![
                        name("Сибирская Республика"),
                        plain(" stated: "),
                        quote("ru", "мы не можем согласиться с этим сроком"),
                    ],
                ),
            ]),
            Block::Table(Table {
                caption: "Positions on paragraph 3 bis".to_owned(),
                head: vec!["Party".to_owned(), "Position".to_owned(), "Recorded in".to_owned()],
                rows,
            }),
        ],
        sections: vec![],
    }
}

fn outcome(l: &mut Lines) -> Section {
    Section {
        anchor: "outcome".to_owned(),
        number: "III".to_owned(),
        heading: "Outcome".to_owned(),
        blocks: vec![],
        sections: vec![
            Section {
                anchor: "agreed".to_owned(),
                number: "A".to_owned(),
                heading: "Paragraphs agreed, with their status".to_owned(),
                blocks: vec![provision(l)],
                sections: vec![],
            },
            Section {
                anchor: "differed".to_owned(),
                number: "B".to_owned(),
                heading: "Matters on which views differed".to_owned(),
                blocks: vec![views(l)],
                sections: vec![],
            },
        ],
    }
}

fn provision(l: &mut Lines) -> Block {
    Block::Provision(Provision {
        label: "3 bis".to_owned(),
        status: l.line(
            "bracketed",
            &[4, 5],
            vec![plain("Paragraph 3 "), name("bis"), plain(" stood in brackets at closure.")],
        ),
        words: vec![
            Span::Words("Decides to report on progress ".to_owned()),
            bracketed("[by 2030", 1),
            bracketed(" [and every year thereafter]", 2),
            bracketed("]", 1),
            Span::Words(" ".to_owned()),
            bracketed("[as soon as possible]", 1),
            Span::Words(", and\ninvites members to submit their views;".to_owned()),
        ],
        language: "en".to_owned(),
        notes: vec![l.line(
            "holders",
            &[5],
            vec![plain("The first bracket was placed by "), name("Sudland"), plain(".")],
        )],
    })
}

fn views(l: &mut Lines) -> Block {
    Block::Views {
        heading: vec![plain("On paragraph 5, whether a new body is needed")],
        views: vec![
            View {
                holders: l.line("held", &[4, 9], vec![plain("Some members ("), name("Norland"), plain(", "), name("中山国"), plain(")")]),
                lines: vec![l.line("stated", &[4], vec![quote("en", "existing arrangements do not enable governments, on an equal footing, to carry out their roles")])],
            },
            View {
                holders: l.line("held", &[5, 10], vec![plain("Other members ("), name("Sudland"), plain(", "), name("Сибирская Республика"), plain(")")]),
                lines: vec![
                    l.line("stated", &[5], vec![quote("en", "existing arrangements are sufficient")]),
                    l.line("stated", &[10], vec![quote("", "мы не видим необходимости")]),
                ],
            },
            View {
                holders: l.line("held", &[7], vec![plain("One member ("), name("اتحاد الجنوب"), plain(")")]),
                lines: vec![l.line("words_not_recorded", &[7], vec![plain("Its words were not recorded.")])],
            },
        ],
    }
}

fn hostile(l: &mut Lines) -> Section {
    let lines = HOSTILE
        .iter()
        .map(|words| {
            l.line(
                "stated",
                &[11],
                vec![name(words), plain(" stated: "), quote(words, words), plain(".")],
            )
        })
        .collect();
    Section {
        anchor: "annex-1".to_owned(),
        number: "Annex I".to_owned(),
        heading: "Statements & <other> *matters*".to_owned(),
        blocks: vec![
            Block::Paragraph { number: 4, lines },
            Block::NotVerified(vec![
                plain("The atmosphere in the room was "),
                quote("en", HOSTILE[0]),
                plain("."),
            ]),
        ],
        sections: vec![],
    }
}

fn english_evidence() -> Vec<EvidenceEntry> {
    let lines = [
        "the Commission establishes the Group by resolution 70/125",
        "the Group adopts its methods of work",
        "Estova reserves its position on rule 4",
        "Norland supports paragraph 3 bis: as tabled",
        "Sudland objects to paragraph 3 bis: no deadline is realistic",
        "Sudland confirms the words taken down",
        "اتحاد الجنوب: نؤيد هذه الفقرة (البند 3) دون تحفظ",
        "7th meeting opens",
        "中山国: 我们支持这一段，但对期限持保留意见。",
        "Сибирская Республика: мы не можем согласиться с этим сроком",
        HOSTILE[3],
        "the Chair closes the last meeting",
    ];
    lines.iter().zip(1..).map(|(line, number)| entry(number, line)).collect()
}

fn english_labels() -> Labels {
    Labels {
        contents: "Contents".to_owned(),
        evidence: "Evidence".to_owned(),
        evidence_of: "Evidence: ".to_owned(),
        number: "no.".to_owned(),
        searched: "searched".to_owned(),
        through: "through".to_owned(),
        source: "Source".to_owned(),
        grade: "Grade".to_owned(),
        page: ("Page".to_owned(), "of".to_owned()),
        skip: "Skip to the text".to_owned(),
        not_verified: "Not verified".to_owned(),
    }
}

/// The Arabic sample.
pub(crate) fn arabic() -> Document {
    let mut l = Lines(0);
    let status = vec![l.line(
        "not_adopted",
        &[3],
        vec![plain("لم تُعتمد هذه المذكرة وليس لها أي صفة رسمية.")],
    )];
    Document {
        language: "ar".to_owned(),
        direction: Direction::RightToLeft,
        group: "الفريق العامل المعني بتعزيز التعاون".to_owned(),
        title: "مذكرة وقائعية عن أعمال الفريق العامل، مُجمَّعة من سجله".to_owned(),
        status,
        particulars: vec![(
            "آخر قيد".to_owned(),
            vec![Span::Entry(EntryId(3)), plain("، 14 آذار/مارس 2025")],
        )],
        sections: vec![Section {
            anchor: "outcome".to_owned(),
            number: "أولا".to_owned(),
            heading: "النتائج".to_owned(),
            blocks: arabic_blocks(&mut l),
            sections: vec![],
        }],
        evidence: vec![
            entry(1, "Norland supports paragraph 3 bis: as tabled (rule 4)"),
            entry(2, "اعترضت سودلاند على الفقرة 3 مكررا"),
            entry(3, "يختتم الرئيس الجلسة الأخيرة"),
        ],
        labels: arabic_labels(),
    }
}

fn arabic_blocks(l: &mut Lines) -> Vec<Block> {
    vec![
        Block::Paragraph {
            number: 1,
            lines: vec![
                l.line(
                    "supported",
                    &[1],
                    vec![
                        plain("أيدت "),
                        name("Norland (Kingdom of)"),
                        plain(" الفقرة 3 مكررا: "),
                        quote("en", "as tabled, subject to rule 4 (b)."),
                        plain("، وطلبت تسجيل ذلك."),
                    ],
                ),
                l.absent(
                    "not_withdrawn",
                    "سحب الاعتراض على الفقرة 3",
                    &[2],
                    3,
                    vec![plain("ولا يتضمن السجل أي سحب للاعتراض.")],
                ),
            ],
        },
        Block::Provision(Provision {
            label: "3 مكررا".to_owned(),
            status: l.line("bracketed", &[2], vec![plain("بقيت الفقرة 3 مكررا بين أقواس معقوفة.")]),
            words: vec![
                Span::Words("يقرر أن يقدم تقريرا عن التقدم المحرز ".to_owned()),
                bracketed("[بحلول عام 2030]", 1),
                Span::Words(" ".to_owned()),
                bracketed("[في أقرب وقت ممكن]", 1),
                Span::Words("؛".to_owned()),
            ],
            language: "ar".to_owned(),
            notes: vec![],
        }),
        Block::Provision(Provision {
            label: "4".to_owned(),
            status: l.line(
                "agreed",
                &[1],
                vec![plain("اتُّفق مؤقتا على الفقرة 4، ونصها الوحيد بالإنكليزية.")],
            ),
            words: vec![
                Span::Words("Invites members to submit their views (in writing) ".to_owned()),
                bracketed("[by 2030]", 1),
                Span::Words(";".to_owned()),
            ],
            language: "en".to_owned(),
            notes: vec![],
        }),
        Block::Views {
            heading: vec![plain("بشأن الحاجة إلى هيئة جديدة")],
            views: vec![
                View {
                    holders: l.line(
                        "held",
                        &[1],
                        vec![plain("عضو واحد ("), name("Norland"), plain(")")],
                    ),
                    lines: vec![l.line(
                        "stated",
                        &[1],
                        vec![quote("en", "existing arrangements suffice")],
                    )],
                },
                View {
                    holders: l.line(
                        "held",
                        &[2],
                        vec![plain("عضو آخر ("), name("سودلاند"), plain(")")],
                    ),
                    lines: vec![l.line("stated", &[2], vec![quote("ar", "لا بد من هيئة جديدة")])],
                },
            ],
        },
        Block::Table(Table {
            caption: "المواقف".to_owned(),
            head: vec!["الطرف".to_owned(), "الموقف".to_owned()],
            rows: vec![vec![
                l.line("party", &[1], vec![name("Norland")]),
                l.line("position", &[1], vec![plain("أيد")]),
            ]],
        }),
    ]
}

fn arabic_labels() -> Labels {
    Labels {
        contents: "المحتويات".to_owned(),
        evidence: "الأدلة".to_owned(),
        evidence_of: "الأدلة: ".to_owned(),
        number: "رقم".to_owned(),
        searched: "بُحث في".to_owned(),
        through: "حتى".to_owned(),
        source: "المصدر".to_owned(),
        grade: "الدرجة".to_owned(),
        page: ("صفحة".to_owned(), "من".to_owned()),
        skip: "انتقل إلى النص".to_owned(),
        not_verified: "غير متحقق منه".to_owned(),
    }
}

/// A document in Latin script only, with as many paragraphs as asked for.
#[cfg(feature = "pdf")]
pub(crate) fn long(paragraphs: u32) -> Document {
    let mut l = Lines(0);
    let blocks = (1..=paragraphs)
        .map(|number| Block::Paragraph {
            number,
            lines: (0..4)
                .map(|part| {
                    l.line("objected", &[number * 4 + part, number], vec![
                        name("Sudland"),
                        plain(" objected to the paragraph as it stood before the Group in its seventh meeting: "),
                        quote("en", "no deadline is realistic, and none has been costed"),
                        plain("."),
                    ])
                })
                .collect(),
        })
        .collect();
    let body = Section {
        anchor: "body".to_owned(),
        number: "I".to_owned(),
        heading: "Body".to_owned(),
        blocks,
        sections: vec![],
    };
    let evidence = (1..paragraphs * 4 + 4).map(|number| entry(number, "Sudland objects to paragraph 3 bis: no deadline is realistic, and none has been costed")).collect();
    let mut document = english();
    document.status.truncate(1);
    document.status[0].anchor = "s0".to_owned();
    document.sections = vec![body];
    document.evidence = evidence;
    document
}

/// Every sentence, found without the renderers' own walk.
pub(crate) fn sentences(document: &Document) -> Vec<Line> {
    fn of_section(section: &Section, all: &mut Vec<Line>) {
        for block in &section.blocks {
            match block {
                Block::Paragraph { lines, .. } | Block::List(lines) => {
                    all.extend(lines.iter().cloned());
                }
                Block::Provision(provision) => {
                    all.push(provision.status.clone());
                    all.extend(provision.notes.iter().cloned());
                }
                Block::Views { views, .. } => {
                    for view in views {
                        all.push(view.holders.clone());
                        all.extend(view.lines.iter().cloned());
                    }
                }
                Block::Table(table) => all.extend(table.rows.iter().flatten().cloned()),
                Block::NotVerified(_) => {}
            }
        }
        for inner in &section.sections {
            of_section(inner, all);
        }
    }
    let mut all = document.status.clone();
    for section in &document.sections {
        of_section(section, &mut all);
    }
    all
}

/// Writes a rendering into the directory that `RENDER_SAMPLES` names, to be looked at; otherwise does nothing.
pub(crate) fn keep(name: &str, bytes: &[u8]) {
    if let Some(directory) = std::env::var_os("RENDER_SAMPLES") {
        std::fs::write(std::path::Path::new(&directory).join(name), bytes)
            .expect("a directory to write in");
    }
}
