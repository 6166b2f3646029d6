-- A policy governs kinds of subjects for the whole company, or stands by until a supplier names it.
create table approval_policies (
  company_id text collate "C" not null,
  id         text collate "C" not null,
  name       text not null,
  status     text not null default 'active' check (status in ('active', 'archived')),
  version    int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id)
);
select app.protect('approval_policies');

-- One policy a kind: by construction there is never a question which policy a subject goes by.
create table approval_policy_kinds (
  company_id text collate "C" not null,
  kind       text collate "C" not null,
  policy_id  text collate "C" not null,
  constraint approval_policy_kinds_kind_key primary key (company_id, kind),
  foreign key (company_id, policy_id) references approval_policies (company_id, id)
);
select app.protect('approval_policy_kinds');

-- Versions are final: a document in flight keeps the one it began with, and going back is a new version.
create table approval_policy_versions (
  company_id     text collate "C" not null,
  policy_id      text collate "C" not null,
  version        int not null check (version > 0),
  effective_from date not null,
  rules          jsonb not null,
  restores       int,
  created_by     text not null,
  created_at     timestamptz not null,
  constraint approval_policy_versions_key primary key (company_id, policy_id, version),
  foreign key (company_id, policy_id) references approval_policies (company_id, id)
);
select app.protect_append_only('approval_policy_versions');
