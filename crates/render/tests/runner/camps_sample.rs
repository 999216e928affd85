//! Invented pages of splits, camps and common ground, of the kinds that differ in how they are drawn.

use render::camps::*;

/// Replayable draws (splitmix64).
struct Draws(u64);

impl Draws {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let x = self.0;
        let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Roughly normal, from sums alone, so that it is the same everywhere.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}

fn statement(id: &str, text: &str) -> Statement {
    Statement { id: id.to_owned(), text: text.to_owned(), language: None }
}

fn all<T>(shown: Vec<T>) -> List<T> {
    let of = shown.len() as u64;
    List { shown, of }
}

fn interval(low: f64, high: f64) -> Option<Interval> {
    Some(Interval { low, high })
}

fn share(share: f64, half: f64, n: u64) -> Share {
    Share { share, interval: interval((share - half).max(0.0), (share + half).min(1.0)), n }
}

/// Provisions of an invented draft on a river basin.
fn provisions() -> Vec<Statement> {
    [
        ("para. 1", "Parties shall share hydrological data within thirty days of collection, in an open and machine-readable form."),
        ("para. 2", "Each riparian party designates one national focal point."),
        ("para. 3", "A joint commission with binding powers is established, whose decisions enter into force without further approval by the parties, unless two thirds of the parties object in writing within ninety days of notification of the decision by the secretariat."),
        ("para. 4 bis", "Minimum flows are guaranteed in dry years."),
        ("para. 5", "Costs of monitoring are borne in proportion to abstraction."),
        ("para. 6", "Observers may speak after parties."),
        ("para. 7", "Existing uses are not affected by this text."),
        ("para. 8", "The secretariat reports once a year on the state of the basin."),
    ]
    .iter()
    .map(|(id, text)| statement(id, text))
    .collect()
}

fn method(dimensions: u64) -> Method {
    let losses = [0.6512, 0.5633, 0.5421, 0.5428, 0.5467];
    Method {
        model: "Ordinal low-rank model with terms for statements and participants, fitted to observed answers only.".to_owned(),
        tried: (0u64..).zip(losses).map(|(tried, loss)| Tried { dimensions: tried, loss, error: Some(0.0031), chosen: tried == dimensions }).collect(),
        samples: vec![Sample { what: "Held-out prediction".to_owned(), taken: "all".to_owned(), of: "7,214 responses".to_owned() }],
        null: Some(Null { draws: 99, as_distinct: 0, measure: "gain of a mixture over one camp".to_owned(), observed: 0.41, largest: 0.05 }),
        interval_level: 0.95,
        seed: 1,
        version: "rapporteur 0.1.0".to_owned(),
        others: vec![],
    }
}

fn apart(statement: &Statement, answer: Answer, here: f64, elsewhere: f64, n: u64) -> Apart {
    Apart {
        statement: statement.clone(),
        answer,
        here: share(here, 0.08, n),
        elsewhere: share(elsewhere, 0.05, n * 2),
        effect: (here - elsewhere) * 0.9,
        interval: interval(here - elsewhere - 0.12, here - elsewhere + 0.09),
    }
}

/// Forty parties with constituencies, coalitions and two camps, on the scale of positions.
pub(super) fn parties() -> Page {
    const NAMES: &[&str] = &[
        "Arvenia",
        "Belmora",
        "Cassandria",
        "Dorvale",
        "Estmark",
        "Fenwick Islands",
        "Galdonia",
        "Harrow Coast",
        "Istria Minor",
        "Jorvik",
        "Kestrel Bay",
        "Lowland Union",
        "Marisca",
        "Northmere",
        "Ostrava Plains",
        "Pelagia",
        "Quillon",
        "Ravenna Hills",
        "Saltmarsh",
        "Tarn",
        "Upper Veld",
        "Valdoro",
        "Westreach",
        "Xanthia",
        "Yarrow",
        "Zephyria",
        "Association of Basin Municipalities and Water Utilities",
        "Clean Rivers Network",
        "Farmers’ Congress",
        "Fishers’ Alliance",
        "Hydropower Forum",
        "Inland Navigation Council",
        "Indigenous Waters Assembly",
        "اتحاد المزارعين",
        "Mountain Women’s Union",
        "Scientists for Basins",
        "Tourism Board",
        "Trade Unions of the Basin",
        "水利学会",
        "Youth for Water",
    ];
    let mut draws = Draws(7);
    let (mut places, mut spreads, mut camps) = (vec![], vec![], vec![]);
    for party in 0..NAMES.len() {
        let camp = match party {
            5 | 17 | 30 => None,
            _ if party % 5 < 3 => Some(0),
            _ => Some(1),
        };
        let centre = match camp {
            Some(0) => (-1.1, 0.2),
            Some(_) => (1.2, -0.1),
            None => (0.0, 0.3),
        };
        places.extend([centre.0 + 0.32 * draws.normal(), centre.1 + 0.42 * draws.normal()]);
        let wide = if party % 9 == 0 { 0.5 } else { 0.18 };
        spreads.extend([wide * wide, 0.3 * wide * wide, wide * wide * 1.2]);
        camps.push(camp);
    }
    let p = provisions();
    let tally =
        |against, reserves, accepts, supports| Tally([against, reserves, accepts, supports]);
    let divergence = [
        (&p[2], tally(14, 5, 6, 13), [tally(1, 2, 5, 12), tally(13, 3, 1, 1)]),
        (&p[3], tally(12, 6, 9, 11), [tally(0, 3, 7, 11), tally(12, 3, 2, 0)]),
        (&p[6], tally(16, 3, 8, 12), [tally(15, 2, 3, 1), tally(1, 1, 5, 11)]),
        (&p[4], tally(7, 12, 12, 8), [tally(6, 5, 6, 4), tally(1, 7, 6, 4)]),
    ];
    let group = |name: &str, kind, a, b, none, disagreement| Group {
        name: name.to_owned(),
        kind,
        members: a + b + none,
        in_camps: vec![a, b],
        unclassified: none,
        disagreement,
    };
    let split = |name: &str, kind, tally, disagreement| Split {
        name: name.to_owned(),
        kind,
        tally,
        disagreement,
    };
    let matter = |statement: &Statement, groups: Vec<Split>| SplitThing {
        statement: statement.clone(),
        groups,
    };
    use GroupKind::{Coalition, Constituency};
    Page {
        title: "Draft articles on the Headwaters basin".to_owned(),
        source: Some("headwaters.minutes, up to entry 412".to_owned()),
        who: Who::Parties,
        scale: Scale::Stances,
        about: About::Substance,
        participants: 40,
        statements: 8,
        responses: 296,
        finding: Finding::Camps { weak: vec![Weakness::Halves] },
        camps: vec![
            Camp {
                label: "A".to_owned(),
                size: 21,
                interval: interval(19.0, 24.0),
                survival: Some(0.97),
                apart: all(vec![
                    apart(&p[3], Answer::For, 0.86, 0.13, 21),
                    apart(&p[2], Answer::For, 0.85, 0.12, 20),
                    apart(&p[6], Answer::Against, 0.72, 0.06, 21),
                ]),
            },
            Camp {
                label: "B".to_owned(),
                size: 16,
                interval: interval(13.0, 18.0),
                survival: Some(0.88),
                apart: List { shown: vec![apart(&p[6], Answer::For, 0.89, 0.18, 18)], of: 4 },
            },
        ],
        unclassified: Some(3),
        map: Some(Map {
            dimensions: 2,
            places,
            spreads,
            camps,
            names: NAMES.iter().map(|name| (*name).to_owned()).collect(),
            axes: vec![
                Axis {
                    low: vec![
                        End { statement: p[3].clone(), answer: Answer::For },
                        End { statement: p[2].clone(), answer: Answer::For },
                    ],
                    high: vec![End { statement: p[6].clone(), answer: Answer::For }],
                },
                Axis {
                    low: vec![End { statement: p[5].clone(), answer: Answer::Against }],
                    high: vec![End { statement: p[4].clone(), answer: Answer::For }],
                },
            ],
        }),
        over_time: Some(OverTime {
            shared: 36,
            changes: vec![
                Change::Kept { camp: "A".to_owned(), alike: 0.83 },
                Change::New { camp: "B".to_owned() },
                Change::Gone { camp: "C".to_owned() },
                Change::Split { from: "A".to_owned(), into: vec!["A".to_owned(), "B".to_owned()] },
            ],
        }),
        splits: Some(all(vec![
            matter(
                &p[6],
                vec![
                    split("Civil society", Constituency, tally(3, 1, 0, 3), 0.95),
                    split("States, upstream", Constituency, tally(0, 0, 3, 9), 0.17),
                ],
            ),
            matter(
                &p[3],
                vec![
                    split("Group of Small Basins", Coalition, tally(3, 0, 1, 3), 0.9),
                    split(
                        "Private sector and utilities with a name that is long",
                        Constituency,
                        tally(1, 4, 0, 0),
                        0.13,
                    ),
                ],
            ),
        ])),
        association: Some(0.41),
        groups: vec![
            group("States, upstream", Constituency, 3, 9, 1, Some(0.34)),
            group("States, downstream", Constituency, 11, 1, 1, Some(0.21)),
            group("Civil society", Constituency, 6, 1, 0, Some(0.48)),
            group(
                "Private sector and utilities with a name that is long enough to be broken into two lines of the picture",
                Constituency,
                1,
                5,
                1,
                None,
            ),
            group("Group of Small Basins", Coalition, 4, 3, 0, Some(0.66)),
        ],
        divergence: all(divergence
            .map(|(statement, all, camps)| Divergence {
                statement: statement.clone(),
                all,
                camps: camps.to_vec(),
            })
            .to_vec()),
        ground: Some(all(vec![
            Ground {
                statement: p[1].clone(),
                answer: Answer::For,
                lower_bound: 0.81,
                all: share(0.95, 0.06, 39),
                camps: vec![share(0.95, 0.1, 21), share(0.94, 0.12, 16)],
                passes: Some(0.03),
            },
            Ground {
                statement: p[7].clone(),
                answer: Answer::For,
                lower_bound: 0.7,
                all: share(0.9, 0.08, 38),
                camps: vec![share(0.86, 0.14, 21), share(0.94, 0.12, 15)],
                passes: Some(0.05),
            },
            Ground {
                statement: p[5].clone(),
                answer: Answer::Against,
                lower_bound: 0.44,
                all: share(0.7, 0.12, 36),
                camps: vec![share(0.62, 0.18, 19), share(0.8, 0.18, 15)],
                passes: Some(0.11),
            },
        ])),
        stability: Some(Stability {
            resamples: 200,
            dropped: Some(Agreement { mean: 0.97, least: 0.9, repeats: 20, enough: 0.95 }),
            dropped_share: 0.05,
            halves: Some(Agreement { mean: 0.61, least: 0.4, repeats: 20, enough: 0.7 }),
        }),
        between: Some(all(vec![
            Between { name: "Fenwick Islands".to_owned(), camps: vec![0.48, 0.52], answers: 6 },
            Between {
                name: "اتحاد المزارعين".to_owned(), camps: vec![0.55, 0.45], answers: 7
            },
        ])),
        manipulation: None,
        notes: Notes {
            others: vec![
                "Positions taken on words that have changed since are left out: 12.".to_owned(),
            ],
            ..Notes::default()
        },
        method: method(2),
    }
}

/// Statements of an invented consultation in three languages.
fn consulted() -> Vec<Statement> {
    let mut statements: Vec<Statement> = [
        ("en", "Public buses should run through the night, at least every thirty minutes."),
        ("zh", "市中心应当在五年内禁止私人柴油车通行，并为小商户提供更换车辆的补贴。"),
        ("ar", "ينبغي أن تكون وسائل النقل العام مجانية للطلاب وكبار السن، على أن تموّل من رسوم وقوف السيارات (2%)."),
        ("en", "Cyclists & pedestrians <b>first</b>: \"no exceptions\""),
        ("zh", "自行车道应与机动车道完全分开。"),
        ("ar", "يجب تخفيض السرعة إلى 30 كم/س داخل الأحياء."),
        ("en", "Ride-hailing companies should hold the same permits as taxis, carry the same insurance, publish the hours that their drivers work, and share the data of all trips with the city in a form that researchers can read, subject to the protection of passengers, drivers and residents along the way, as the council has asked for in each of the last five years without success."),
        ("en", "https://example.org/a/very/long/address/that/nobody/would/want/to/read/in/full/but/that/somebody/has/sent/as/a/statement/all/the/same.html"),
        ("en", ""),
        ("en", "Parking downtown is too cheap."),
    ]
    .iter()
    .enumerate()
    .map(|(index, (language, text))| Statement { language: Some((*language).to_owned()), ..statement(&(index * 7 + 3).to_string(), text) })
    .collect();
    statements.extend((0..10).map(|index| {
        statement(
            &(100 + index).to_string(),
            &format!("Statement number {index} of the series on fares."),
        )
    }));
    statements
}

/// Two thousand participants, three camps, four dimensions, three languages; a bloc, a burst and bad rows.
pub(super) fn consultation() -> Page {
    let mut draws = Draws(11);
    let centres = [[-1.4, -0.5, 0.3, 0.0], [1.3, -0.6, -0.2, 0.2], [0.1, 1.5, 0.4, -0.5]];
    let (mut places, mut spreads, mut camps) = (vec![], vec![], vec![]);
    for _ in 0..2_000 {
        let drawn = draws.share();
        let camp = if drawn < 0.45 {
            0
        } else if drawn < 0.75 {
            1
        } else {
            2
        };
        let place: Vec<f64> = centres[camp].iter().map(|c| c + 0.55 * draws.normal()).collect();
        // Those near the middle are in no camp.
        let off = place[0] * place[0] + place[1] * place[1];
        camps.push((off > 0.45).then_some(camp as u32));
        places.extend(place);
        for first in 0..4 {
            spreads.extend((0..=first).map(|second| if first == second { 0.09 } else { 0.01 }));
        }
    }
    let size = |camp: u32| camps.iter().filter(|c| **c == Some(camp)).count() as u64;
    let s = consulted();
    let labels = ["A", "B", "C"];
    let camp = |index: usize| Camp {
        label: labels[index].to_owned(),
        size: size(index as u32),
        interval: interval(size(index as u32) as f64 - 41.0, size(index as u32) as f64 + 38.0),
        survival: Some([0.99, 0.98, 0.93][index]),
        apart: List {
            shown: (0..6)
                .map(|k| {
                    apart(
                        &s[(index * 3 + k) % 10],
                        if k % 2 == 0 { Answer::For } else { Answer::Against },
                        0.9 - 0.06 * k as f64,
                        0.3,
                        200 + k as u64,
                    )
                })
                .collect(),
            of: 31,
        },
    };
    let mut tally = |n: u64| {
        let agree = (n as f64 * draws.share()) as u64;
        let pass = ((n - agree) as f64 * 0.4 * draws.share()) as u64;
        Tally([n - agree - pass, pass, agree, 0])
    };
    let divergence = s.iter().map(|statement| {
        let camps: Vec<Tally> = [300, 210, 120].iter().map(|n| tally(*n)).collect();
        let sum = |level: usize| camps.iter().map(|t| t.0[level]).sum::<u64>() + 20;
        Divergence { statement: statement.clone(), all: Tally([sum(0), sum(1), sum(2), 0]), camps }
    });
    let divergence = List { shown: divergence.collect(), of: 187 };
    let ground = s.iter().enumerate().map(|(index, statement)| {
        let base = 0.92 - 0.03 * index as f64;
        Ground {
            statement: statement.clone(),
            answer: if index % 4 == 2 { Answer::Against } else { Answer::For },
            lower_bound: base - 0.08,
            all: share(base, 0.02, 1_204),
            camps: vec![
                share(base + 0.02, 0.03, 610),
                share(base - 0.03, 0.04, 402),
                share(base, 0.06, 150),
            ],
            passes: Some(0.08),
        }
    });
    let ground = List { shown: ground.collect(), of: 41 };
    let outcome = |ballots, camps: &[(&str, u64)], from: usize| Outcome {
        ballots,
        dimensions: 4,
        camps: camps.iter().map(|(label, size)| ((*label).to_owned(), *size)).collect(),
        ground: s[from..from + 4].iter().map(|s| (s.clone(), Answer::For)).collect(),
    };
    Page {
        title: "How should the city move? 城市交通 · كيف تتحرك المدينة؟".to_owned(),
        source: Some("votes.csv, comments.csv".to_owned()),
        who: Who::Participants,
        scale: Scale::Responses,
        about: About::All,
        participants: 2_000,
        statements: 187,
        responses: 49_443,
        finding: Finding::Camps { weak: vec![] },
        camps: (0..3).map(camp).collect(),
        unclassified: Some(camps.iter().filter(|c| c.is_none()).count() as u64),
        map: Some(Map {
            dimensions: 4,
            places,
            spreads,
            camps: camps.clone(),
            names: vec![],
            axes: (0..4)
                .map(|d| Axis {
                    low: vec![
                        End { statement: s[d].clone(), answer: Answer::For },
                        End { statement: s[d + 1].clone(), answer: Answer::Against },
                    ],
                    high: vec![
                        End { statement: s[d + 2].clone(), answer: Answer::For },
                        End { statement: s[d + 6].clone(), answer: Answer::For },
                    ],
                })
                .collect(),
        }),
        over_time: None,
        splits: None,
        association: None,
        groups: vec![],
        divergence,
        ground: Some(ground),
        stability: Some(Stability {
            resamples: 100,
            dropped: Some(Agreement { mean: 0.98, least: 0.96, repeats: 20, enough: 0.95 }),
            dropped_share: 0.05,
            halves: Some(Agreement { mean: 0.82, least: 0.74, repeats: 20, enough: 0.7 }),
        }),
        between: Some(List {
            shown: (0..12)
                .map(|k| Between {
                    name: (k * 31 + 4).to_string(),
                    camps: vec![0.5, 0.48, 0.02],
                    answers: 20 + k,
                })
                .collect(),
            of: 214,
        }),
        manipulation: Some(Manipulation {
            blocs: all(vec![Bloc {
                ballots: 61,
                statements: 40,
                likeness: 1.0,
                members: List { shown: (900..912).map(|k: u32| k.to_string()).collect(), of: 61 },
                ground_changed: Some(0),
                camp_changed: Some(12),
            }]),
            bursts: Some(all(vec![Burst {
                from: "3 May 2026, 02:10".to_owned(),
                to: "02:14".to_owned(),
                responses: 2_440,
                participants: 61,
                usual: 3.2,
            }])),
            as_cast: outcome(2_000, &[("A", 812), ("B", 540), ("C", 421)], 0),
            counted_once: Some(outcome(1_940, &[("A", 812), ("B", 479), ("C", 419)], 0)),
        }),
        notes: Notes {
            bad_rows: 1_204,
            first_bad: vec![
                BadRow {
                    file: Some("votes.csv".to_owned()),
                    line: 17,
                    what: "The vote `maybe` is none of 1, 0 and -1.".to_owned(),
                },
                BadRow {
                    file: Some("votes.csv".to_owned()),
                    line: 90_211,
                    what: "The row ends after 3 of 5 fields.".to_owned(),
                },
            ],
            superseded: 331,
            moderated: Some(List {
                shown: vec![Moderated {
                    statement: s[9].clone(),
                    reason: Some("Says the same as 3.".to_owned()),
                }],
                of: 12,
            }),
            others: vec![],
        },
        method: method(4),
    }
}

/// Participants whose answers support no camps and no dimension.
pub(super) fn no_camps() -> Page {
    let page = consultation();
    let without = |mut divergence: Divergence| {
        divergence.camps.clear();
        divergence
    };
    let ground = page.ground.map(|list| List {
        shown: list
            .shown
            .into_iter()
            .take(3)
            .map(|mut ground| {
                ground.camps.clear();
                ground
            })
            .collect(),
        of: 3,
    });
    let mut method = method(0);
    method.null = None;
    Page {
        title: "Opening hours of the library".to_owned(),
        participants: 26,
        statements: 20,
        responses: 311,
        finding: Finding::None { why: WhyNone::NoDimension },
        camps: vec![],
        unclassified: None,
        map: Some(Map {
            dimensions: 0,
            places: vec![],
            spreads: vec![],
            camps: vec![],
            names: vec![],
            axes: vec![],
        }),
        divergence: List {
            shown: page.divergence.shown.into_iter().map(without).collect(),
            of: 20,
        },
        ground,
        stability: None,
        between: None,
        manipulation: Some(Manipulation {
            blocs: all(vec![]),
            bursts: Some(all(vec![])),
            as_cast: Outcome { ballots: 26, dimensions: 0, camps: vec![], ground: vec![] },
            counted_once: None,
        }),
        notes: Notes::default(),
        method,
        ..page
    }
}

/// Participants on one dimension with two camps: few, with names, or many.
pub(super) fn one_dimension(n: usize) -> Page {
    let mut draws = Draws(23);
    let (mut places, mut spreads, mut camps) = (vec![], vec![], vec![]);
    for who in 0..n {
        let camp = u32::from(who % 3 == 0);
        let place = f64::from(camp) * 2.4 - 1.2 + 0.6 * draws.normal();
        places.push(place);
        spreads.push(0.04 + 0.3 * draws.share());
        camps.push((!(-0.3..=0.3).contains(&place)).then_some(u32::from(place > 0.0)));
    }
    let page = consultation();
    let size = |camp: Option<u32>| camps.iter().filter(|c| **c == camp).count() as u64;
    let mut one: Vec<Camp> = page.camps.into_iter().take(2).collect();
    for (index, camp) in one.iter_mut().enumerate() {
        camp.size = size(Some(index as u32));
        camp.interval = None;
    }
    let cut = |mut d: Divergence| {
        d.camps.truncate(2);
        d
    };
    let ground = page.ground.map(|list| List {
        of: list.of,
        shown: list
            .shown
            .into_iter()
            .map(|mut g| {
                g.camps.truncate(2);
                g
            })
            .collect(),
    });
    let axes = page.map.map(|map| map.axes[..1].to_vec()).unwrap_or_default();
    let names =
        if n <= 60 { (0..n).map(|k| format!("Member {}", k + 1)).collect() } else { vec![] };
    Page {
        title: "A new market hall".to_owned(),
        participants: n as u64,
        unclassified: Some(size(None)),
        camps: one,
        map: Some(Map { dimensions: 1, places, spreads, camps, names, axes }),
        divergence: List {
            of: page.divergence.of,
            shown: page.divergence.shown.into_iter().map(cut).collect(),
        },
        ground,
        between: None,
        manipulation: None,
        method: method(1),
        ..page
    }
}

/// Two hundred and fifty participants in ten camps, more than there are shapes and colours.
pub(super) fn many_camps() -> Page {
    let mut draws = Draws(31);
    let page = consultation();
    let (mut places, mut spreads, mut camps) = (vec![], vec![], vec![]);
    for who in 0..250_u32 {
        let camp = who % 10;
        let (x, y) = (f64::from(camp % 4) * 2.0, f64::from(camp / 4) * 2.0);
        places.extend([x + 0.4 * draws.normal(), y + 0.4 * draws.normal()]);
        spreads.extend([0.06, -0.03, 0.05]);
        camps.push((who % 17 > 0).then_some(camp));
    }
    let first = page.camps[0].clone();
    let labels = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
    let axes = page.map.map(|map| map.axes[..2].to_vec()).unwrap_or_default();
    Page {
        participants: 250,
        unclassified: Some(15),
        camps: labels
            .map(|label| Camp {
                label: label.to_owned(),
                size: 23,
                interval: None,
                ..first.clone()
            })
            .to_vec(),
        map: Some(Map { dimensions: 2, places, spreads, camps, names: vec![], axes }),
        over_time: None,
        splits: None,
        association: None,
        groups: (1..=3)
            .map(|k| Group {
                name: format!("Ward {k}"),
                kind: GroupKind::Constituency,
                members: 83,
                in_camps: (0..10).map(|camp| 4 + (camp * k) % 7).collect(),
                unclassified: 5,
                disagreement: Some(0.5),
            })
            .collect(),
        divergence: List {
            of: page.divergence.of,
            shown: page
                .divergence
                .shown
                .into_iter()
                .map(|d| Divergence { camps: vec![d.camps[0]; 10], ..d })
                .collect(),
        },
        ground: None,
        between: None,
        manipulation: None,
        ..page
    }
}
