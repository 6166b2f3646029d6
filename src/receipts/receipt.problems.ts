import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  receipt_duplicate: { status: 409, title: 'The company has this receipt already' },
  receipt_duplicate_unknown: { status: 422, title: 'The receipt does not look like the other' },
  receipt_unreadable: { status: 409, title: 'The receipt has nothing to read' },
  receipt_incomplete: { status: 422, title: 'The receipt lacks what it needs' },
  receipt_posted: { status: 409, title: 'The receipt is posted' },
  receipt_changed: { status: 409, title: 'The receipt has changed since it was put up for approval' },
  receipt_unbalanced: { status: 422, title: 'The lines do not add up to the amount to pay' },
  receipt_fact_declared: { status: 409, title: 'The document says otherwise' },
  receipt_line_unknown: { status: 422, title: 'The receipt has no such line' },
  receipt_split_unbalanced: { status: 422, title: 'The parts do not add up to the line' },
  coding_rule_invalid: { status: 422, title: 'The coding rule breaks a rule itself' },
  coding_rule_archived: { status: 409, title: 'The coding rule is archived' },
  coding_rules_full: { status: 422, title: 'The company has as many coding rules as it may' },
  coding_rule_order_incomplete: { status: 422, title: 'The order does not name every rule once' },
})
