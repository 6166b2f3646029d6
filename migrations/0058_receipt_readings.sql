-- What was read from the PDF or picture of a receipt: { status, problem, readAt, pages, fields }, each field with its
-- value, confidence and place. Null for receipts that nobody has to read.
alter table receipts add column reading jsonb;
