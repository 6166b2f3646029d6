import type { Role } from '#src/platform/actor.ts'
import { ALL_SCOPES, type Scope } from '#src/platform/scopes.ts'

const READS = ALL_SCOPES.filter((scope) => scope.endsWith(':read'))
const without = (...left: Scope[]): Scope[] => ALL_SCOPES.filter((scope) => !left.includes(scope))

/** What each role may do. An approver decides and never posts; an auditor reads everything and changes nothing. */
const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  owner: ALL_SCOPES,
  admin: ALL_SCOPES,
  accountant: without('members:manage'),
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

export const scopesOfRoles = (roles: readonly Role[]): ReadonlySet<Scope> =>
  new Set(roles.flatMap((role) => SCOPES_OF[role]))
