-- A line in the books is coded with values that its company has. Values are never deleted, so what exists once goes on
-- existing; whether one is open is judged when the entry is made. A reversal mirrors whatever it reverses, also lines
-- that are older than this check. Lines without dimensions cost one look through the statement's own rows.
create function app.prove_dimensions() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
declare
  missing record;
begin
  if not exists (select from new_lines where dimensions is not null) then
    return null;
  end if;
  select c.dimension, c.value, d.id is null as is_foreign into missing
    from (select distinct n.company_id, p.key as dimension, p.value
            from new_lines n
            join journal_entries e on e.company_id = n.company_id and e.id = n.entry_id and e.reverses is null
           cross join lateral jsonb_each_text(n.dimensions) p
           where n.dimensions is not null) c
    left join dimensions d on d.company_id = c.company_id and d.code = c.dimension
    left join dimension_values v on v.company_id = c.company_id and v.dimension_id = d.id and v.code = c.value
   where v.id is null
   limit 1;
  if found then
    perform app.refuse_books(case when missing.is_foreign then 'dimension_unknown' else 'dimension_value_unknown' end,
      format('The dimension %s has no value %s.', missing.dimension, missing.value));
  end if;
  return null;
end
$$;
select app.open_to_books('dimensions', 'select');
select app.open_to_books('dimension_values', 'select');
alter function app.prove_dimensions() owner to bilag_books;
create trigger prove_dimensions after insert on journal_lines referencing new table as new_lines
  for each statement execute function app.prove_dimensions();
