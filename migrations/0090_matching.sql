-- The form in which references and document numbers are compared: letters and digits, upper case, no leading zeros.
-- src/matching/keys.ts has the same rule.
create function app.reference_key(written text) returns text
language sql immutable parallel safe
as $$ select ltrim(upper(regexp_replace(written, '[^0-9A-Za-z]', '', 'g')), '0') $$;

-- Ways from a bank transaction to what it may pay: by reference, by number, by the very amount, by the other side.
create index open_items_reference_key on open_items (company_id, app.reference_key(payment_reference))
  where payment_reference is not null;
create index open_items_number_key on open_items (company_id, app.reference_key(document_number))
  where document_number is not null;
create index open_items_amount on open_items (company_id, currency, remaining_minor) where remaining_minor <> 0;
create index party_accounts_by_key on party_accounts (company_id, account_key);

-- A confirmed link between a bank transaction and what it paid. Never deleted: undoing marks it and reverses its entry.
create table matches (
  company_id          text collate "C" not null,
  id                  text collate "C" not null,
  bank_transaction_id text collate "C" not null,
  method              text not null,
  confidence          smallint not null check (confidence between 0 and 100),
  evidence            jsonb not null,
  journal_entry_id    text collate "C" not null,
  status              text not null default 'active' check (status in ('active', 'undone')),
  version             int not null default 1,
  created_by          text not null,
  created_at          timestamptz not null,
  undone_by           text,
  undone_at           timestamptz,
  reversal_entry_id   text collate "C",
  primary key (company_id, id),
  foreign key (company_id, bank_transaction_id) references bank_transactions (company_id, id),
  check ((status = 'undone') = (undone_at is not null))
);
create unique index matches_one_active on matches (company_id, bank_transaction_id) where status = 'active';
select app.isolate('matches');
grant select, insert, update (status, version, undone_by, undone_at, reversal_entry_id) on matches to bilag_app;

create table match_allocations (
  company_id   text collate "C" not null,
  match_id     text collate "C" not null,
  position     int not null,
  open_item_id text collate "C" not null,
  -- Positive, currency of the item.
  amount_minor bigint not null check (amount_minor > 0),
  currency     text not null,
  primary key (company_id, match_id, position),
  foreign key (company_id, match_id) references matches (company_id, id)
);
create index match_allocations_by_item on match_allocations (company_id, open_item_id);
select app.protect_append_only('match_allocations');

-- What the match desk thought of a transaction when it last looked: the best first, each with what speaks for it and
-- why it was not chosen.
create table match_candidates (
  company_id          text collate "C" not null,
  bank_transaction_id text collate "C" not null,
  position            smallint not null,
  method              text not null,
  confidence          smallint not null,
  allocations         jsonb not null,
  evidence            jsonb not null,
  why_not             jsonb not null,
  judged_at           timestamptz not null,
  primary key (company_id, bank_transaction_id, position),
  foreign key (company_id, bank_transaction_id) references bank_transactions (company_id, id)
);
select app.protect('match_candidates');

-- What a person took apart stays apart: the pair is never matched or proposed by itself again.
create table match_dismissals (
  company_id          text collate "C" not null,
  bank_transaction_id text collate "C" not null,
  open_item_id        text collate "C" not null,
  dismissed_by        text not null,
  dismissed_at        timestamptz not null,
  primary key (company_id, bank_transaction_id, open_item_id)
);
select app.isolate('match_dismissals');
grant select, insert on match_dismissals to bilag_app;
