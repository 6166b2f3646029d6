import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  legal_hold_target_unknown: { status: 422, title: 'There is nothing to hold' },
  legal_hold_released: { status: 409, title: 'The legal hold is released already' },
  retention_too_short: { status: 422, title: 'The law has it kept longer' },
  retention_rule_missing: { status: 422, title: 'How long the law has it kept is not known' },
})
