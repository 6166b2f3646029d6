import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  login_failed: { status: 401, title: 'E-mail or password is wrong' },
  email_taken: { status: 409, title: 'A person with this e-mail exists already' },
  email_invalid: { status: 422, title: 'The e-mail address cannot be used' },
  password_weak: { status: 422, title: 'The password is too weak' },
  csrf_invalid: { status: 403, title: 'The form is too old or not ours' },
  api_key_scope_exceeded: { status: 403, title: 'A key cannot hold a scope that its maker lacks' },
  api_key_revoked: { status: 409, title: 'The key is revoked already' },
})
