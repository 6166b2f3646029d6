import { expect, it } from 'vitest'
import { conformanceCommand } from '#src/connect/conformance.cli.ts'

const run = async (...args: string[]) => {
  const lines: string[] = []
  const io = { out: (line: string) => void lines.push(line), err: () => undefined }
  return { code: await conformanceCommand.run(args, io), lines }
}

it('prints one object with the score and every check', async () => {
  const { code, lines } = await run('--json', 'xero')
  expect([code, lines.length]).toEqual([0, 1])
  const report = JSON.parse(lines[0] ?? '') as { connector: string; score: number; checks: { passed: boolean }[] }
  expect(report).toMatchObject({ connector: 'xero', score: 100 })
  expect(report.checks.length).toBeGreaterThan(40)
})

it('refuses wrong usage with 2 and a connector that is not there with 1', async () => {
  expect((await run()).code).toBe(2)
  const { code, lines } = await run('--json', 'abacus')
  expect([code, JSON.parse(lines[0] ?? '')]).toMatchObject([1, { error: { code: 'connector_unknown' } }])
})
