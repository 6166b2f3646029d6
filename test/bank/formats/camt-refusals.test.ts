import { describe, expect, it } from 'vitest'
import { readStatementFile } from '#src/bank/formats/read-statement.ts'
import { exceptionsOf, summaryOf } from '#src/bank/formats/summary.ts'
import { transactionsOf } from '#src/bank/formats/transactions.ts'
import { Problem } from '#src/kernel/problem.ts'
import { camt053, type MadeStatement } from '#test/support/camt.ts'

const MADE: MadeStatement = {
  opening: '100.00',
  closing: '150.00',
  entries: [{ reference: '1', amount: '50.00', on: '2026-01-06', name: 'Kari', text: 'faktura 17' }],
}
const written = (made: MadeStatement = MADE): string => Buffer.from(camt053(made)).toString('utf8')
const read = (text: string) => readStatementFile(Buffer.from(text))
const codeOf = (text: string): string => {
  try {
    read(text)
    return 'read'
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

describe('a statement that breaks its structure', () => {
  const breaks: [string, (text: string) => string, string][] = [
    ['has an entry without an amount', (text) => text.replace(/<Amt Ccy="NOK">50.00<\/Amt>/, ''), 'statement_invalid'],
    ['has an amount without a currency', (text) => text.replace('<Amt Ccy="NOK">50', '<Amt>50'), 'statement_invalid'],
    ['has an amount that is none', (text) => text.replace('>50.00<', '>50.00.1<'), 'statement_invalid'],
    ['has a negative amount', (text) => text.replace('>50.00<', '>-50.00<'), 'statement_invalid'],
    ['says neither credit nor debit', (text) => text.replaceAll('CRDT', 'PLUS'), 'statement_invalid'],
    ['has no account', (text) => text.replace(/<Acct>[\s\S]*<\/Acct>/, ''), 'statement_invalid'],
    ['has no balance', (text) => text.replace(/<Bal>[\s\S]*<\/Bal>/, ''), 'statement_invalid'],
    ['has no header', (text) => text.replace(/<GrpHdr>[\s\S]*<\/GrpHdr>/, ''), 'statement_invalid'],
    ['has an unknown element', (text) => text.replace('<NtryRef>1', '<Note>x</Note><NtryRef>1'), 'statement_invalid'],
    ['has an element twice', (text) => text.replace('<Sts>', '<Sts><Cd>BOOK</Cd></Sts><Sts>'), 'statement_invalid'],
    ['has its entries before its account', swapped, 'statement_invalid'],
    ['is another message than its namespace says', (text) => text.replace('camt.053', 'camt.052'), 'statement_invalid'],
    [
      'has a version that does not exist',
      (text) => text.replace('053.001.08', '053.001.99'),
      'statement_version_unknown',
    ],
    ['is no statement', (text) => text.replace('camt.053.001.08', 'pain.001.001.03'), 'statement_format_unknown'],
    ['is not closed', (text) => text.slice(0, -20), 'xml_malformed'],
    ['has a document type', (text) => text.replace('?>', '?><!DOCTYPE Document>'), 'xml_doctype_refused'],
    ['is empty', () => '', 'statement_format_unknown'],
    ['is some text', () => 'Dear customer,', 'statement_format_unknown'],
  ]
  it.each(breaks)('is refused when it %s', (_, breakIt, code) => {
    const text = written()
    expect(codeOf(text)).toBe('read')
    expect(breakIt(text)).not.toBe(text)
    expect(codeOf(breakIt(text))).toBe(code)
  })

  it('names the line that is wrong', () => {
    expect(() => read(written().replace('>50.00<', '>fifty<'))).toThrow(/Line \d+, Amt: "fifty" is no amount/)
  })
})

describe('a statement that is odd', () => {
  it('is read in any version up to 13, with elements that only later versions have', () => {
    for (let version = 2; version <= 13; version++) {
      const text = written({
        ...MADE,
        namespace: `urn:iso:std:iso:20022:tech:xsd:camt.053.001.${String(version).padStart(2, '0')}`,
      })
      expect(read(text).format).toBe(`camt.053.001.${String(version).padStart(2, '0')}`)
    }
    const newer = written({ ...MADE, namespace: 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.13' })
    expect(codeOf(newer.replace('<NtryRef>', '<NewThing>x</NewThing><NtryRef>'))).toBe('read')
  })

  it('is read inside an envelope with a business header', () => {
    const inner = written().replace(/<\?xml.*\?>/, '')
    expect(codeOf(`<Envelope xmlns="urn:bank"><AppHdr/>${inner}</Envelope>`)).toBe('read')
  })

  it('tells that an entry is only pending, and leaves it out of the balance', () => {
    const pending = { reference: '2', amount: '-20.00', on: '2026-01-07', status: 'PDNG' }
    const file = read(written({ ...MADE, entries: [...MADE.entries, pending] }))
    expect(exceptionsOf(file).map(({ code, entry }) => [code, entry])).toEqual([['entry_not_booked', '2']])
    expect(file.statements.flatMap(transactionsOf).map(({ isBooked }) => isBooked)).toEqual([true, false])
  })

  it('tells by how much its balances are off', () => {
    const file = read(written({ ...MADE, closing: '149.99' }))
    expect(exceptionsOf(file)).toEqual([
      expect.objectContaining({ code: 'statement_balance_mismatch', message: expect.stringContaining('-0.01 NOK') }),
    ])
  })

  it('rounds an amount with too many decimals and says so', () => {
    const file = read(written({ ...MADE, closing: '150.00125' }))
    expect(file.statements.map((statement) => summaryOf(statement).closing?.amountMinor)).toEqual([15000n])
    expect(exceptionsOf(file).map(({ code }) => code)).toEqual(['amount_rounded'])
  })
})

function swapped(text: string): string {
  const [entry = ''] = /<Ntry>[\s\S]*<\/Ntry>/.exec(text) ?? []
  return text.replace(entry, '').replace('<Acct>', `${entry}<Acct>`)
}
