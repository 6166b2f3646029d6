-- What the network said about who can receive e-invoices there, and when it was asked.
create table participant_lookups (
  company_id     text collate "C" not null references companies (company_id),
  -- "0192:991825827".
  participant    text collate "C" not null,
  -- Names of the document types that it takes; none when it is not registered.
  document_types text[] not null,
  answer         text not null,
  looked_up_at   timestamptz not null,
  primary key (company_id, participant)
);
select app.isolate('participant_lookups');
grant select, insert, update on participant_lookups to bilag_app;
