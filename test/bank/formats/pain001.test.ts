import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Transfer, type TransferFile, writePain001 } from '#src/bank/formats/pain001.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { makeKid } from '#src/kernel/kid.ts'
import { Problem } from '#src/kernel/problem.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { corpus } from '#test/support/corpus.ts'

const transfer = (over: Partial<Transfer> = {}): Transfer => ({
  endToEndId: 'E2E-1',
  amount: { amountMinor: 125_000n, currency: 'NOK' },
  executeOn: bookDate('2026-02-02'),
  creditor: { name: 'Grossist & Sønn AS', account: '86011117947', bic: null, country: 'NO' },
  reference: makeKid('1234567'),
  text: null,
  ...over,
})

const FOREIGN = { name: 'Müller <GmbH>', account: 'DE89370400440532013000', bic: 'COBADEFFXXX', country: 'DE' }

const file = (over: Partial<TransferFile> = {}): TransferFile => ({
  version: '03',
  messageId: '01kabc',
  createdAt: new Date('2026-02-01T09:30:15.123Z'),
  debtor: {
    name: 'Bakeri AS',
    organisationNumber: '999999999',
    account: 'NO9386011117947',
    currency: 'NOK',
    bic: 'DNBANOKK',
  },
  transfers: [
    transfer(),
    transfer({ endToEndId: 'E2E-2', executeOn: bookDate('2026-02-09'), reference: null, text: 'Faktura 17, 18' }),
    transfer({
      endToEndId: 'E2E-3',
      amount: { amountMinor: 99n, currency: 'EUR' },
      creditor: FOREIGN,
      reference: 'RF18539007547034',
    }),
    transfer({ endToEndId: 'E2E-4', amount: { amountMinor: 5000n, currency: 'ISK' }, reference: null }),
    transfer({ endToEndId: 'E2E-5', amount: { amountMinor: 1n, currency: 'NOK' } }),
  ],
  ...over,
})

const parse = (text: string): XmlElement => {
  const uri = /xmlns="([^"]+)"/.exec(text)?.[1] ?? ''
  return parseXml(Buffer.from(text), { namespaces: { [uri]: '' } })
}

/** Order of the children that we write, per element, from the message definition of both versions. */
const ORDER: Record<string, string> = {
  Document: 'CstmrCdtTrfInitn',
  CstmrCdtTrfInitn: 'GrpHdr PmtInf',
  GrpHdr: 'MsgId CreDtTm NbOfTxs CtrlSum InitgPty',
  InitgPty: 'Nm Id',
  PmtInf: 'PmtInfId PmtMtd NbOfTxs CtrlSum ReqdExctnDt Dbtr DbtrAcct DbtrAgt CdtTrfTxInf',
  DbtrAcct: 'Id Ccy',
  CdtrAcct: 'Id',
  CdtTrfTxInf: 'PmtId PmtTpInf Amt ChrgBr CdtrAgt Cdtr CdtrAcct RmtInf',
  PmtId: 'InstrId EndToEndId',
  Cdtr: 'Nm PstlAdr',
  RmtInf: 'Ustrd Strd',
  CdtrRefInf: 'Tp Ref',
}

function misplaced(element: XmlElement): string[] {
  const order = ORDER[element.local]?.split(' ')
  const positions = element.children.map(({ local }) => order?.indexOf(local) ?? 0)
  const isWrong = positions.some((position, index) => position < 0 || position < (positions[index - 1] ?? 0))
  return [...(isWrong ? [element.local] : []), ...element.children.flatMap(misplaced)]
}

const sumOf = (transfers: readonly XmlElement[]): number =>
  transfers.reduce((sum, node) => sum + Math.round(Number(node.textAt('Amt', 'InstdAmt')) * 100), 0)

describe.each(['03', '09'] as const)('pain.001.001.%s', (version) => {
  const text = writePain001(file({ version }))
  const root = parse(text).at('CstmrCdtTrfInitn')

  it('has the structure of its message', () => {
    expect(misplaced(parse(text))).toEqual([])
    expect(root?.textAt('GrpHdr', 'CreDtTm')).toBe('2026-02-01T09:30:15Z')
  })

  it('counts and adds up in the header and in every instruction', () => {
    const instructions = root?.all('PmtInf') ?? []
    const transfers = instructions.flatMap((node) => node.all('CdtTrfTxInf'))
    expect(root?.textAt('GrpHdr', 'NbOfTxs')).toBe('5')
    expect(Math.round(Number(root?.textAt('GrpHdr', 'CtrlSum')) * 100)).toBe(sumOf(transfers))
    for (const node of instructions) {
      const own = node.all('CdtTrfTxInf')
      expect(node.textAt('NbOfTxs')).toBe(String(own.length))
      expect(Math.round(Number(node.textAt('CtrlSum')) * 100)).toBe(sumOf(own))
    }
  })

  it('groups by execution date and currency', () => {
    const dates = root
      ?.all('PmtInf')
      .map((node) => [
        version === '03' ? node.textAt('ReqdExctnDt') : node.textAt('ReqdExctnDt', 'Dt'),
        node.all('CdtTrfTxInf').map((inner) => inner.textAt('PmtId', 'EndToEndId')),
      ])
    expect(dates).toEqual([
      ['2026-02-02', ['E2E-3']],
      ['2026-02-02', ['E2E-4']],
      ['2026-02-02', ['E2E-1', 'E2E-5']],
      ['2026-02-09', ['E2E-2']],
    ])
  })

  it('carries the KID as structured reference, invoice numbers as text, and never both', () => {
    const [, , norwegian, later] = root?.all('PmtInf') ?? []
    const kid = norwegian?.at('CdtTrfTxInf', 'RmtInf')
    expect(kid?.textAt('Strd', 'CdtrRefInf', 'Ref')).toBe(makeKid('1234567'))
    expect(kid?.textAt('Strd', 'CdtrRefInf', 'Tp', 'CdOrPrtry', 'Cd')).toBe('SCOR')
    expect(kid?.all('Ustrd')).toEqual([])
    expect(later?.textAt('CdtTrfTxInf', 'RmtInf', 'Ustrd')).toBe('Faktura 17, 18')
  })

  it('writes a national account as such, an IBAN as IBAN, and each currency with its decimals', () => {
    const transfers = root?.all('PmtInf').flatMap((node) => node.all('CdtTrfTxInf')) ?? []
    const [euro, krona, krone] = transfers
    expect(krone?.textAt('CdtrAcct', 'Id', 'Othr', 'Id')).toBe('86011117947')
    expect(euro?.textAt('CdtrAcct', 'Id', 'IBAN')).toBe('DE89370400440532013000')
    expect(euro?.textAt('PmtTpInf', 'SvcLvl', 'Cd')).toBe('SEPA')
    expect(euro?.textAt('Cdtr', 'Nm')).toBe('Müller <GmbH>')
    expect([euro, krona].map((node) => node?.textAt('Amt', 'InstdAmt'))).toEqual(['0.99', '5000'])
  })

  it('is the same bytes every time', () => {
    expect(writePain001(file({ version }))).toBe(text)
  })
})

describe('the schema of pain.001', () => {
  const hasXmllint = spawnSync('xmllint', ['--version']).status === 0
  const folder = mkdtempSync(join(tmpdir(), 'pain-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it.for(['03', '09'] as const)(
    `accepts version %s${hasXmllint ? '' : ' (NOT RUN: xmllint is not installed)'}`,
    (version, { skip }) => {
      if (!hasXmllint) return skip('xmllint is not installed (package libxml2-utils)')
      const path = join(folder, `${version}.xml`)
      writeFileSync(path, writePain001(file({ version })))
      const schema = corpus('iso20022-pain/xsd', `pain.001.001.${version}.xsd`)
      const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, path], {
        encoding: 'utf8',
      })
      expect(stderr.trim()).toBe(`${path} validates`)
      expect(status).toBe(0)
    },
  )
})

describe('a payment file that cannot be paid', () => {
  const refusals: [string, Partial<TransferFile>, string][] = [
    ['nothing in it', { transfers: [] }, '/transfers'],
    ['an end-to-end id twice', { transfers: [transfer(), transfer()] }, '/transfers'],
    ['an id that is too long', { transfers: [transfer({ endToEndId: 'x'.repeat(36) })] }, '/transfers/0/endToEndId'],
    [
      'an amount of zero',
      { transfers: [transfer({ amount: { amountMinor: 0n, currency: 'NOK' } })] },
      '/transfers/0/amount',
    ],
    [
      'a creditor without a name',
      { transfers: [transfer({ creditor: { ...FOREIGN, name: ' ' } })] },
      '/transfers/0/creditor/name',
    ],
    [
      'a wrong IBAN',
      { transfers: [transfer({ creditor: { ...FOREIGN, account: 'DE88370400440532013000' } })] },
      '/transfers/0/creditor/account',
    ],
    [
      'a wrong account number',
      { transfers: [transfer({ creditor: { ...FOREIGN, account: '86011117948' } })] },
      '/transfers/0/creditor/account',
    ],
  ]
  it.each(refusals)('is refused with %s', (_, over, pointer) => {
    try {
      writePain001(file(over))
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      expect(error.code).toBe('payment_file_invalid')
      expect(error.options.errors?.map((found) => found.pointer)).toContain(pointer)
    }
  })
})
