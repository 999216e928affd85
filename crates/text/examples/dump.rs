use text::draft::*;
fn main() {
    let f = std::env::args().nth(1).unwrap();
    let s = std::fs::read_to_string(f).unwrap();
    let (p, w) = text::parties::Parties::parse(
        "US\nG77\nEU = European Union\nCanada\nJapan\nMexico\nCANZ\nRussia\nSwitzerland\nThailand\nIran\n",
    );
    assert!(w.is_empty());
    let none = std::env::args().nth(2).is_some();
    let d = Draft::read(&s, &Reader { parties: if none { None } else { Some(&p) }, rulings: None });
    assert_eq!(d.print(&s), s);
    println!(
        "blocks {} nodes {} brackets {} runs {} labels {}",
        d.blocks.len(),
        d.nodes.len(),
        d.brackets.len(),
        d.runs.len(),
        d.labels.len()
    );
    for b in &d.blocks {
        let t: String = s[b.range.clone()].chars().take(60).collect::<String>().replace('\n', "⏎");
        let l: Vec<String> = d.labels[b.labels.clone()]
            .iter()
            .map(|l| format!("{:?}<{}>", l.kind, &s[l.range.clone()]))
            .collect();
        println!(
            "{:4} {:?} i{} {} {} | {}",
            b.line,
            b.kind,
            b.indent,
            l.join(" "),
            if b.is_no_text { "NOTEXT" } else { "" },
            t
        );
    }
    for b in &d.brackets {
        if b.rule != Rule::Default {
            println!(
                "  {:?} {:?} {}",
                b.class,
                b.rule,
                &s[b.open..(b.close + 1).min(b.open + 60).max(b.open + 1)]
                    .chars()
                    .take(60)
                    .collect::<String>()
            );
        }
        if b.is_intraword {
            println!("  intraword {}", &s[b.open..b.close + 1]);
        }
    }
    for a in &d.attributions {
        println!(
            "  ATT {:?} answers {:?} {:?} :: {}",
            a.place,
            a.answers,
            d.stances[a.stances.clone()]
                .iter()
                .map(|x| (&s[x.name.clone()], x.word, x.in_support))
                .collect::<Vec<_>>(),
            &s[d.nodes[a.node.0].range.clone()]
        );
    }
    for c in &d.conditionals {
        println!(
            "  COND act {:?} on {:?} {:?} then {:?} {:?} {:?}",
            &s[c.act.clone()],
            &s[c.on.clone()],
            c.outcome,
            c.consequence.clone().map(|r| &s[r]),
            c.consequence_of,
            d.stances[c.stances.clone()]
                .iter()
                .map(|x| (&s[x.name.clone()], x.word, x.in_support))
                .collect::<Vec<_>>()
        );
    }
    for x in &d.statuses {
        println!("  STATUS {:?} {}", x.status, &s[d.nodes[x.node.0].range.clone()]);
    }
    for c in &d.changes {
        println!("  CHANGE {:?}", c);
    }
    for c in &d.legend {
        println!("  LEGEND {:?} {}", c.mark, &s[c.range.clone()]);
    }
    for n in &d.nodes {
        if matches!(
            n.kind,
            NodeKind::Instruction { .. }
                | NodeKind::Hole
                | NodeKind::Letter
                | NodeKind::Alternative
        ) {
            println!("  {:?} {}", n.kind, &s[n.range.clone()].chars().take(80).collect::<String>());
        }
    }
    for f in &d.findings {
        println!(
            "  FIND {:?} {}",
            f.kind,
            &s[f.range.clone()].chars().take(60).collect::<String>()
        );
    }
}
