import type { Role } from '#src/platform/actor.ts'
import { ALL_SCOPES, type Scope } from '#src/platform/scopes.ts'

const READS = ALL_SCOPES.filter((scope) => scope.endsWith(':read'))
const without = (...left: Scope[]): Scope[] => ALL_SCOPES.filter((scope) => !left.includes(scope))

/** What each role may do. An approver decides and never posts; an auditor reads everything and changes nothing. */
const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  owner: ALL_SCOPES,
  admin: without('documents:delete'),
  accountant: without('members:manage', 'documents:delete'),
  bookkeeper: [
    ...READS.filter((scope) => scope !== 'audit:read'),
    'ledger:write',
    'ledger:post',
    'parties:write',
    'documents:write',
    'receipts:write',
    'invoices:write',
    'invoices:issue',
    'bank:write',
    'payments:write',
  ],
  approver: [
    'companies:read',
    'ledger:read',
    'parties:read',
    'documents:read',
    'receipts:read',
    'approvals:read',
    'approvals:decide',
    'payments:read',
    'payments:approve',
    'invoices:read',
    'reports:read',
  ],
  employee: ['companies:read', 'documents:read', 'documents:write', 'receipts:read', 'receipts:write'],
  auditor: READS,
}

/** Sets made so far, by the roles: every request asks for one, and there are few that people really have. */
const made = new Map<string, ReadonlySet<Scope>>()
const MADE_MAX = 1000

export function scopesOfRoles(roles: readonly Role[]): ReadonlySet<Scope> {
  const key = roles.join(' ')
  const known = made.get(key)
  if (known) return known
  const scopes = new Set(roles.flatMap((role) => SCOPES_OF[role]))
  if (made.size < MADE_MAX) made.set(key, scopes)
  return scopes
}
