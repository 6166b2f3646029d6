-- Role of the triggers that prove the books. They run as it, not as the application: it sees the tables of the ledger
-- without row level security (so a proof is an index lookup, not a walk over all rows of the tenants in a batch), and
-- it alone writes balances, heads of series and what is left of open items, which the application can only read.
do $$
begin
  begin
    if not exists (select from pg_roles where rolname = 'bilag_books') then
      create role bilag_books nologin;
    end if;
  exception when duplicate_object or unique_violation then
    null;
  end;
  if not pg_has_role(current_user, 'bilag_books', 'member') then
    execute format('grant bilag_books to %I', current_user);
  end if;
end
$$;
grant usage on schema public to bilag_books;
grant usage, create on schema app to bilag_books;

create function app.open_to_books(target regclass, privileges text) returns void
language plpgsql
as $$
begin
  execute format('create policy books on %s to bilag_books using (true) with check (true)', target);
  execute format('grant %s on %s to bilag_books', privileges, target);
end
$$;
revoke execute on function app.open_to_books(regclass, text) from public;

-- Raises a rule of the books: the code of the problem and the sentence that the caller reads.
create function app.refuse_books(code text, message text) returns void language plpgsql as $$
begin
  raise exception using errcode = 'BK001', constraint = code, message = message;
end
$$;

-- What a company keeps its books in. One row a company, written when the books are opened.
create table books (
  company_id text collate "C" primary key,
  base_currency text not null check (base_currency ~ '^[A-Z]{3}$'),
  country text not null check (country ~ '^[A-Z]{2}$'),
  chart text not null,
  -- Month that a fiscal year begins with, 1 to 12.
  first_month smallint not null default 1 check (first_month between 1 and 12),
  opened_at timestamptz not null
);
select app.isolate('books');
grant select, insert on books to bilag_app;

create table accounts (
  company_id text collate "C" not null,
  id text collate "C" not null,
  number text collate "C" not null check (number ~ '^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$'),
  name text not null check (length(name) between 1 and 200),
  name_en text,
  type text not null check (type in ('asset', 'liability', 'equity', 'income', 'expense')),
  -- Account of the SAF-T standard list that this one reports to.
  standard_account text,
  vat_code text collate "C",
  -- What the system itself posts here (receivables, currencyGain, ...); each role once a company.
  role text,
  is_active boolean not null default true,
  version integer not null default 1,
  updated_at timestamptz not null,
  primary key (company_id, id),
  constraint accounts_number unique (company_id, number),
  constraint accounts_role unique (company_id, role)
);
select app.isolate('accounts');
grant select, insert, update on accounts to bilag_app;
select app.open_to_books('accounts', 'select');
-- Lines name their account by its number, so a number is never given to another account.
create trigger number_is_final before update of company_id, id, number on accounts
  for each statement execute function app.refuse('the number of an account is final: create another account');

create table vat_codes (
  company_id text collate "C" not null,
  code text collate "C" not null check (code ~ '^[0-9A-Za-z][0-9A-Za-z._-]{0,19}$'),
  name text not null check (length(name) between 1 and 200),
  name_en text,
  direction text not null check (direction in ('input', 'output')),
  handling text not null check (handling in ('none', 'input', 'output', 'reverseCharge')),
  deductible_ppm integer not null default 1000000 check (deductible_ppm between 0 and 1000000),
  -- VAT categories of e-invoices (UNCL 5305) that this code answers to.
  categories text[] not null default '{}',
  -- The rate class of the country's dated rates; or rates of the company's own: [{ from, ratePpm, source }].
  rate_class text,
  own_rates jsonb,
  input_account text collate "C",
  output_account text collate "C",
  standard_code text,
  -- Place in lists and in the search for a code: the more usual one first.
  position integer not null,
  is_active boolean not null default true,
  version integer not null default 1,
  updated_at timestamptz not null,
  primary key (company_id, code),
  check (handling = 'none' or rate_class is not null or own_rates is not null),
  check (handling not in ('input', 'reverseCharge') or input_account is not null),
  check (handling not in ('output', 'reverseCharge') or output_account is not null),
  foreign key (company_id, input_account) references accounts (company_id, number),
  foreign key (company_id, output_account) references accounts (company_id, number)
);
select app.isolate('vat_codes');
grant select, insert, update on vat_codes to bilag_app;
create trigger code_is_final before update of company_id, code on vat_codes
  for each statement execute function app.refuse('a VAT code keeps its name: create another code');
