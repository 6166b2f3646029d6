-- The proofs of a posting look rows up by their primary keys. A plan that is kept was made when the tables had a page
-- each, where any index of the company costs the same: until statistics were gathered it went on to read every line of
-- the company, and posting grew slower with each entry (from 150 to 500 microseconds within 40,000 entries). EXECUTE
-- plans with the tables as large as they are; for a whole batch that takes less than a millisecond. What is proved is
-- what 0022 and 0023 say.

create or replace function app.prove_entries() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
declare
  bad record;
  free_from date;
  is_bare boolean;
begin
  perform from periods p
    where (p.company_id, p.month) in (select company_id, month from new_entries)
    order by p.company_id, p.month for share;
  select e.company_id, e.booked_on, e.month, p.status into bad
    from new_entries e left join periods p on p.company_id = e.company_id and p.month = e.month
    where p.status is distinct from 'open' or p.fiscal_year <> e.fiscal_year limit 1;
  if found then
    select min(month) into free_from from periods
      where company_id = bad.company_id and status = 'open' and month > bad.month;
    perform app.refuse_books(
      case bad.status when 'closed' then 'period_closed' when 'locked' then 'period_locked' else 'period_missing' end,
      format('The period of %s is not open%s.', bad.booked_on,
        coalesce('; the first date after it that can be booked on is ' || free_from, '')));
  end if;

  with chained as (
    select company_id, series_id, fiscal_year, number, previous_hash,
           lag(number) over one_series as number_before, lag(hash) over one_series as hash_before
      from new_entries
    window one_series as (partition by company_id, series_id, fiscal_year order by number)
  )
  select c.number into bad
    from chained c
    left join series_heads h on h.company_id = c.company_id and h.series_id = c.series_id
      and h.fiscal_year = c.fiscal_year and c.number_before is null
    where c.number is distinct from coalesce(c.number_before, h.last_number) + 1
      or c.previous_hash is distinct from coalesce(c.hash_before, h.last_hash)
    limit 1;
  if found then
    perform app.refuse_books('series_broken', format('Number %s does not follow the last one of its series.', bad.number));
  end if;

  execute $look$
    select exists (select from new_entries e
      where not exists (select from journal_lines l
        where l.company_id = e.company_id and l.entry_id = e.id and l.line_number = e.line_count))
  $look$ into is_bare;
  if is_bare then
    perform app.refuse_books('journal_entry_too_short', 'An entry and its lines are written by one statement.');
  end if;

  update series_heads h set last_number = n.number, last_hash = n.hash
    from (select distinct on (company_id, series_id, fiscal_year) company_id, series_id, fiscal_year, number, hash
            from new_entries order by company_id, series_id, fiscal_year, number desc) n
    where h.company_id = n.company_id and h.series_id = n.series_id and h.fiscal_year = n.fiscal_year;
  return null;
end
$$;

create or replace function app.prove_lines() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
declare
  found_bad record;
  reversal record;
  number_unknown text;
begin
  execute $look$
    select coalesce(bool_or(total <> 0 or (currencies = 1 and currency_total <> 0)), false) as unbalanced,
           coalesce(bool_or(line_count is distinct from lines or first_line <> 1 or last_line <> lines), false) as torn,
           coalesce(bool_or(misdated or not base_agrees), false) as contradictory,
           coalesce(bool_or(reverses is not null), false) as reversing
      from (select e.line_count, e.reverses, count(*) as currencies, sum(c.lines) as lines, sum(c.total) as total,
                   min(c.first_line) as first_line, max(c.last_line) as last_line, sum(c.currency_total) as currency_total,
                   bool_or(c.first_on <> e.booked_on or c.last_on <> e.booked_on) as misdated,
                   bool_and(c.currency <> e.base_currency or c.difference = 0) as base_agrees
              from (select company_id, entry_id, currency, count(*) as lines, sum(amount_minor) as total,
                           sum(currency_amount_minor) as currency_total,
                           sum(abs(amount_minor - currency_amount_minor)) as difference,
                           min(line_number) as first_line, max(line_number) as last_line,
                           min(booked_on) as first_on, max(booked_on) as last_on
                      from new_lines group by company_id, entry_id, currency) c
              left join journal_entries e on e.company_id = c.company_id and e.id = c.entry_id
             group by c.company_id, c.entry_id, e.line_count, e.reverses) g
  $look$ into found_bad;
  if found_bad.torn then
    perform app.refuse_books('journal_entry_final', 'An entry and its lines are written by one statement, and never added to.');
  elsif found_bad.unbalanced then
    perform app.refuse_books('journal_entry_unbalanced', 'The lines of an entry must add up to zero.');
  elsif found_bad.contradictory then
    perform app.refuse_books('journal_entry_unbalanced', 'A line contradicts the date or the base currency of its entry.');
  end if;

  select n.account into number_unknown
    from (select distinct company_id, account from new_lines) n
    left join accounts a on a.company_id = n.company_id and a.number = n.account
    where a.is_active is distinct from true limit 1;
  if found then
    perform app.refuse_books('account_unknown', format('Account %s is not in the chart, or not in use.', number_unknown));
  end if;

  if found_bad.reversing then
    for reversal in
      select e.company_id, e.id, e.reverses from journal_entries e
      where e.reverses is not null and (e.company_id, e.id) in (select company_id, entry_id from new_lines)
    loop
      if exists (
        (select line_number, account, currency, -amount_minor, -currency_amount_minor from journal_lines
          where company_id = reversal.company_id and entry_id = reversal.reverses)
        except
        (select line_number, account, currency, amount_minor, currency_amount_minor from journal_lines
          where company_id = reversal.company_id and entry_id = reversal.id))
        or (select count(*) from journal_lines where company_id = reversal.company_id and entry_id = reversal.reverses)
           <> (select count(*) from journal_lines where company_id = reversal.company_id and entry_id = reversal.id)
      then
        perform app.refuse_books('reversal_differs', 'A reversal mirrors the entry that it reverses, line by line.');
      end if;
    end loop;
  end if;

  insert into account_balances as b (company_id, account, month, currency, debit_minor, credit_minor, currency_amount_minor)
    select company_id, account, date_trunc('month', booked_on::timestamp)::date, currency,
           coalesce(sum(amount_minor) filter (where amount_minor > 0), 0),
           coalesce(-sum(amount_minor) filter (where amount_minor < 0), 0),
           sum(currency_amount_minor)
      from new_lines group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (company_id, account, month, currency) do update
      set debit_minor = b.debit_minor + excluded.debit_minor,
          credit_minor = b.credit_minor + excluded.credit_minor,
          currency_amount_minor = b.currency_amount_minor + excluded.currency_amount_minor;
  return null;
end
$$;

create or replace function app.prove_open_items() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
declare
  differs boolean;
begin
  if not exists (select from new_items) then
    return null;
  end if;
  execute $look$
    select exists (select from new_items i
      left join journal_lines l
        on l.company_id = i.company_id and l.entry_id = i.entry_id and l.line_number = i.line_number
      where l.account is distinct from i.account or l.currency is distinct from i.currency
        or l.currency_amount_minor is distinct from i.amount_minor
        or l.amount_minor is distinct from i.base_amount_minor
        or i.remaining_minor <> i.amount_minor or i.remaining_base_minor <> i.base_amount_minor)
  $look$ into differs;
  if differs then
    perform app.refuse_books('open_item_differs', 'An open item has the amount, the currency and the account of its line.');
  end if;
  return null;
end
$$;
