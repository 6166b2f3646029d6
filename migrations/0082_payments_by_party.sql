-- A payment is compared with those that were ordered before, so that an invoice that came in twice is not paid twice.
create index payments_by_party on payments (company_id, party_id, amount_minor);
