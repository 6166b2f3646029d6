/** Every scope that a credential can hold, with the words that a consent page and the API document show. */
export const SCOPES = {
  'companies:read': 'Read company facts, settings, dimensions and members',
  'companies:write': 'Change company facts, settings and dimensions',
  'members:manage': 'Invite, change and remove members; manage API keys',
  'ledger:read': 'Read accounts, journal entries, open items and balances',
  'ledger:write': 'Change the chart of accounts, VAT codes and series',
  'ledger:post': 'Post journal entries and reversals',
  'ledger:close': 'Close, lock and reopen periods',
  'parties:read': 'Read suppliers and customers',
  'parties:write': 'Create and change suppliers and customers',
  'documents:read': 'Read documents and their original files',
  'documents:write': 'Upload documents',
  'documents:delete': 'Delete documents after their time, release legal holds, set how long documents are kept',
  'receipts:read': 'Read receipts',
  'receipts:write': 'Receive, code, submit, reject and post receipts',
  'approvals:read': 'Read approval requests and policies',
  'approvals:write': 'Create and change approval policies and delegations',
  'approvals:decide': 'Approve, reject and forward approval requests',
  'invoices:read': 'Read outgoing invoices',
  'invoices:write': 'Draft outgoing invoices',
  'invoices:issue': 'Issue outgoing invoices and credit notes',
  'bank:read': 'Read bank accounts, statements, transactions and matches',
  'bank:write': 'Upload statements, match and undo matches',
  'payments:read': 'Read payment orders',
  'payments:write': 'Propose payment orders',
  'payments:approve': 'Approve payment orders',
  'connections:read': 'Read connections, runs and operations',
  'connections:manage': 'Connect, sync and disconnect other systems',
  'webhooks:read': 'Read events, webhook endpoints and deliveries',
  'webhooks:write': 'Create and change webhook endpoints, replay deliveries',
  'reports:read': 'Read reports',
  'audit:read': 'Read the audit log',
} as const

export type Scope = keyof typeof SCOPES
export const ALL_SCOPES = Object.keys(SCOPES) as Scope[]
export const isScope = (text: string): text is Scope => Object.hasOwn(SCOPES, text)
