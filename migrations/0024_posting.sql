-- What posting reads and locks for a whole batch of drafts. The functions run as the role of the books, so that every
-- row is one index look-up; they answer only for companies of the transaction, which is what row level security says.

-- Where each entry would land, in the order asked. The heads of the series are locked until commit, in the order of
-- their keys, so that no two postings wait for each other: it is what makes numbers gapless.
create function app.lock_landings(companies text[], journal_codes text[], months date[])
returns table (place bigint, base_currency text, series_id text, series text, fiscal_year text, status text,
  open_from date, last_number integer, last_hash text)
language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
declare
  allowed constant text[] := app.companies();
begin
  perform from series_heads h
    where (h.company_id, h.series_id, h.fiscal_year) in (
      select w.company_id, j.series_id, p.fiscal_year
        from unnest(companies, journal_codes, months) as w(company_id, journal, month)
        join journals j on j.company_id = w.company_id and j.code = w.journal
        join periods p on p.company_id = w.company_id and p.month = w.month
       where w.company_id = any (allowed))
    order by h.company_id, h.series_id, h.fiscal_year
    for no key update;
  -- A second statement, so that it sees what the transactions that held the locks have committed.
  return query
    select w.place, b.base_currency, j.series_id, s.code, p.fiscal_year, p.status,
           case when p.status <> 'open' then (select min(o.month) from periods o
             where o.company_id = w.company_id and o.status = 'open' and o.month > w.month) end,
           h.last_number, encode(h.last_hash, 'hex')
      from unnest(companies, journal_codes, months) with ordinality as w(company_id, journal, month, place)
      left join books b on b.company_id = w.company_id and w.company_id = any (allowed)
      left join journals j on j.company_id = b.company_id and j.code = w.journal
      left join series s on s.company_id = j.company_id and s.id = j.series_id
      left join periods p on p.company_id = b.company_id and p.month = w.month
      left join series_heads h on h.company_id = j.company_id and h.series_id = j.series_id and h.fiscal_year = p.fiscal_year
     order by w.place;
end
$$;

-- Accounts among those asked for that are not in the chart or not in use, as "company number".
create function app.unusable_accounts(companies text[], numbers text[]) returns setof text
language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
declare
  allowed constant text[] := app.companies();
begin
  return query
    select w.company_id || ' ' || w.number
      from unnest(companies, numbers) as w(company_id, number)
      left join accounts a on a.company_id = w.company_id and a.number = w.number and w.company_id = any (allowed)
     where a.is_active is distinct from true;
end
$$;

select app.open_to_books('books', 'select');
select app.open_to_books('journals', 'select');
select app.open_to_books('series', 'select');
alter function app.lock_landings(text[], text[], date[]) owner to bilag_books;
alter function app.unusable_accounts(text[], text[]) owner to bilag_books;
revoke execute on function app.lock_landings(text[], text[], date[]), app.unusable_accounts(text[], text[]) from public;
grant execute on function app.lock_landings(text[], text[], date[]), app.unusable_accounts(text[], text[]) to bilag_app;
revoke update on series_heads from bilag_app;
