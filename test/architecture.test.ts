import { describe, expect, it } from 'vitest'
import { judge, RULES } from './architecture/rules.ts'
import { readSources, toSource } from './architecture/sources.ts'

/** For each rule sources that break it, and how often. */
const BROKEN: Readonly<Record<keyof typeof RULES, Readonly<Record<string, string>>>> = {
  direction: {
    'src/kernel/money.ts': `import { log } from '#src/platform/log.ts'`,
    'src/ledger/post.ts': `import { x } from '#src/receipts/index.ts'`,
    'src/parties/party.ts': `import type { Account } from '#src/ledger/index.ts'`,
    'src/receipts/post.ts': `const { x } = await import('#src/webhooks/index.ts')`,
    'src/bank/bank.ts': `export { x } from '#connectors/xero/connector.ts'`,
    'src/ledger/a.ts': `import { readConfig } from '#src/config.ts'`,
    'src/newroom/a.ts': `import { x } from '#src/kernel/money.ts'`,
    'connectors/xero/map.ts': `import { fetchIt } from '../fortnox/client.ts'`,
    'connectors/xero/push.ts': `import { postReceipt } from '#src/receipts/index.ts'`,
  },
  doors: {
    'src/receipts/a.ts': `import { insertEntry } from '#src/ledger/entry.store.ts'`,
    'test/receipts/a.test.ts': `import { insertEntry } from '#src/ledger/entry.store.ts'`,
  },
  kernel: { 'src/kernel/a.ts': `import { z } from 'zod'` },
  connectors: { 'connectors/xero/client.ts': `import { Pool } from 'pg'\nimport { Hono } from 'hono'` },
  queues: {
    'src/receipts/receipt.jobs.ts': `import { Queue } from 'bullmq'`,
    'src/platform/cache.ts': `import 'ioredis'`,
  },
  sql: {
    'src/ledger/post.ts': `await pool.query('select * from accounts')`,
    'src/ledger/read.ts': 'const rows = await cx.sql<Row>(text)',
    'src/platform/http/a.ts': 'const text = `insert into notes values ($1)`',
    'src/parties/a.ts': 'await cx.tx.select().from(parties)',
  },
  environment: {
    'src/platform/log.ts': `const level = process.env.LOG_LEVEL`,
    'test/a.test.ts': `process.env.X = '1'`,
  },
  clock: {
    'src/ledger/a.ts': 'const at = new Date()',
    'src/platform/log.ts': 'const ms = Date.now()',
    'connectors/xero/a.ts': 'const at = Temporal.Now.instant()',
  },
  size: { 'src/ledger/long.ts': 'x\n'.repeat(301) },
  contracts: {
    'src/ledger/a.contract.ts': `import { insertEntry } from './a.store.ts'`,
    'src/ledger/b.contract.ts': `import { LEVELS } from './levels.ts'`,
    'src/ledger/levels.ts': `import { command } from '#src/platform/command/index.ts'`,
  },
  endings: {
    'src/ledger/a.ts': `import { x } from './b'`,
    'src/ledger/b.ts': `import { x } from '../parties/index.ts'`,
  },
}
/** In these the second file is only the way from the first to what is forbidden. */
const WAYS: readonly string[] = ['src/ledger/levels.ts']

describe('the rules of the house', () => {
  it('hold in every source file', () => {
    const sources = readSources('src', 'connectors', 'test').filter(({ path }) => path !== 'test/architecture.test.ts')
    expect(sources.length).toBeGreaterThan(100)
    expect(judge(sources)).toEqual([])
  })

  for (const [name, rule] of Object.entries(RULES)) {
    it(`find what breaks ${name}`, () => {
      const files = Object.entries(BROKEN[name] ?? {})
      const breaches = judge(
        files.map(([path, text]) => toSource(path, text)),
        [rule],
      )
      for (const [path] of files.filter(([path]) => !WAYS.includes(path))) {
        expect(breaches).toContainEqual(expect.stringMatching(new RegExp(`^${path}: `)))
      }
      expect(breaches.every((breach) => breach.includes(rule.sentence))).toBe(true)
      expect(files.length).toBeGreaterThan(0)
    })
  }

  it('let the allowed ways pass', () => {
    const allowed = {
      'src/receipts/post.ts': `import { postEntry } from '#src/ledger/index.ts'\nimport { money } from '#src/kernel/money.ts'`,
      'src/receipts/receipt.store.ts': `await cx.sql('select 1')\n// process.env and new Date() in a comment`,
      'src/receipts/receipt.contract.ts': `import { AccountSchema } from '#src/ledger/account.contract.ts'`,
      'test/ledger/post.test.ts': `import { insertEntry } from '#src/ledger/entry.store.ts'\nconst now = new Date()`,
      'connectors/xero/client.ts': `import { XeroClient } from 'xero-node'\nimport { pull } from '#src/connect/sdk.ts'`,
      'src/worker.ts': `import { Worker } from 'bullmq'\nimport { x } from './connect/run.ts'`,
      'src/connect/year.ts': 'const at = new Date(row.at)',
    }
    expect(judge(Object.entries(allowed).map(([path, text]) => toSource(path, text)))).toEqual([])
  })
})
