-- How long documents are kept, what keeps them longer, and what was deleted.

-- A document's row is final, but for whether its content is there: that may be deleted by its class when its time has
-- passed, and come back when somebody sends the same bytes again.
alter table documents add column content_deleted_at timestamptz;
create function app.document_is_final() returns trigger
language plpgsql
as $$
begin
  if to_jsonb(new) - 'content_deleted_at' = to_jsonb(old) - 'content_deleted_at' then
    return new;
  end if;
  raise exception using errcode = 'restrict_violation', message = 'rows of documents are final', table = 'documents', schema = 'public';
end
$$;
drop trigger append_only on documents;
create trigger append_only before delete or truncate on documents for each statement execute function app.refuse();
create trigger final_but_for_content before update on documents for each row execute function app.document_is_final();
grant update (content_deleted_at) on documents to bilag_app;
create index documents_kept on documents (company_id, received_at, id) where content_deleted_at is null;

-- Files that were removed from the store, of whichever company. Whoever names a file anew and whoever removes it lock its
-- hash, so that none is removed while a row that names it is being written.
create table file_removals (
  sha256     text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  removed_at timestamptz not null
);
grant select on file_removals to bilag_app;
grant select, insert, update on file_removals to bilag_worker;
create function app.lock_named_file() returns trigger
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('file ' || new.sha256, 23));
  return new;
end
$$;
create trigger lock_named_file before insert or update on documents for each row execute function app.lock_named_file();

-- Whether any company still names the bytes. Run as the owner, because the worker sees no company's documents.
create function app.file_is_named(wanted text) returns boolean
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select exists (select from documents where sha256 = wanted and content_deleted_at is null)
    or exists (select from bank_statements where file_sha256 = wanted)
    or exists (select from payment_orders where file_sha256 = wanted)
$$;
revoke execute on function app.file_is_named(text) from public;
grant execute on function app.file_is_named(text) to bilag_worker;
create index documents_by_content on documents (sha256);
create index bank_statements_by_file on bank_statements (file_sha256);

-- The companies that have documents from before an instant.
create function app.companies_with_old_documents(before timestamptz) returns table (company_id text, time_zone text)
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select c.company_id, c.time_zone from companies c
  where exists (select from documents d where d.company_id = c.company_id and d.received_at < before and d.content_deleted_at is null)
$$;
revoke execute on function app.companies_with_old_documents(timestamptz) from public;
grant execute on function app.companies_with_old_documents(timestamptz) to bilag_worker;

create index journal_entries_document on journal_entries (company_id, document_id) where document_id is not null;

-- Longer than the law asks, by class; the latest of a class counts.
create table retention_terms (
  company_id text collate "C" not null,
  id         text collate "C" not null,
  class      text not null check (class in ('primary', 'secondary')),
  months     int not null check (months between 1 and 1200),
  reason     text not null,
  set_by     text not null,
  set_at     timestamptz not null,
  primary key (company_id, id)
);
select app.protect_append_only('retention_terms');

create table legal_holds (
  company_id     text collate "C" not null,
  id             text collate "C" not null,
  target_kind    text not null check (target_kind in ('document', 'party', 'fiscalYear')),
  target_id      text collate "C" not null,
  reason         text not null,
  until_on       date,
  placed_by      text not null,
  placed_at      timestamptz not null,
  released_at    timestamptz,
  released_by    text,
  release_reason text,
  version        int not null default 1,
  primary key (company_id, id),
  check ((released_at is null) = (released_by is null)),
  check ((released_at is null) = (release_reason is null))
);
create index legal_holds_in_force on legal_holds (company_id, target_kind, target_id) where released_at is null;
select app.isolate('legal_holds');
grant select, insert, update (released_at, released_by, release_reason, version) on legal_holds to bilag_app;

-- What the daily job found to be past its time. A deletion looks again.
create table retention_proposals (
  company_id  text collate "C" not null,
  document_id text collate "C" not null,
  class       text not null check (class in ('primary', 'secondary')),
  kept_until  date not null,
  proposed_at timestamptz not null,
  primary key (company_id, document_id),
  foreign key (company_id, document_id) references documents (company_id, id)
);
select app.protect('retention_proposals');

create table document_deletions (
  company_id     text collate "C" not null,
  id             text collate "C" not null,
  document_id    text collate "C" not null,
  sha256         text not null,
  name           text not null,
  size           int not null,
  class          text not null check (class in ('primary', 'secondary')),
  kept_until     date not null,
  reason         text not null,
  deleted_by     text not null,
  deleted_by_key text not null,
  deleted_at     timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, document_id) references documents (company_id, id)
);
select app.protect_append_only('document_deletions');
