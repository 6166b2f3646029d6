import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  party_exists: { status: 409, title: 'The party exists already' },
  party_name_missing: { status: 422, title: 'The party has no name' },
  bank_account_invalid: { status: 422, title: 'The bank account number is not valid' },
  hold_closed: { status: 409, title: 'The hold is closed already' },
  hold_self: { status: 403, title: 'Somebody else must judge this change' },
})
