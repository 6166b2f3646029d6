-- A batch writes rows of up to a hundred companies. The check that each row belongs to a company of the transaction went
-- through the list of companies for every row; as a look-up it is made once a statement and costs the same for one
-- company as for a hundred. What a transaction may write is what it was; what it may see is untouched.
do $$
declare
  written regclass;
begin
  foreach written in array array['journal_entries', 'journal_lines', 'open_items', 'allocations', 'audit_log', 'outbox',
    'idempotency_keys']::regclass[] loop
    execute format('alter policy tenant on %s with check (company_id in (select unnest(app.companies())))', written);
  end loop;
end
$$;
