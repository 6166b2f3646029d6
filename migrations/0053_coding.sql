-- Where the coding of a line comes from, as it was proposed: source, rule or receipts, measured precision, when.
alter table receipt_lines add column provenance jsonb;
alter table receipt_lines drop constraint receipt_lines_coded_by_check;
alter table receipt_lines add constraint receipt_lines_coded_by_check
  check (coded_by in ('document', 'rule', 'supplier', 'history', 'person'));

-- Rules by which lines are coded, asked in the order of their positions. What a rule says is kept by version.
create table coding_rules (
  company_id     text collate "C" not null references companies (company_id),
  id             text collate "C" not null,
  name           text not null check (length(name) between 1 and 200),
  status         text not null default 'active' check (status in ('active', 'archived')),
  conditions     jsonb not null,
  coding         jsonb not null,
  position       int not null check (position > 0),
  version        int not null default 1,
  -- The version in which it began to say what it says now: older outcomes tell nothing about it.
  saying_since   int not null default 1,
  created_by     text not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  primary key (company_id, id)
);
select app.protect('coding_rules');

create table coding_rule_versions (
  company_id text collate "C" not null,
  rule_id    text collate "C" not null,
  version    int not null,
  name       text not null,
  status     text not null,
  conditions jsonb not null,
  coding     jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (company_id, rule_id, version),
  foreign key (company_id, rule_id) references coding_rules (company_id, id)
);
select app.protect_append_only('coding_rule_versions');

-- Every order in which the rules were ever asked.
create table coding_rule_orders (
  company_id text collate "C" not null references companies (company_id),
  version    int not null check (version > 0),
  rule_ids   text[] not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (company_id, version)
);
select app.protect_append_only('coding_rule_orders');

-- What a person left unchanged or corrected: the memory by which lines are coded, and the measure of every source.
-- is_right is null where nothing had been proposed.
create table coding_outcomes (
  company_id   text collate "C" not null,
  receipt_id   text collate "C" not null,
  position     int not null,
  party_id     text collate "C",
  source       text check (source in ('document', 'rule', 'supplier', 'history')),
  rule_id      text collate "C",
  rule_version int,
  item_key     text,
  text_key     text,
  vat_key      text,
  account      text not null,
  vat_code     text,
  dimensions   jsonb not null,
  proposed     jsonb,
  is_right     boolean,
  decided_at   timestamptz not null,
  decided_by   text not null,
  primary key (company_id, receipt_id, position),
  foreign key (company_id, receipt_id) references receipts (company_id, id),
  check ((source is null) = (is_right is null)),
  check ((source is null) = (proposed is null)),
  check (rule_id is null or source = 'rule')
);
create index coding_outcomes_by_party on coding_outcomes (company_id, party_id, decided_at desc);
create index coding_outcomes_by_source on coding_outcomes (company_id, source, decided_at desc) where source is not null;
create index coding_outcomes_by_rule on coding_outcomes (company_id, rule_id, decided_at desc) where rule_id is not null;
select app.protect('coding_outcomes');

-- What was booked before is remembered; how it had been proposed is not known.
insert into coding_outcomes (company_id, receipt_id, position, party_id, text_key, account, vat_code, dimensions,
  decided_at, decided_by)
select r.company_id, r.id, l.position, r.party_id, null, l.account, l.vat_code, l.dimensions, r.updated_at, 'books'
from receipts r join receipt_lines l on l.company_id = r.company_id and l.receipt_id = r.id
where r.status in ('approved', 'posted') and l.role = 'line' and l.account is not null;
