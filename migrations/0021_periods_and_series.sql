create table fiscal_years (
  company_id text collate "C" not null,
  -- The year's name: 2026, or 2026-27 where it does not begin in January.
  id text collate "C" not null,
  starts_on date not null check (extract(day from starts_on) = 1),
  ends_on date not null,
  created_at timestamptz not null,
  primary key (company_id, id),
  constraint fiscal_years_start unique (company_id, starts_on),
  check (ends_on > starts_on)
);
select app.isolate('fiscal_years');
grant select, insert on fiscal_years to bilag_app;

-- An accounting month. The month is the key, so periods cannot overlap.
create table periods (
  company_id text collate "C" not null,
  month date not null check (extract(day from month) = 1),
  fiscal_year text collate "C" not null,
  status text not null default 'open' check (status in ('open', 'closed', 'locked')),
  -- Who moved it last, and why.
  changed_by text,
  reason text,
  version integer not null default 1,
  updated_at timestamptz not null,
  primary key (company_id, month),
  foreign key (company_id, fiscal_year) references fiscal_years (company_id, id)
);
select app.isolate('periods');
grant select, insert on periods to bilag_app;
grant update (status, changed_by, reason, version, updated_at) on periods to bilag_app;
-- The update is for the row lock that keeps a period from being closed under a posting.
select app.open_to_books('periods', 'select, update');

create function app.keep_locked() returns trigger language plpgsql as $$
begin
  if old.status = 'locked' and new.status <> 'locked' then
    perform app.refuse_books('period_locked',
      format('Period %s is locked for good; correct in a later period.', to_char(old.month, 'YYYY-MM')));
  end if;
  return new;
end
$$;
create trigger locked_is_final before update of status on periods for each row execute function app.keep_locked();

create table series (
  company_id text collate "C" not null,
  id text collate "C" not null,
  code text collate "C" not null check (code ~ '^[a-zA-Z][0-9a-zA-Z-]{0,19}$'),
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null,
  primary key (company_id, id),
  constraint series_code unique (company_id, code)
);
select app.isolate('series');
grant select, insert on series to bilag_app;
grant update (name) on series to bilag_app;

-- A book that entries belong to; it names the series that they number in.
create table journals (
  company_id text collate "C" not null,
  code text collate "C" not null check (code ~ '^[a-zA-Z][0-9a-zA-Z-]{0,19}$'),
  name text not null check (length(name) between 1 and 200),
  series_id text collate "C" not null,
  created_at timestamptz not null,
  primary key (company_id, code),
  foreign key (company_id, series_id) references series (company_id, id)
);
select app.isolate('journals');
grant select, insert on journals to bilag_app;
grant update (name) on journals to bilag_app;

-- The last number and hash of a series in a fiscal year. Posting locks this row: that is what makes numbers gapless.
create table series_heads (
  company_id text collate "C" not null,
  series_id text collate "C" not null,
  fiscal_year text collate "C" not null,
  last_number integer not null default 0,
  last_hash bytea not null check (octet_length(last_hash) = 32),
  primary key (company_id, series_id, fiscal_year),
  foreign key (company_id, series_id) references series (company_id, id),
  foreign key (company_id, fiscal_year) references fiscal_years (company_id, id)
) with (fillfactor = 50);
select app.isolate('series_heads');
grant select, insert on series_heads to bilag_app;
-- The update is for the row lock; the head itself is moved by the trigger that proves the entries.
grant update (last_number) on series_heads to bilag_app;
select app.open_to_books('series_heads', 'select, update');
create trigger moved_by_postings before update on series_heads for each statement
  when (current_user <> 'bilag_books') execute function app.refuse('the head of a series is moved by postings alone');

-- What the first entry of a series in a year is chained to.
create function app.chain_start(company_id text, series_id text, fiscal_year text) returns bytea
language sql immutable parallel safe
as $$ select sha256(convert_to('bilag-1 ' || company_id || ' ' || series_id || ' ' || fiscal_year, 'UTF8')) $$;
