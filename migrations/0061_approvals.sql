create table approvals (
  company_id     text collate "C" not null,
  id             text collate "C" not null,
  subject_kind   text not null,
  subject_id     text collate "C" not null,
  status         text not null check (status in ('pending', 'approved', 'rejected', 'withdrawn')),
  is_automatic   boolean not null,
  -- How often the content has been put up for approval: each round starts without signatures.
  round          int not null check (round > 0),
  -- Version of the request at which the round began: a decision must have seen this one or a later one.
  round_version  int not null,
  supplier_id    text collate "C",
  entered_by     text[] not null,
  -- The people of each step: those of a signed step stay, the others follow the members of now.
  staffed        jsonb not null,
  version        int not null default 1,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  decided_at     timestamptz,
  primary key (company_id, id),
  check ((status = 'pending') = (decided_at is null))
);
create unique index approvals_pending_subject_key on approvals (company_id, subject_kind, subject_id) where status = 'pending';
create index approvals_by_subject on approvals (company_id, subject_id);
create index approvals_by_update on approvals (company_id, updated_at, id);
select app.protect('approvals');

-- What was put up in each round, and by which rules; the difference between two rounds is what changed.
create table approval_rounds (
  company_id     text collate "C" not null,
  approval_id    text collate "C" not null,
  round          int not null,
  subject        jsonb not null,
  policy_id      text collate "C",
  policy_version int,
  requested_by   text not null,
  opened_at      timestamptz not null,
  primary key (company_id, approval_id, round),
  foreign key (company_id, approval_id) references approvals (company_id, id)
);
select app.protect_append_only('approval_rounds');

-- Answers are final. A person counts once in a round, and so does the person whose place he took.
create table approval_decisions (
  company_id      text collate "C" not null,
  id              text collate "C" not null,
  approval_id     text collate "C" not null,
  round           int not null,
  step_no         int not null,
  decision        text not null check (decision in ('approve', 'reject', 'forward')),
  person_id       text collate "C" not null,
  person_name     text not null,
  for_person_id   text collate "C" not null,
  for_person_name text not null,
  to_approver     jsonb check ((decision = 'forward') = (to_approver is not null)),
  note            text check (decision <> 'reject' or note is not null),
  content_hash    text not null,
  credential      text not null,
  decided_at      timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, approval_id, round) references approval_rounds (company_id, approval_id, round)
);
create index approval_decisions_by_approval on approval_decisions (company_id, approval_id);
create unique index approval_decisions_person_key on approval_decisions (company_id, approval_id, round, person_id)
  where decision = 'approve';
create unique index approval_decisions_for_person_key on approval_decisions (company_id, approval_id, round, for_person_id)
  where decision = 'approve';
select app.protect_append_only('approval_decisions');

-- Whom the open steps wait for: made again from the tally at every change, so that an inbox is one index range.
create table approval_assignees (
  company_id  text collate "C" not null,
  approval_id text collate "C" not null,
  step_no     int not null,
  person_id   text collate "C" not null,
  primary key (company_id, approval_id, step_no, person_id),
  foreign key (company_id, approval_id) references approvals (company_id, id)
);
create index approval_assignees_by_person on approval_assignees (company_id, person_id, approval_id);
select app.protect('approval_assignees');

-- A dated grant: the delegate may take the delegator's places, and no place that the delegator may not take himself.
create table approval_delegations (
  company_id     text collate "C" not null,
  id             text collate "C" not null,
  from_member_id text collate "C" not null,
  from_person_id text collate "C" not null,
  to_member_id   text collate "C" not null,
  to_person_id   text collate "C" not null,
  starts_on      date not null,
  ends_on        date not null,
  reason         text,
  granted_by     text not null,
  version        int not null default 1,
  created_at     timestamptz not null,
  revoked_at     timestamptz,
  primary key (company_id, id),
  check (starts_on <= ends_on),
  check (from_person_id <> to_person_id)
);
create index approval_delegations_by_delegate on approval_delegations (company_id, to_person_id) where revoked_at is null;
select app.protect('approval_delegations');
