-- Suppliers and customers. A number identifies a party within its country; without a country it does so alone.
create table parties (
  company_id          text collate "C" not null,
  id                  text collate "C" not null,
  kind                text not null check (kind in ('supplier', 'customer', 'both')),
  status              text not null default 'active' check (status in ('active', 'archived')),
  name                text not null,
  country             text check (country ~ '^[A-Z]{2}$'),
  organisation_number text collate "C",
  vat_number          text collate "C",
  endpoint            text collate "C",
  email               text,
  currency            text check (currency ~ '^[A-Z]{3}$'),
  payment_terms_days  int check (payment_terms_days between 0 and 365),
  default_account     text,
  default_vat_code    text,
  default_dimensions  jsonb not null default '{}',
  approval_policy_id  text collate "C",
  approver_id         text collate "C",
  auto_post           boolean not null default false,
  version             int not null default 1,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  primary key (company_id, id)
);
create unique index parties_organisation_number_key on parties (company_id, organisation_number, coalesce(country, ''));
create index parties_by_endpoint on parties (company_id, endpoint) where endpoint is not null;
create index parties_by_vat_number on parties (company_id, vat_number) where vat_number is not null;
create index parties_by_update on parties (company_id, updated_at, id);
select app.protect('parties');

-- Every name that a party was seen under; name_key is the form that names are compared in.
create table party_names (
  company_id    text collate "C" not null,
  party_id      text collate "C" not null,
  name_key      text collate "C" not null,
  name          text not null,
  first_seen_at timestamptz not null,
  seen_in       jsonb,
  primary key (company_id, party_id, name_key),
  foreign key (company_id, party_id) references parties (company_id, id)
);
create index party_names_by_key on party_names (company_id, name_key);
select app.protect_append_only('party_names');

-- Accounts that a party was seen with. An account that came later than the first is held until a person releases it.
create table party_accounts (
  company_id    text collate "C" not null,
  id            text collate "C" not null,
  party_id      text collate "C" not null,
  account_key   text collate "C" not null,
  account       text not null,
  bic           text,
  status        text not null check (status in ('usable', 'held', 'refused')),
  first_seen_at timestamptz not null,
  first_seen_by text not null,
  seen_in       jsonb,
  primary key (company_id, id),
  foreign key (company_id, party_id) references parties (company_id, id),
  constraint party_accounts_account_key unique (company_id, party_id, account_key)
);
select app.protect('party_accounts');

-- Changes that stop payment (never booking) until somebody who did not make them has looked.
create table party_holds (
  company_id  text collate "C" not null,
  id          text collate "C" not null,
  party_id    text collate "C" not null,
  reason      text not null check (reason in ('bankAccountChanged', 'vatNumberChanged')),
  account_id  text collate "C",
  was         text,
  becomes     text not null,
  opened_at   timestamptz not null,
  opened_by   text not null,
  opened_by_key text not null,
  seen_in     jsonb,
  released_at timestamptz,
  released_by text,
  outcome     text check (outcome in ('released', 'refused')),
  note        text,
  primary key (company_id, id),
  foreign key (company_id, party_id) references parties (company_id, id),
  check ((released_at is null) = (outcome is null))
);
create index party_holds_open on party_holds (company_id, party_id) where released_at is null;
select app.protect('party_holds');
