import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  approval_pending: { status: 409, title: 'An approval of this subject is pending already' },
  approval_closed: { status: 409, title: 'The approval is decided already' },
  approval_changed: { status: 409, title: 'The content has changed since you saw it' },
  approval_self: { status: 403, title: 'Who entered it cannot approve it' },
  approval_person_required: { status: 403, title: 'A person must decide' },
  approval_not_assigned: { status: 403, title: 'You are not asked to decide this' },
  approval_signed_already: { status: 409, title: 'You are counted already' },
  approval_note_missing: { status: 422, title: 'A rejection needs a reason' },
  approval_forward_invalid: { status: 422, title: 'It cannot be forwarded to this member' },
  policy_invalid: { status: 422, title: 'The policy breaks a rule' },
  policy_kind_governed: { status: 409, title: 'Another policy governs this kind' },
  policy_archived: { status: 409, title: 'The policy is archived' },
  policy_version_unknown: { status: 422, title: 'The policy has no such version' },
  delegation_invalid: { status: 422, title: 'The delegation is not possible' },
  delegation_revoked: { status: 409, title: 'The delegation is revoked already' },
})
