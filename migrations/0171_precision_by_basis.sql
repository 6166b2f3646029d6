-- How sure history is depends on what of the past it rests on: the same text of a supplier is right nearly always, what
-- the supplier's lines mostly were is a guess. They were measured together, so that neither was known. '' = rests on
-- nothing of the past, and history from before this was kept.
alter table coding_outcomes add column basis text not null default ''
  check (basis in ('', 'correction', 'item', 'text', 'similarText', 'supplier') and (basis = '' or source = 'history'));
drop index coding_outcomes_by_source;
create index coding_outcomes_by_source on coding_outcomes (company_id, source, basis, decided_at desc) where source is not null;
