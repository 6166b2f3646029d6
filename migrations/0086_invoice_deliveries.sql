-- How a customer wants its invoices: they are sent when they are issued. Null = nobody sends them by itself.
alter table parties add column invoice_channel text check (invoice_channel in ('email', 'network'));

-- An invoice on its way to the customer. What was sent is kept byte for byte; what was answered stands in
-- invoice_delivery_answers.
create table invoice_deliveries (
  company_id      text collate "C" not null references companies (company_id),
  id              text collate "C" not null,
  invoice_id      text collate "C" not null,
  channel         text not null check (channel in ('email', 'network')),
  -- Mail address, or participant "0192:991825827"; null where none is known, which fails the delivery.
  recipient       text,
  language        text not null check (language in ('nb', 'en')),
  status          text not null check (status in ('planned', 'sent', 'delivered', 'failed')),
  -- Exactly what was handed over: the mail, or the e-invoice.
  document_id     text collate "C",
  -- The network's name of the transmission.
  transmission_id text,
  -- The delivery by another channel that this one stands in for.
  replaces_id     text collate "C",
  attempts        int not null default 0,
  next_at         timestamptz not null,
  claimed_until   timestamptz,
  -- Set before bytes leave, cleared with the answer: a claim that finds it set follows a process that died in between.
  is_handed_over  boolean not null default false,
  code            text,
  detail          text,
  version         int not null default 1,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  sent_at         timestamptz,
  delivered_at    timestamptz,
  primary key (company_id, id),
  foreign key (company_id, invoice_id) references invoices (company_id, id),
  foreign key (company_id, document_id) references documents (company_id, id),
  foreign key (company_id, replaces_id) references invoice_deliveries (company_id, id),
  check ((status = 'failed') = (code is not null)),
  check (status = 'failed' or recipient is not null),
  check (status not in ('sent', 'delivered') or (document_id is not null and sent_at is not null))
);
create index invoice_deliveries_by_invoice on invoice_deliveries (company_id, invoice_id, id);
create index invoice_deliveries_due on invoice_deliveries (next_at) where status in ('planned', 'sent');
select app.isolate('invoice_deliveries');
grant select, insert, update on invoice_deliveries to bilag_app;
create policy worker on invoice_deliveries for select to bilag_worker using (true);
grant select on invoice_deliveries to bilag_worker;

-- What mail servers and access points answered, as they said it.
create table invoice_delivery_answers (
  company_id  text collate "C" not null,
  delivery_id text collate "C" not null,
  number      int not null check (number > 0),
  outcome     text not null check (outcome in ('accepted', 'deferred', 'refused', 'unknown', 'delivered')),
  answer      text not null,
  answered_at timestamptz not null,
  primary key (company_id, delivery_id, number),
  foreign key (company_id, delivery_id) references invoice_deliveries (company_id, id)
);
select app.protect_append_only('invoice_delivery_answers');
