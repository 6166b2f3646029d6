-- A mail that cannot be delivered comes back to an address of its own: who knows the token may report on the delivery.
alter table invoice_deliveries add column return_token text collate "C";
create unique index invoice_deliveries_return_token on invoice_deliveries (return_token) where return_token is not null;

-- The mail that said it, where a mail did; one mail is one answer.
alter table invoice_delivery_answers add column document_id text collate "C";
alter table invoice_delivery_answers
  add foreign key (company_id, document_id) references documents (company_id, id);
create unique index invoice_delivery_answers_document
  on invoice_delivery_answers (company_id, delivery_id, document_id) where document_id is not null;

-- Whose delivery a token is: asked before a tenant is known. Tokens cannot be listed by it.
create function app.find_returned_delivery(wanted text)
returns table (company_id text, delivery_id text, time_zone text)
language sql stable security definer set search_path = public, pg_temp
as $$ select d.company_id, d.id, c.time_zone
      from invoice_deliveries d join companies c on c.company_id = d.company_id
      where d.return_token = wanted $$;
revoke execute on function app.find_returned_delivery(text) from public;
grant execute on function app.find_returned_delivery(text) to bilag_app;
