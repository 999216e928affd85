//! Two texts of any bytes: edits and changes lead from one to the other, and alignment gives each unit its due.

#![no_main]

use libfuzzer_sys::fuzz_target;
use text::align::{Options, Relation, align};
use text::diff::{Kind, Side, apply, apply_versions, side, versions, words};

fuzz_target!(|data: &[u8]| {
    // The first byte says where the first text ends, in 255ths.
    let Some((&share, data)) = data.split_first() else { return };
    let (a, b) = data.split_at(data.len() * usize::from(share) / 255);
    let (a, b) = (String::from_utf8_lossy(a), String::from_utf8_lossy(b));
    let edits = words(&a, &b);
    assert_eq!(apply(&a, &b, &edits), b);
    let first: String = side(&edits, Side::First).map(|(_, range)| &a[range]).collect();
    assert_eq!(first, a);
    assert!(edits.iter().all(|e| e.kind != Kind::Kept || a[e.a.clone()] == b[e.b.clone()]));
    let changes = versions(&a, &b);
    assert_eq!(apply_versions(&a, &b, &changes), b);
    let aligned = align(&a, &b, &Options::default());
    let (mut used_a, mut used_b) = (Vec::new(), Vec::new());
    for pair in &aligned.pairs {
        assert!((0.0..=1.0).contains(&pair.score));
        if pair.relation == Relation::Same {
            used_a.push(pair.a);
            used_b.push(pair.b);
        }
    }
    for mut used in [used_a, used_b] {
        used.sort_unstable();
        assert!(used.windows(2).all(|w| w[0] < w[1]), "a unit has one counterpart at most");
    }
    let _map = text::renumber::map(&aligned, &a, &b);
});
