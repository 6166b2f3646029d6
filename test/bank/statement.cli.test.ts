import { describe, expect, it } from 'vitest'
import { statementCommand } from '#src/bank/statement.cli.ts'
import { corpus, corpusFiles } from '#test/support/corpus.ts'

async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await statementCommand.run(args, {
    out: (line) => void out.push(line),
    err: (text) => void err.push(text),
  })
  return { code, out, err }
}

describe('the command line `statement`', () => {
  it('prints one object per file and line, in the order given', async () => {
    const files = corpusFiles('nsg-bookkeeping-year/bank_statements', '.xml')
    const { code, out, err } = await run('--json', ...files)
    expect(code).toBe(0)
    expect(err).toEqual([])
    const lines = out.map((line) => JSON.parse(line))
    expect(lines.map(({ file }) => file)).toEqual(files)
    const first = lines.find(({ file }) => file.endsWith('BS_NSG_1.xml'))
    expect(first).toMatchObject({ format: 'camt.053.001.08', exceptions: [] })
    expect(first.statements[0]).toMatchObject({
      account: 'DK7650643711684327',
      currency: 'DKK',
      openingBalance: '10000.00',
      closingBalance: '8776.61',
      from: '2019-01-08',
      to: '2019-01-15',
    })
    expect(first.statements[0].transactions[0]).toEqual({
      bookedOn: '2019-01-08',
      valueOn: '2019-01-08',
      amount: '-6875.00',
      currency: 'DKK',
      reference: '98130751',
      endToEndId: null,
      invoiceNumbers: ['277020190133'],
      remittance: null,
      counterparty: { name: 'Real Test Estate Co.', account: null },
      bankReference: '00001',
    })
  })

  it('goes on after a file that cannot be read, says why in its line and ends with 1', async () => {
    const { code, out } = await run(
      '--json',
      corpus('oca-bank-statements/README.md'),
      '/nonexistent.xml',
      corpus('oca-bank-statements/camt/test-camt053.xml'),
    )
    expect(code).toBe(1)
    const [text, missing, read] = out.map((line) => JSON.parse(line))
    expect(text.error.code).toBe('statement_format_unknown')
    expect(missing.error.code).toBe('file_unreadable')
    expect(read.statements[0].transactions).toHaveLength(4)
  })

  it('ends with 2 when used wrongly', async () => {
    expect((await run()).code).toBe(2)
    expect((await run('--jsn', 'x')).code).toBe(2)
  })

  it('prints a table for people without --json', async () => {
    const { code, out } = await run(corpus('oca-bank-statements/camt/test-camt053.xml'))
    expect(code).toBe(0)
    expect(out.join('\n')).toContain('1405.31  3rd party Media')
  })
})
