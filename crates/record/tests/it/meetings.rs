//! Talk: meetings, the floor, motions, rulings, appeals, votes, contact groups.

use crate::shown::{BASE, story};
use expect_test::{Expect, expect};

/// What the minutes change in the group, and what of them is refused.
#[track_caller]
fn check(minutes: &str, expected: Expect) {
    expected.assert_eq(&story(BASE, minutes));
}

#[test]
fn a_meeting_opens_is_suspended_resumes_and_closes() {
    check(
        r#"session S1 "First session", from 2026-03-02, to 2026-03-06
opens M1
suspends M1
resumes M1
closes M1
"#,
        expect![[r#"
            - base meeting M1 convened on-record
            + #1 session S1
            + base meeting M1 closed on-record
            + #2 opens M1
            + #3 suspends M1
            + #4 resumes M1
            + #5 closes M1
        "#]],
    );
}

#[test]
fn a_turn_that_does_not_follow_is_refused() {
    check(
        r#"suspends M1
opens M1
opens M1
resumes M1
closes M1
closes M1
"#,
        expect![[r#"
            - base meeting M1 convened on-record
            + base meeting M1 closed on-record
            + #2 opens M1
            + #5 closes M1
            #1 TurnDoesNotFollow: `suspends` does not follow: the meeting `M1` is convened and not recorded as open
            #3 TurnDoesNotFollow: `opens` does not follow: the meeting `M1` is open
            #4 TurnDoesNotFollow: `resumes` does not follow: the meeting `M1` is open
            #6 TurnDoesNotFollow: `closes` does not follow: the meeting `M1` is closed
        "#]],
    );
}

#[test]
fn a_session_does_not_end_before_it_begins() {
    check(
        r#"session S1 "First session", from 2026-03-06, to 2026-03-02
meeting M2 "Second meeting" formal on-record, on 2026-03-03, to 2026-03-02
"#,
        expect![[r#"
            #1 EndsBeforeItBegins: it ends before it begins
            #2 EndsBeforeItBegins: it ends before it begins
        "#]],
    );
}

#[test]
fn nothing_is_said_in_a_meeting_that_is_suspended_or_closed() {
    check(
        r#"  opens M1
  ARD says "Good morning."
  suspends M1
  ARD says "Good night."
  closes M1
  BOR objects to P1
BOR objects to P1
"#,
        expect![[r#"
            - base meeting M1 convened on-record
            + base meeting M1 closed on-record
            + #1 opens M1
            + #3 suspends M1
            + #5 closes M1
            + #2 ARD says: Good morning.
            + #7 BOR objects P1
            #4 MeetingIs: the meeting `M1` is suspended
            #6 MeetingIs: the meeting `M1` is closed
        "#]],
    );
}

#[test]
fn what_another_tells_of_a_closed_meeting_is_recorded() {
    check(
        r#"opens M1
closes M1
ARD says "It was said that the group agreed." {source M1, grade reported}
"#,
        expect![[r#"
            - base meeting M1 convened on-record
            + base meeting M1 closed on-record
            + #1 opens M1
            + #2 closes M1
            + #3 ARD says: It was said that the group agreed.
        "#]],
    );
}

#[test]
fn what_is_said_off_the_record_is_not_recorded() {
    check(
        r#"opens M1
record M1 off-record
BOR objects to P1 {source M1}
record M1 on-record
BOR objects to P1 {source M1}
"#,
        expect![[r#"
            - base meeting M1 convened on-record
            + base meeting M1 open on-record
            + #1 opens M1
            + #2 record M1 off-record
            + #4 record M1 on-record
            + #5 BOR objects P1
            #3 OffTheRecord: the meeting `M1` is off the record
        "#]],
    );
}

#[test]
fn the_record_status_of_a_closed_meeting_does_not_change() {
    check(
        r#"opens M1
closes M1
record M1 off-record
clock M1 stopped
ARD asks-for-floor in M1
attendance M1, present ARD
"#,
        expect![[r#"
            - base meeting M1 convened on-record
            + base meeting M1 closed on-record
            + #1 opens M1
            + #2 closes M1
            #3 MeetingIs: the meeting `M1` is closed
            #4 MeetingIs: the meeting `M1` is closed
            #5 MeetingIs: the meeting `M1` is closed
            #6 MeetingIs: the meeting `M1` is closed
        "#]],
    );
}

#[test]
fn the_clock_is_stopped() {
    check(
        r#"  opens M1
  clock M1 stopped, at 2026-03-02T23:59+01:00
"#,
        expect![[r#"
            - base meeting M1 convened on-record
            + base meeting M1 open on-record
            + #1 opens M1
            + #2 clock M1 stopped
        "#]],
    );
}

#[test]
fn attendance_names_parties_that_take_part() {
    check(
        r#"attendance M1, present ARD, OBS
attendance M1, present ZZZ
attendance M1, present LUND
attendance M1
standing DEL left
attendance M1, present DEL
"#,
        expect![[r#"
            - base party DEL government member
            + base party DEL government left
            + #1 present in M1: ARD OBS
            #2 NotOnRecord: `ZZZ` is not on the record; a party is needed
            #3 WrongThing: `LUND` is an officer, not a party
            #4 OnNothing: the entry names nothing that it is on
            #6 HasLeft: `DEL` no longer takes part
        "#]],
    );
}

#[test]
fn agenda_items_belong_to_a_meeting_or_session() {
    check(
        r#"agenda-item A1 "1" "Notification", of M1, on I1
adopts-agenda of M1
agenda-item A2 "2" "Other", of D1
"#,
        expect![[r#"
            + #1 agenda item A1
            + #2 agenda of M1 adopted
            #3 WrongThing: `D1` is a document, not a meeting
        "#]],
    );
}

#[test]
fn who_asked_for_the_floor_is_heard_in_the_meeting() {
    check(
        r#"  ARD asks-for-floor in M1, on I1
  BOR asks-for-floor in M1
  ARD says "Thank you.", on I1
ARD says "Outside the meeting."
"#,
        expect![[r#"
            + #1 ARD asks for the floor, heard in #3
            + #2 BOR asks for the floor, waiting
            + #3 ARD says: Thank you.
            + #4 ARD says: Outside the meeting.
        "#]],
    );
}

#[test]
fn points_of_order_are_raised_and_ruled_on() {
    check(
        r#"OBS point-of-order PO1 "The text was not before us"
LUND rules R1 on PO1 procedural
@o: BOR objects to P1
LUND rules R2 on @o decides-over
"#,
        expect![[r#"
            + #1 OBS raises PO1
            + #2 ruling R1 procedural
            + #4 ruling R2 decides-over
            + #3 BOR objects P1
            + #3 was ruled on by R2
        "#]],
    );
}

#[test]
fn an_observer_neither_moves_nor_appeals() {
    check(
        r#"OBS moves MO1 adjourn-debate
LUND rules R1 on P1 procedural
OBS appeals AP1 against R1
"#,
        expect![[r#"
            + #2 ruling R1 procedural
            #1 ObserverMayNot: `OBS` is an observer, and an observer may not move a motion
            #3 ObserverMayNot: `OBS` is an observer, and an observer may not appeal against a ruling
        "#]],
    );
}

#[test]
fn a_motion_is_decided_once() {
    check(
        r#"ARD moves MO1 close-list
decides-motion MO1 carried
decides-motion MO1 rejected
"#,
        expect![[r#"
            + #1 ARD moves MO1 close-list, carried
            #3 Decided: `MO1` was decided in #2
        "#]],
    );
}

#[test]
fn a_motion_put_to_the_vote_is_decided_by_the_vote() {
    check(
        r#"ARD moves MO1 divide, on P1
vote on MO1 rejected, for ARD, against BOR, COR
decides-motion MO1 carried
decides-motion MO1 rejected
"#,
        expect![[r#"
            + #1 ARD moves MO1 divide, rejected
            + #2 vote on MO1 rejected
            #3 Decided: `MO1` was decided in #2
        "#]],
    );
}

#[test]
fn a_carried_appeal_overturns_a_ruling_and_settles_it() {
    check(
        r#"LUND rules R1 on P1 rough-consensus
ARD appeals AP1 against R1
vote on AP1 carried, for ARD, BOR, against COR
COR appeals AP2 against R1
"#,
        expect![[r#"
            + #1 ruling R1 rough-consensus, overturned
            + #2 ARD appeals AP1 against R1
            + #3 vote on AP1 carried
            #4 Decided: `R1` was decided in #3
        "#]],
    );
}

#[test]
fn observers_and_parties_that_left_do_not_vote() {
    check(
        r#"vote on P1 carried, for ARD, OBS
standing DEL left
vote on P1 carried, for ARD, DEL
"#,
        expect![[r#"
            - base party DEL government member
            + base party DEL government left
            #1 ObserverMayNot: `OBS` is an observer, and an observer may not vote
            #3 MayNot: `DEL` is a party that left; a member is needed
        "#]],
    );
}

#[test]
fn nobody_votes_twice() {
    check(
        r#"vote on P1 carried, for ARD, against ARD
"#,
        expect![[r#"
            #1 VotedTwice: `ARD` stands in two lists of the vote
        "#]],
    );
}

#[test]
fn numbers_are_not_smaller_than_names() {
    check(
        r#"vote on P1 carried, for ARD, BOR, for-count 1
vote on P1 carried, for ARD, for-count 7, against-count 3
"#,
        expect![[r#"
            + #2 vote on P1 carried
            #1 VoteMiscounted: the numbers of the vote are smaller than its lists of names
        "#]],
    );
}

#[test]
fn a_vote_carries_by_more_in_favour() {
    check(
        r#"vote on P1 carried, for ARD, against BOR
vote on P1 carried, for-count 4, against-count 4
vote on P1 carried, for-count 0
vote on P1 rejected, for-count 5, against-count 4
"#,
        expect![[r#"
            + #4 vote on P1 rejected
            #1 VoteContradicts: a vote is carried by more votes in favour than against
            #2 VoteContradicts: a vote is carried by more votes in favour than against
            #3 VoteContradicts: a vote is carried by more votes in favour than against
        "#]],
    );
}

#[test]
fn a_paragraph_is_voted_on_again_when_it_has_new_words() {
    check(
        r#"vote on P1 rejected, for ARD, against BOR
vote on P1 carried, for ARD
revises P1 orally en "The Parties should notify."
vote on P1 carried, for ARD
"#,
        expect![[r#"
            - base P1 “1” “The Parties shall notify.”
            + #1 vote on P1 rejected
            + #4 vote on P1 carried
            + base P1 “1” “The Parties should notify.”
            #2 Decided: `P1` was decided in #1
        "#]],
    );
}

#[test]
fn votes_are_on_matters() {
    check(
        r#"vote on M1 carried, for ARD
deletes P3
vote on P3 carried, for ARD
"#,
        expect![[r#"
            - base P3 “3” “Data are exchanged.”
            + base P3 “3” “Data are exchanged.”, deletes in #2
            #1 WrongThing: `M1` is a meeting, not a provision
            #3 Removed: `P3` left the text in #2
        "#]],
    );
}

#[test]
fn a_contact_group_works_on_a_copy_and_reports_back() {
    check(
        r#"contact-group CG2 "On data", facilitator FAC
forks T as TA for CG
FAC reports-back from CG, agreed TA/P1, open TA/P2
deletes TA/P3
FAC reports-back from CG, agreed TA/P3
"#,
        expect![[r#"
            + #1 contact group CG2
            + #3 CG reports back: agreed TA/P1; open TA/P2
            + #2 text TA for CG: TA/P1 TA/P2 TA/P3
            + #2 TA/P1 “1” “The Parties shall notify.”, agreed contact-group in #3
            + #2 TA/P2 “2” “The Parties [shall][should] reply.”
            + #2 TA/P3 “3” “Data are exchanged.”, deletes in #4
            #5 Removed: `TA/P3` left the text in #4
        "#]],
    );
}

#[test]
fn a_copy_takes_no_identity_that_is_taken() {
    check(
        r#"document TA/P2 mail "Named like a copy"
forks T as TA for CG
"#,
        expect![[r#"
            + #1 document TA/P2 mail
            #2 IdentityTaken: `TA/P2` was declared in #1
        "#]],
    );
}

#[test]
fn a_copy_needs_identities_of_lawful_length() {
    check(
        r#"text LONG-LONG-LONG-LONG-LONG-LONG-LONG-LONG-LONG "Long" compilation
  provision PARAGRAPH-PARAGRAPH-PARAGRAPH-PARAGRAPH-PAR "1" en "x"
forks LONG-LONG-LONG-LONG-LONG-LONG-LONG-LONG-LONG as COPY-COPY-COPY-COPY-COPY-COPY-COPY-COPY-COPY for CG
"#,
        expect![[r#"
            + #1 text LONG-LONG-LONG-LONG-LONG-LONG-LONG-LONG-LONG: PARAGRAPH-PARAGRAPH-PARAGRAPH-PARAGRAPH-PAR
            + #2 PARAGRAPH-PARAGRAPH-PARAGRAPH-PARAGRAPH-PAR “1” “x”
            #3 TooMany: there are too many characters in the identities of the copies
        "#]],
    );
}

#[test]
fn a_removed_paragraph_is_not_copied() {
    check(
        r#"deletes P3
forks T as TA for CG
"#,
        expect![[r#"
            - base P3 “3” “Data are exchanged.”
            + #2 text TA for CG: TA/P1 TA/P2
            + base P3 “3” “Data are exchanged.”, deletes in #1
            + #2 TA/P1 “1” “The Parties shall notify.”
            + #2 TA/P2 “2” “The Parties [shall][should] reply.”
        "#]],
    );
}
