import { beforeAll, describe, expect, it } from 'vitest'
import { fail } from '#src/kernel/problem.ts'
import { batchCommand, command, query } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let company: TestCompany
beforeAll(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
})

const insertDimension = async (cx: Cx, code: string): Promise<void> => {
  await cx.sql('insert into dimensions (company_id, id, code, name, created_at) values ($1, $2, $2, $2, $3)', [
    cx.companyId,
    code,
    cx.now,
  ])
}

const codes = query('test.codes', { can: 'companies:read' }, async (cx, like: string) => {
  const rows = await cx.sql<{ code: string }>(
    'select code from dimensions where company_id = $1 and code like $2 order by 1',
    [cx.companyId, like],
  )
  return rows.map(({ code }) => code)
})

const add = command('test.add', { can: 'companies:write' }, async (cx, code: string) => {
  await insertDimension(cx, code)
  cx.audit({ kind: 'dimension', id: code })
  if (code.includes('bad')) fail('state_conflict', 'bad ones are refused')
  return code
})

describe('a command', () => {
  it('writes an audit entry with who, what and which request', async () => {
    await add(company.call({ requestId: 'req-audit' }), 'audited')
    const rows = await query('test.audit', { can: 'audit:read' }, (cx, id: string) =>
      cx.sql('select action, actor_name, request_id from audit_log where company_id = $1 and subject_id = $2', [
        cx.companyId,
        id,
      ]),
    )(company.call(), 'audited')
    expect(rows).toEqual([{ action: 'test.add', actor_name: 'Ola Eier', request_id: 'req-audit' }])
  })

  it('keeps nothing when it is refused', async () => {
    await expect(add(company.call(), 'bad-1')).rejects.toMatchObject({ code: 'state_conflict' })
    expect(await codes(company.call(), 'bad-1')).toEqual([])
  })

  it('keeps nothing when it forgot its audit entry', async () => {
    const silent = command('test.silent', { can: 'companies:write' }, (cx, code: string) => insertDimension(cx, code))
    await expect(silent(company.call(), 'silent')).rejects.toThrow('without an audit entry')
    expect(await codes(company.call(), 'silent')).toEqual([])
  })

  it('is refused without its scope, before anything runs', async () => {
    const { call } = await company.member(['auditor'])
    await expect(add(call, 'scoped')).rejects.toMatchObject({ code: 'scope_missing' })
  })

  it('keeps nothing of a dry run and still answers', async () => {
    expect(await add(company.call({ dryRun: true }), 'dry')).toBe('dry')
    expect(await codes(company.call(), 'dry')).toEqual([])
  })

  it('joins the transaction of the command that calls it, and demands its own audit entry', async () => {
    const outer = command('test.outer', { can: 'companies:write' }, async (cx, code: string) => {
      await add(cx, code)
      cx.audit({ kind: 'test', id: code })
      fail('state_conflict', 'the outer one is refused')
    })
    await expect(outer(company.call(), 'nested')).rejects.toMatchObject({ code: 'state_conflict' })
    expect(await codes(company.call(), 'nested')).toEqual([])
  })

  it('cannot run inside a query', async () => {
    const reader = query('test.reader', { can: 'companies:read' }, (cx) => add(cx, 'from-query'))
    await expect(reader(company.call(), undefined)).rejects.toThrow('cannot run inside a query')
  })
})

interface Batch {
  readonly sizes: number[]
  readonly add: (call: Call, code: string) => Promise<string>
}

const newBatch = (lanes = 1): Batch => {
  const sizes: number[] = []
  const many = batchCommand<string, string>(
    'test.batch',
    { can: 'companies:write', max: 50, lanes },
    async (cxs, inputs) => {
      sizes.push(cxs.length)
      return Promise.all(
        inputs.map(async (code, index) => {
          const cx = cxs[index] as Cx
          if (code.includes('refused')) return { error: new Error('refused by its own check') }
          await insertDimension(cx, code)
          cx.audit({ kind: 'dimension', id: code })
          return { ok: code }
        }),
      )
    },
  )
  return { sizes, add: many }
}

describe('group commit', () => {
  it('gathers calls of many companies that arrive together, and answers each alone', async () => {
    const batch = newBatch()
    const other = await newCompany(platform)
    const calls = Array.from({ length: 40 }, (_, index) =>
      batch.add((index % 2 ? company : other).call(), `g-${String(index).padStart(2, '0')}`),
    )
    expect(await Promise.all(calls)).toHaveLength(40)
    expect(batch.sizes.length).toBeLessThan(5)
    expect(await codes(company.call(), 'g-%')).toHaveLength(20)
    expect(await codes(other.call(), 'g-%')).toHaveLength(20)
  })

  it('keeps the calls of a company in one lane, so that they never wait for each other', async () => {
    const batch = newBatch(2)
    const calls = Array.from({ length: 20 }, (_, index) => batch.add(company.call(), `l-${index}`))
    await Promise.all(calls)
    expect(batch.sizes).toEqual([20])
  })

  it('lets a refused call fail alone', async () => {
    const batch = newBatch()
    const results = await Promise.allSettled(['r-1', 'r-refused', 'r-2'].map((code) => batch.add(company.call(), code)))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await codes(company.call(), 'r-%')).toEqual(['r-1', 'r-2'])
  })

  it('runs the others singly when the database refuses one of them', async () => {
    const batch = newBatch()
    await batch.add(company.call(), 'taken')
    const results = await Promise.allSettled(['s-1', 'taken', 's-2'].map((code) => batch.add(company.call(), code)))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await codes(company.call(), 's-%')).toEqual(['s-1', 's-2'])
  })

  it('does one of two calls with the same key in the same batch', async () => {
    const batch = newBatch()
    const render = (out: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(out) })
    const keyed = () => company.call({ idempotency: { key: 'twin', requestHash: 'h' }, render })
    const results = await Promise.allSettled([batch.add(keyed(), 't-1'), batch.add(keyed(), 't-1')])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await codes(company.call(), 't-1')).toEqual(['t-1'])
  })
})
