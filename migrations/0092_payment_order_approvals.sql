-- Payment orders are approved in the approvals of the company, by the policy of their kind.
alter table payment_orders add column approval_id text collate "C";
grant update (approval_id) on payment_orders to bilag_app;
