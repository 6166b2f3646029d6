-- Where series stand, for a batch whose journals and periods are known already: locked until commit in the order of
-- their keys, as app.lock_landings does. The lock waits for others and then gives the row as they left it.
create function app.lock_heads(companies text[], series_ids text[], fiscal_years text[])
returns table (company_id text, series_id text, fiscal_year text, last_number integer, last_hash text)
language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
declare
  allowed constant text[] := app.companies();
begin
  return query
    select h.company_id, h.series_id, h.fiscal_year, h.last_number, encode(h.last_hash, 'hex')
      from unnest(companies, series_ids, fiscal_years) as w(company_id, series_id, fiscal_year)
      join series_heads h
        on h.company_id = w.company_id and h.series_id = w.series_id and h.fiscal_year = w.fiscal_year
     where w.company_id = any (allowed)
     order by h.company_id, h.series_id, h.fiscal_year
       for no key update of h;
end
$$;
alter function app.lock_heads(text[], text[], text[]) owner to bilag_books;
revoke execute on function app.lock_heads(text[], text[], text[]) from public;
grant execute on function app.lock_heads(text[], text[], text[]) to bilag_app;
