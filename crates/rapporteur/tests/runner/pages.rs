//! Pages over a real socket: one happy path and one refusal for each screen.

use super::world::{rapporteur, shipped};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn of(name: &str) -> Self {
        Self::serving(&shipped(name))
    }

    fn serving(file: &str) -> Self {
        Self::started(&["serve", file, "--listen", "127.0.0.1:0"])
    }

    fn started(arguments: &[&str]) -> Self {
        let mut child = rapporteur(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut line).expect("says its address");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { child, address }
    }

    fn ask(&self, method: &str, path: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).expect("connects");
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("asks");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("answers");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).expect("a status");
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// Address, and words that stand on the page.
const SCREENS: &[(&str, &str)] = &[
    ("/", "State of play"),
    ("/text", "Draft recommendations"),
    ("/text/P4", "Who stands where"),
    ("/text/CGA/P4", "without status in plenary"),
    ("/text/P14", "Who is said to hold which passage"),
    ("/text/P24", "Runs of brackets decided"),
    ("/text/P26", "Split into others"),
    ("/text/PP6alt", "Dropped where alternatives were resolved"),
    ("/text/P17", "Deleted by decision"),
    ("/sources/DRAFT", "Both are on who pays"),
    ("/issue", "Issues of substance"),
    ("/issue/I-FLOW", "Minimum flows"),
    ("/parties", "Coalitions"),
    ("/party/ARD", "Its own word"),
    ("/party/COAST", "Members"),
    ("/meetings", "formal"),
    ("/meeting/MT3", "What was said and done"),
    ("/documents", "Resolution 14/3"),
    ("/document/RES143", "earlier agreed text"),
    ("/calls", "Result"),
    ("/rules", "Study, no status"),
    ("/log", "group HW"),
    ("/log?page=2", "Page 2 of"),
    ("/log/17", "Entry no. 17"),
];

#[test]
fn every_screen_is_a_page_and_json() {
    let server = Server::of("headwaters");
    for (path, words) in SCREENS {
        let page = server.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains(words), "{path} does not show {words:?}");
        is_a_sound_page(path, &page);
        let (address, query) = path.split_once('?').unwrap_or((path, ""));
        let address = if address == "/" { "/index" } else { address };
        let json = server.get(&format!("{address}.json?{query}"));
        assert_eq!(json.status, 200, "{address}.json");
        assert!(json.head.contains("content-type: application/json"), "{address}.json");
        let value: serde_json::Value = serde_json::from_str(&json.body).expect("JSON");
        assert_eq!(value["schema"], "rapporteur-page/1", "{address}.json");
        assert!(value["page"].is_string(), "{address}.json");
    }
}

/// No script, nothing from elsewhere, the landmarks there, one heading of the first rank.
fn is_a_sound_page(path: &str, page: &Answer) {
    assert!(page.head.contains("content-security-policy: default-src 'none'"), "{path}");
    assert!(page.head.contains("x-content-type-options: nosniff"), "{path}");
    let body = &page.body;
    assert!(!body.contains("<script") && !body.contains(" style=\""), "{path}");
    for outside in ["src=\"http", "href=\"http", "url(http"] {
        assert!(!body.contains(outside), "{path} reaches outside by {outside}");
    }
    assert_eq!(body.matches("<h1>").count(), 1, "{path}");
    for landmark in ["<main id=\"main\"", "class=\"skip\"", "<nav", "<footer>", "lang=\"en\""] {
        assert!(body.contains(landmark), "{path} has no {landmark}");
    }
}

#[test]
fn what_is_not_there_is_told_with_where_to_look() {
    let server = Server::of("headwaters");
    for path in [
        "/nope",
        "/text/NOPE",
        "/sources/NOPE",
        "/sources/P4",
        "/issue/NOPE",
        "/party/NOPE",
        "/meeting/NOPE",
        "/document/NOPE",
        "/log/99999",
        "/log/x",
        "/log?page=77",
        "/party/%3Cscript%3E",
    ] {
        let page = server.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.body.contains("Not on the record"), "{path}");
        is_a_sound_page(path, &page);
    }
    let json = server.get("/party/NOPE.json");
    assert_eq!(json.status, 404);
    assert!(json.body.contains("rapporteur-page/1"));
    assert_eq!(server.ask("POST", "/text").status, 405);
}

#[test]
fn the_chairs_desk_is_there_where_it_is_asked_for() {
    let server = Server::of("last-hours");
    assert_eq!(server.get("/packages").status, 404);
    assert!(!server.get("/").body.contains("Chair&#39;s desk"));
    let file = shipped("last-hours");
    let server = Server::started(&["serve", &file, "--chair", "--listen", "127.0.0.1:0"]);
    assert!(server.get("/").body.contains("href=\"/packages\""));
    let page = server.get("/packages?at=45&lifts=1");
    assert_eq!(page.status, 200);
    is_a_sound_page("/packages", &page);
    for words in
        ["can only go in at once", "href=\"/log/40\"", "A hypothesis", "no part of the report"]
    {
        assert!(page.body.contains(words), "{words}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&server.get("/packages.json?at=45").body).expect("JSON");
    assert_eq!((&json["schema"], &json["weight"]), (&"rapporteur-page/1".into(), &4.into()));
    assert_eq!(server.get("/packages?at=4000").status, 404);
}

#[test]
fn the_report_is_there_in_every_form() {
    let server = Server::of("last-hours");
    assert!(server.get("/report").body.contains("Read the report"));
    let html = server.get("/report.html");
    assert!(html.status == 200 && html.body.contains("id=\"evidence\""));
    assert!(html.head.contains("style-src 'unsafe-inline'") && !html.head.contains("script-src"));
    assert!(server.get("/report.html?language=ar").body.contains("dir=\"rtl\""));
    assert!(server.get("/report.md?unattributed").status == 200);
    let json: serde_json::Value =
        serde_json::from_str(&server.get("/report.json").body).expect("JSON");
    assert_eq!(json["schema"], "rapporteur-report/1");
    let pdf = server.get("/report.pdf");
    assert!(pdf.head.contains("application/pdf") && pdf.body.starts_with("%PDF-"));
    assert!(server.get("/report.html?report-rule=agreed-text-only").status == 200);
}

#[test]
fn what_is_not_disclosed_is_not_on_any_page() {
    let server = Server::of("headwaters");
    let mut paths: Vec<String> = SCREENS.iter().map(|(path, _)| (*path).to_owned()).collect();
    paths.extend((1..=5).map(|page| format!("/log?page={page}")));
    paths.extend(
        ["P21", "P23", "P7alt", "P9", "P21alt2", "P27", "P10", "P14"]
            .map(|id| format!("/text/{id}")),
    );
    paths.extend(["RTC", "COAST", "UP", "BOR", "OPL"].map(|id| format!("/party/{id}")));
    let withheld = [
        // Members only.
        "A commission that includes all decides for all",
        // Offers that their makers did not release.
        "It was made before lunch and read as if made after it",
        "is bearable in the report if",
    ];
    for path in paths {
        for address in [path.clone(), json_of(&path)] {
            let body = server.get(&address).body;
            for words in withheld {
                assert!(!body.contains(words), "{address} tells {words:?}");
            }
        }
    }
}

fn json_of(path: &str) -> String {
    match path.split_once('?') {
        Some((path, query)) => format!("{path}.json?{query}"),
        None if path == "/" => "/index.json".to_owned(),
        None => format!("{path}.json"),
    }
}

#[test]
fn brackets_are_marked_and_spoken() {
    let server = Server::of("headwaters");
    let page = server.get("/text/P3").body;
    assert!(page.contains("role=\"group\" aria-label=\"bracket 1\""), "{page}");
}

#[test]
fn the_life_of_a_wording_links_each_step_to_its_entry() {
    let server = Server::of("headwaters");
    let page = server.get("/text/P24").body;
    assert!(page.contains("Life of this wording"), "{page}");
    let json: serde_json::Value =
        serde_json::from_str(&server.get("/text/P24.json").body).expect("JSON");
    for step in json["life"]["steps"].as_array().expect("a list") {
        assert!(page.contains(&format!("/log/{}\"", step["entry"])), "{step}");
    }
    assert_eq!(json["runs"][0]["kind"], "run-decided");
    assert_eq!(json["resolutions"][0]["kind"], "resolved");
    assert!(server.get("/text/DRAFT").body.contains("href=\"/sources/DRAFT\""));
    let split: serde_json::Value =
        serde_json::from_str(&server.get("/text/P26.json").body).expect("JSON");
    assert_eq!(split["standing"]["goes_on_in"][1]["id"], "P26B");
}

#[test]
fn amendments_that_collide_stand_on_the_page_of_their_paragraph() {
    let room = super::world::Room::new();
    let minutes = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\n\
        party BOR \"Boreland\" government member\ntext T \"Text\" rolling-text\n\
        provision P1 \"1\" en \"The Parties shall notify one another.\" in T\n\
        ARD amends P1 as A1 replace \"shall notify\" with \"notify\"\n\
        BOR amends P1 as A2 delete \"notify one another\"\n";
    let server = Server::serving(&room.write("small.minutes", minutes));
    assert!(server.get("/text/P1").body.contains("The passages that they change overlap."));
    let hidden = minutes.replace("another\"\n", "another\" {level members}\n");
    let server = Server::serving(&room.write("hidden.minutes", &hidden));
    let page = server.get("/text/P1").body;
    assert!(page.contains("1 collision is not disclosed") && !page.contains("A2"), "{page}");
}

#[test]
fn edits_of_a_text_are_told_as_acts() {
    let server = Server::of("headwaters");
    let log = server.get("/meeting/MT3").body;
    for words in [
        "splits",
        "merges, into 23,",
        "places, after paragraph PP2 (PP2),",
        "resolves the options of",
        "decides that brackets are alternatives, in",
    ] {
        assert!(log.contains(words), "{words}");
    }
    let noted = server.get("/document/CT1").body;
    assert!(noted.contains("Noted of a passage: proposed by Basin Hydrometric"), "{noted}");
}

#[test]
fn a_port_that_is_taken_is_a_fault_and_an_empty_record_a_misuse() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("bound").to_string();
    super::world::check(&["serve", &shipped("wgec"), "--listen", &address], 3, "cannot listen");
    let room = super::world::Room::new();
    let empty = room.write("empty.minutes", "minutes/1\n");
    super::world::check(&["serve", &empty], 2, "no entry");
    super::world::check(&["serve", "no-such-file"], 2, "was not read");
}
