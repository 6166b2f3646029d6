-- Since when a party is known under a number or address, from what and by whom: the dossier.
create table party_facts (
  company_id    text collate "C" not null,
  party_id      text collate "C" not null,
  fact          text not null check (fact in ('country', 'organisationNumber', 'vatNumber', 'endpoint', 'email')),
  value         text not null,
  first_seen_at timestamptz not null,
  first_seen_by text not null,
  seen_in       jsonb,
  primary key (company_id, party_id, fact, value),
  foreign key (company_id, party_id) references parties (company_id, id)
);
select app.protect_append_only('party_facts');

-- Null for names that were seen before this was written down.
alter table party_names add column first_seen_by text;
