//! Sheets made by hand, of invented words: one in English with every mark, one in Arabic, and a long one.

use super::sample::HOSTILE;
use render::sheet::*;

/// Reads the short notation of this file: `[` and `]` are brackets, numbered on from `numbered`; `][` is undecided;
/// `‹…›` after a bracket names its holders; `_…_` is emphasis.
pub(crate) fn runs(short: &str, numbered: &mut u32) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut words = String::new();
    let mut characters = short.chars().peekable();
    let mut emphasis = false;
    while let Some(c) = characters.next() {
        if !matches!(c, '[' | ']' | '‹' | '_') {
            words.push(c);
            continue;
        }
        let mark = if emphasis { Mark::Emphasis } else { Mark::Plain };
        if !words.is_empty() {
            let depth = u32::try_from(open.len()).expect("few brackets");
            runs.push(Run::marked(std::mem::take(&mut words), mark).within(depth));
        }
        match c {
            '[' => {
                *numbered += 1;
                open.push((*numbered, runs.len()));
                let bracket = Bracket { number: *numbered, ..Bracket::default() };
                let depth = u32::try_from(open.len()).expect("few brackets");
                runs.push(Run::marked("[", Mark::Open(bracket)).within(depth));
            }
            ']' => {
                let depth = u32::try_from(open.len()).expect("few brackets");
                let Some((number, at)) = open.pop() else {
                    runs.push(Run::marked("]", Mark::Stray));
                    continue;
                };
                runs.push(Run::marked("]", Mark::Close(number)).within(depth));
                if characters.peek() == Some(&'‹') {
                    characters.next();
                    let names: String = characters.by_ref().take_while(|c| *c != '›').collect();
                    hold(&mut runs[at], &names);
                    runs.push(Run::marked(names, Mark::Attribution));
                } else if characters.peek() == Some(&'[') {
                    undecided(&mut runs[at]);
                    runs.push(Run::marked("", Mark::Joint).within(depth - 1));
                }
            }
            '_' => emphasis = !emphasis,
            _ => unreachable!(),
        }
    }
    if !words.is_empty() {
        runs.push(Run::plain(words));
    }
    runs
}

fn hold(run: &mut Run, names: &str) {
    let Mark::Open(bracket) = &mut run.mark else { unreachable!() };
    bracket.holders = names.split(", ").map(str::to_owned).collect();
}

fn undecided(run: &mut Run) {
    let Mark::Open(bracket) = &mut run.mark else { unreachable!() };
    bracket.undecided = true;
}

fn own(words: &str) -> String {
    words.to_owned()
}

fn by(name: &str) -> Option<String> {
    Some(name.to_owned())
}

fn heading(level: u32, words: &str) -> Block {
    let anchor = words.to_lowercase().replace(' ', "-");
    Block::Heading(Heading { level, anchor, runs: vec![Run::plain(words)] })
}

fn paragraph(label: &str, level: u32, runs: Vec<Run>) -> Paragraph {
    Paragraph {
        anchor: format!("p-{}", label.replace([' ', '(', ')', '.'], "")),
        label: (!label.is_empty()).then(|| label.to_owned()),
        level,
        runs,
        ..Paragraph::default()
    }
}

/// A sheet with nothing on it.
pub(crate) fn empty() -> Sheet {
    Sheet {
        title: own("Draft decision on the waters of the upper basin"),
        symbol: None,
        subtitle: None,
        version: None,
        language: own("en"),
        direction: Direction::LeftToRight,
        labels: Labels::english(),
        legend: vec![],
        notes: vec![],
        blocks: vec![],
        footnotes: vec![],
        line_numbers: true,
        bracket_numbers: false,
    }
}

/// Every mark, every block; some words in Arabic and Chinese.
pub(crate) fn english() -> Sheet {
    let mut n = 0;
    let mut blocks = preamble(&mut n);
    blocks.extend(measures(&mut n));
    blocks.push(heading(2, "Positions by topic"));
    blocks.push(Block::Table(matrix()));
    let mut sheet = Sheet {
        symbol: Some(own("A/AC.999/L.4/Rev.2")),
        subtitle: Some(own("Marked-up text, compared with Rev.1")),
        version: Some(own("Version of 14 March 2025, after the seventh meeting")),
        notes: vec![vec![Run::plain("Stray marks: one bracket in paragraph 4 has no partner.")]],
        blocks,
        footnotes: vec![Footnote {
            id: own("1"),
            mark: own("1"),
            runs: vec![Run::plain("Norland reserves its position on the date.")],
        }],
        ..empty()
    };
    sheet.legend = legend::of(&sheet);
    sheet
}

fn preamble(n: &mut u32) -> Vec<Block> {
    vec![
        heading(1, "Preamble"),
        Block::Paragraph(paragraph(
            "PP1",
            0,
            runs(
                "_Recalling_ the statute of the Commission and the report of its third session, [and the outcome of the regional consultations]‹Sudland›,",
                n,
            ),
        )),
        Block::Paragraph(Paragraph {
            status: by("Agreed ad referendum"),
            ..paragraph(
                "PP2",
                0,
                runs(
                    "_Noting_ that no member objected to the survey of the upper basin being carried out in stages,",
                    n,
                ),
            )
        }),
        Block::Note(vec![Run::plain(
            "The secretariat was asked to check the references in this part.",
        )]),
    ]
}

fn measures(n: &mut u32) -> Vec<Block> {
    let mut third = runs(
        "_Decides_ that members [shall][should][are invited to] report to the Secretary [by 2030 [and every [two][five] years thereafter]‹Norland, Estova›]‹Sudland› on the state of the waters",
        n,
    );
    third.push(Run::marked("1", Mark::Footnote(own("1"))));
    third.push(Run::plain(", "));
    third.push(
        Run::plain("and on the means at their disposal")
            .changed(Change::Inserted { by: by("République de Norée") }),
    );
    third.push(Run::plain("as far as practicable").changed(Change::Deleted { by: by("Sudland") }));
    third.push(Run::plain(";"));
    let mut fourth =
        runs("_Requests_ the Secretary to prepare a study of the measuring stations]", n);
    fourth.push(Run::plain(" "));
    fourth.push(Run::marked("[Placeholder: cost of the study]", Mark::Placeholder));
    fourth.push(Run::plain(" "));
    fourth.push(Run::marked("[level of ambition]", Mark::Editorial));
    fourth.push(Run::plain(" "));
    fourth.push(Run::marked("{applies to both options}", Mark::Instruction));
    fourth.push(Run::plain(" "));
    fourth.push(Run::marked("[Agreed]", Mark::Status));
    fourth.push(Run::plain(" "));
    fourth.push(Run::marked("(Estova: delete)", Mark::Holder));
    let moved = Change::MovedHere { from: own("paragraph 9") };
    vec![
        heading(1, "Measures"),
        heading(3, "Reporting"),
        Block::Paragraph(Paragraph {
            margin: vec![
                Remark {
                    by: by("Norland"),
                    text: own("We can be flexible on the interval if the date stays."),
                },
                Remark { by: None, text: own("To be taken up with paragraph 5.") },
            ],
            ..paragraph("3.", 0, third)
        }),
        Block::Paragraph(paragraph(
            "(a)",
            1,
            runs(
                "on the quality of the water at the stations named in the annex, [including those that were closed [or moved] since the first survey,]‹Estova› and on what has been done to restore them;",
                n,
            ),
        )),
        Block::Paragraph(paragraph(
            "(b)",
            2,
            runs("where a station has been closed, on the reasons;", n),
        )),
        Block::Paragraph(paragraph("4.", 0, fourth)),
        Block::Paragraph(Paragraph {
            change: Change::Inserted { by: by("Estova") },
            ..paragraph(
                "4 bis.",
                0,
                runs("_Encourages_ members to share data [free of charge];", n),
            )
        }),
        Block::Paragraph(Paragraph {
            change: Change::Deleted { by: None },
            ..paragraph("5.", 0, runs("_Takes note_ of the offer of the host country;", n))
        }),
        Block::Paragraph(Paragraph {
            change: moved,
            ..paragraph("6.", 0, runs("_Agrees_ to keep the matter under review.", n))
        }),
        Block::Paragraph(Paragraph {
            language: by("ar"),
            ..paragraph(
                "7.",
                0,
                runs(
                    "يقرر أن يقدم الأعضاء تقريرا عن حالة المياه [بحلول عام 2030]‹Norland (Kingdom of)› وأن يبقي المسألة قيد النظر، وفقا للمادة 4 (b) من النظام الأساسي؛",
                    n,
                ),
            )
        }),
        Block::Paragraph(Paragraph {
            language: by("zh"),
            ..paragraph(
                "8.",
                0,
                runs(
                    "决定各成员[应当][应]在2030年之前向秘书长报告上游流域的水质状况，并说明为恢复监测站所采取的措施，以及可供使用的资源；",
                    n,
                ),
            )
        }),
    ]
}

fn cell(words: &str) -> Cell {
    Cell { runs: runs(words, &mut 100), language: None }
}

fn matrix() -> Table {
    let topics = [
        (
            "Reporting",
            "[shall] report by 2030",
            "should report when able",
            "report every five years;\nfirst report optional",
        ),
        (
            "Finance",
            "assessed contributions",
            "voluntary fund only",
            "[a mix of both][to be decided later]",
        ),
        (
            "Stations",
            "reopen those closed since 2010",
            "no text",
            "a list in an annex, reviewed by a panel of three",
        ),
    ];
    Table {
        caption: own("Proposals by topic"),
        header: ["Topic", "Norland", "Sudland", "Estova"].map(cell).to_vec(),
        rows: topics.iter().map(|(a, b, c, d)| [*a, *b, *c, *d].map(cell).to_vec()).collect(),
        widths: vec![2, 3, 3, 4],
        row_heads: true,
        landscape: true,
    }
}

/// The same kind of sheet in Arabic, with Latin names inside.
pub(crate) fn arabic() -> Sheet {
    let mut n = 0;
    let heading = |level, anchor: &str, words: &str| {
        Block::Heading(Heading { level, anchor: own(anchor), runs: vec![Run::plain(words)] })
    };
    let mut second = runs("يطلب إلى الأمين أن يعد دراسة عن محطات القياس", &mut n);
    second.push(Run::plain(" وعن تكلفتها").changed(Change::Inserted { by: by("Norland") }));
    second.push(Run::plain(" قدر الإمكان").changed(Change::Deleted { by: by("سودلاند") }));
    second.push(Run::plain("؛"));
    let mut sheet = Sheet {
        title: own("مشروع مقرر بشأن مياه الحوض الأعلى"),
        symbol: Some(own("A/AC.999/L.4/Rev.2")),
        subtitle: Some(own("نص مع العلامات، مقارن بالصيغة Rev.1")),
        version: Some(own("صيغة 14 آذار/مارس 2025")),
        language: own("ar"),
        direction: Direction::RightToLeft,
        labels: Labels::arabic(),
        blocks: vec![
            heading(1, "tadabir", "التدابير"),
            Block::Paragraph(Paragraph {
                status: by("متفق عليه بشرط الاستشارة"),
                margin: vec![Remark { by: by("Norland"), text: own("flexible on the date") }],
                ..paragraph(
                    "1 -",
                    0,
                    runs(
                        "يقرر أن يقدم الأعضاء [تقريرا][تقارير] عن حالة المياه [بحلول عام 2030 [وكل سنتين بعد ذلك]‹Norland, Estova (Republic of)›]‹سودلاند› وفقا للمادة 4 (b) من النظام الأساسي للجنة؛",
                        &mut n,
                    ),
                )
            }),
            Block::Paragraph(paragraph("2 -", 0, second)),
            Block::Paragraph(Paragraph {
                language: by("en"),
                ..paragraph(
                    "3 -",
                    1,
                    runs("Invites members [to submit their views (in writing)];", &mut n),
                )
            }),
            Block::Table(Table {
                caption: own("المقترحات حسب الموضوع"),
                header: ["الموضوع", "Norland", "سودلاند"].map(cell).to_vec(),
                rows: vec![["التقارير", "by 2030", "[عند الاستطاعة]"].map(cell).to_vec()],
                row_heads: true,
                ..Table::default()
            }),
        ],
        ..empty()
    };
    sheet.legend = legend::of(&sheet);
    sheet
}

/// Hostile words wherever words can stand.
pub(crate) fn hostile() -> Sheet {
    let mut blocks = Vec::new();
    for (index, words) in HOSTILE.iter().enumerate() {
        let marks = [
            Mark::Plain,
            Mark::Emphasis,
            Mark::Strong,
            Mark::Open(Bracket { number: 1, holders: vec![own(words)], undecided: true }),
            Mark::Close(1),
            Mark::Joint,
            Mark::Holder,
            Mark::Attribution,
            Mark::Placeholder,
            Mark::Instruction,
            Mark::Editorial,
            Mark::Status,
            Mark::Footnote(own(words)),
            Mark::Stray,
        ];
        let mut runs: Vec<Run> = marks.map(|mark| Run::marked(*words, mark)).to_vec();
        let name = Some(own(words));
        runs.push(Run::plain(*words).changed(Change::Inserted { by: name.clone() }));
        runs.push(Run::plain(*words).changed(Change::MovedAway { to: own(words) }));
        blocks.push(Block::Heading(Heading {
            level: 1,
            anchor: format!("h{index}{words}"),
            runs: runs.clone(),
        }));
        blocks.push(Block::Paragraph(Paragraph {
            anchor: format!("p{index}{words}"),
            label: name.clone(),
            level: 3,
            language: name.clone(),
            runs: runs.clone(),
            status: name.clone(),
            change: Change::Deleted { by: name.clone() },
            margin: vec![Remark { by: name, text: own(words) }],
        }));
        let cell = Cell { runs: runs.clone(), language: Some(own(words)) };
        blocks.push(Block::Table(Table {
            caption: own(words),
            header: vec![cell.clone()],
            rows: vec![vec![cell.clone(), cell]],
            ..Table::default()
        }));
        blocks.push(Block::Note(runs));
    }
    let mut sheet = Sheet {
        title: own(HOSTILE[0]),
        symbol: by(HOSTILE[1]),
        subtitle: by(HOSTILE[2]),
        version: by(HOSTILE[3]),
        notes: HOSTILE.iter().map(|words| vec![Run::plain(*words)]).collect(),
        footnotes: HOSTILE
            .iter()
            .map(|words| Footnote {
                id: own(words),
                mark: own(words),
                runs: vec![Run::plain(*words)],
            })
            .collect(),
        blocks,
        ..empty()
    };
    sheet.labels.skip = own(HOSTILE[0]);
    sheet.legend = legend::of(&sheet);
    sheet
}

/// As many paragraphs as asked for, in Latin script, and a matrix of a twentieth as many rows.
pub(crate) fn long(paragraphs: u32) -> Sheet {
    let mut n = 0;
    let mut blocks = Vec::new();
    for number in 1..=paragraphs {
        if number % 12 == 1 {
            blocks.push(heading(1 + number / 12 % 2, &format!("Part {}", number / 12 + 1)));
        }
        let words = "_Decides_ that members [shall][should] report to the Secretary [by 2030 [and every [two][five] years thereafter]‹Norland, Estova›]‹Sudland› on the quality of the water at the stations named in the annex, [including those that were closed [or moved] since the first survey,]‹Estova› and on what has been done to restore them;";
        blocks.push(Block::Paragraph(paragraph(
            &format!("{number}."),
            number % 3 / 2,
            runs(words, &mut n),
        )));
    }
    let mut table = matrix();
    table.rows = table.rows.iter().cycle().take(paragraphs as usize / 20).cloned().collect();
    blocks.push(Block::Table(table));
    let mut sheet = Sheet { symbol: by("A/AC.999/L.5"), blocks, ..empty() };
    sheet.legend = legend::of(&sheet);
    sheet
}
