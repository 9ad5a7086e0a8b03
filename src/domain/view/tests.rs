use super::*;
use crate::domain::member::MemberId;

fn triage(status: Status, status_version: i64, folder: Folder, folder_version: i64) -> TriageView {
    let versions = Versions { status: status_version, assignee: 1, notes: 1, folder: folder_version };
    TriageView { status, assignee: None, folder, versions, days_left: None }
}

#[test]
fn of_two_sources_each_part_is_the_newer_one() {
    let one = triage(Status::Open, 3, Folder::Inbox, 1);
    let other = triage(Status::Closed, 2, Folder::Archived, 2);
    let newest = triage(Status::Open, 3, Folder::Archived, 2);
    assert_eq!(one.clone().newest(other.clone()), newest);
    assert_eq!(other.newest(one), newest);
}

#[test]
fn a_change_is_of_one_part() {
    let omar = Member { id: MemberId(7), name: "Omar".to_owned(), role: Role::Member };
    let before = triage(Status::Open, 3, Folder::Inbox, 1);
    let given = before.clone().changed(&Value::Assignee(Some(omar.clone())), 2);
    assert_eq!((given.assignee, given.versions.assignee, given.status), (Some(omar), 2, Status::Open));
    let deleted = before.changed(&Value::Folder(Folder::Deleted), 2);
    assert_eq!((deleted.folder, deleted.days_left), (Folder::Deleted, Some(30)));
    assert_eq!(deleted.with(&Value::Folder(Folder::Inbox)).days_left, None);
}
