use text::draft::*;
fn main() {
    let f = std::env::args().nth(1).unwrap();
    let s = std::fs::read_to_string(f).unwrap().repeat(40);
    let (p, _) = text::parties::Parties::parse(
        "NOR = Norland\nSUD = Sudland\nISL = Isles and Reefs, Islands\nG77",
    );
    let t = std::time::Instant::now();
    let mut n = 0;
    for _ in 0..10 {
        n += Draft::read(&s, &Reader { parties: Some(&p), rulings: None }).nodes.len();
    }
    println!("{n} {:?} {} MB", t.elapsed() / 10, s.len() / 1000000);
}
