import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { convertCommand } from '#src/documents/cli/convert.cli.ts'
import { readCommand } from '#src/documents/cli/read.cli.ts'
import { validateCommand } from '#src/documents/cli/validate.cli.ts'
import type { CliCommand } from '#src/platform/cli.ts'
import { corpus } from '#test/support/corpus.ts'
import { runEntry } from '#test/support/process.ts'

const folder = mkdtempSync(join(tmpdir(), 'bilag-cli-'))
const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const EXAMPLE = corpus('peppol-bis-billing-3/rules/examples/Allowance-example.xml')
const BOMB = file('bomb.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')

async function run(command: CliCommand, ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await command.run(args, { out: (line) => out.push(line), err: (text) => err.push(text) })
  return {
    code,
    out,
    err,
    get json() {
      return out.map((line) => JSON.parse(line))
    },
  }
}

describe('validate', () => {
  it('prints one object per file in the order given, and goes on after a file that cannot be read', async () => {
    const { code, json } = await run(validateCommand, '--json', BOMB, EXAMPLE, join(folder, 'none.xml'))
    expect(code).toBe(1)
    expect(json[0]).toMatchObject({ file: BOMB, error: { code: 'xml_doctype_refused' } })
    expect(json[1]).toMatchObject({ file: EXAMPLE, syntax: 'ubl', document: 'invoice', valid: true, fired: [] })
    expect(json[2]).toMatchObject({ error: { code: 'file_unreadable' } })
  })
  it.each([
    ['an empty file', ''],
    ['text', 'Dear customer, please pay'],
  ])('says of %s that it is no document', async (_what, text) => {
    const other = file('other.txt', text)
    for (const command of [validateCommand, readCommand]) {
      const { code, json } = await run(command, '--json', other)
      expect([code, json[0].error.code]).toEqual([1, 'document_type_unsupported'])
    }
  })
  it('names what fired, how often and where', async () => {
    const broken = file('broken.xml', readFileSync(EXAMPLE, 'utf8').replace(/<cbc:PayableAmount.*/, ''))
    const { code, json } = await run(validateCommand, '--json', '--rules', 'en16931', broken)
    expect(code).toBe(0)
    expect(json[0].valid).toBe(false)
    expect(json[0].fired.map((one: { id: string }) => one.id)).toEqual(['BR-15', 'BR-CO-16'])
    expect(json[0].fired[0]).toMatchObject({
      flag: 'fatal',
      count: 1,
      locations: ['/ubl:Invoice[1]/cac:LegalMonetaryTotal[1]'],
    })
  })
  it('judges a fragment', async () => {
    const CAC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'
    const fragment = file('fragment.xml', `<c:PaymentMeans xmlns:c="${CAC}"/>`)
    const { json } = await run(validateCommand, '--json', '--fragment', '--rules', 'en16931', fragment)
    expect(json[0].fired.map((one: { id: string }) => one.id)).toContain('BR-49')
  })
  it('calls nothing valid that it has no rules for', async () => {
    const old = corpus('mustang-validation/library/src/test/resources/migration/input/ZUGFeRD1_COMFORT_Einfach.xml')
    const { code, json } = await run(validateCommand, '--json', old)
    expect(code).toBe(1)
    expect(json[0]).toMatchObject({ error: { code: 'einvoice_rules_missing' } })
  })
  it('judges CII by the same rules', async () => {
    const example = corpus('en16931/cii/examples/CII_example1.xml')
    const broken = file(
      'broken-cii.xml',
      readFileSync(example, 'utf8').replace(/(<ram:DuePayableAmount[^>]*>)[^<]*/, '$11'),
    )
    const { json } = await run(validateCommand, '--json', example, broken)
    expect(json[0]).toMatchObject({ syntax: 'cii', valid: true })
    expect(json[1]).toMatchObject({ valid: false })
    expect(json[1].fired[0]).toMatchObject({ id: 'BR-CO-16', flag: 'fatal', count: 1 })
  })
  it.each([[[]], [['--rules', 'klingon', 'a.xml']], [['--what', 'a.xml']]])('answers 2 for %j', async (args) => {
    expect((await run(validateCommand, ...args)).code).toBe(2)
  })
})

describe('read', () => {
  it('gives the fields with where they come from', async () => {
    const { code, json } = await run(readCommand, '--json', EXAMPLE)
    expect(code).toBe(0)
    expect(json[0].kind).toBe('supplierInvoice')
    expect(json[0].fields.payable).toEqual({
      value: '6125.00',
      confidence: 1,
      page: null,
      box: null,
      source: 'einvoice',
    })
    expect(json[0].lines.length).toBeGreaterThan(1)
    expect(json[0].exceptions).toEqual([])
  })
  it('ends as soon as it has read a PDF: the thread at rest does not hold it', async () => {
    const pdf = join(folder, 'read.pdf')
    await run(convertCommand, '--to', 'pdf', '-o', pdf, EXAMPLE)
    const { code, out, err } = await runEntry('src/bilag.ts', ['read', pdf])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('6125.00')
  })
})

describe('several files', () => {
  it('prints them in the order given, however long each takes', async () => {
    const pdf = join(folder, 'slow.pdf')
    await run(convertCommand, '--to', 'pdf', '-o', pdf, EXAMPLE)
    const files = [pdf, EXAMPLE, BOMB, EXAMPLE, pdf, EXAMPLE]
    const { code, json } = await run(readCommand, '--json', ...files)
    expect(code).toBe(1)
    expect(json.map((one: { file: string }) => one.file)).toEqual(files)
    expect(json[2].error.code).toBe('xml_doctype_refused')
  })
})

describe('convert', () => {
  it('prints the canonical invoice, and a UBL that reads the same', async () => {
    const { json } = await run(convertCommand, '--to', 'json', EXAMPLE)
    const ubl = join(folder, 'out.xml')
    expect((await run(convertCommand, '--to', 'ubl', '-o', ubl, EXAMPLE)).code).toBe(0)
    const again = await run(convertCommand, '--to', 'json', ubl)
    expect(again.json[0]).toEqual(json[0])
    expect(json[0].declared.payable).toBe('6125.00')
    expect(json[0].computed.payable).toBe('6125.00')
  })
  it.each(['cii', 'xrechnung-ubl', 'xrechnung-cii'])('writes %s, and keeps all that the document says', async (to) => {
    const out = join(folder, `${to}.xml`)
    const { code } = await run(convertCommand, '--to', to, '-o', out, EXAMPLE)
    expect(code).toBe(0)
    const [before, after] = [EXAMPLE, out].map(async (path) => run(convertCommand, '--to', 'json', path))
    const said = async (one: typeof before) => ({ ...(await one)?.json[0], customizationId: undefined })
    expect(await said(after)).toEqual(await said(before))
  })
  it.each([
    ['zugferd-corpus/ZUGFeRDv1/correct/Intarsys/ZUGFeRD_1p0_COMFORT_Einfach.pdf'],
    ['zugferd-corpus/ZUGFeRDv2/correct/intarsys/EN16931/zugferd_2p0_EN16931_Einfach.pdf'],
  ])('converts the data inside %s', async (path) => {
    const { code, out } = await run(convertCommand, '--to', 'ubl', corpus(path))
    expect(code).toBe(0)
    expect(out[0]).toContain('<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>')
  })
  it('writes a Factur-X that is judged and read as the e-invoice in it', async () => {
    const out = join(folder, 'facturx.pdf')
    expect((await run(convertCommand, '--to', 'facturx', '-o', out, EXAMPLE)).code).toBe(0)
    const [before, after] = [EXAMPLE, out].map(async (path) => run(convertCommand, '--to', 'json', path))
    const said = async (one: typeof before) => ({ ...(await one)?.json[0], customizationId: undefined })
    expect(await said(after)).toEqual(await said(before))
    expect((await run(validateCommand, '--json', out)).json[0]).toMatchObject({ syntax: 'cii', valid: true })
  })
  it('writes a page and a PDF in the language that is asked for, else in that of the customer', async () => {
    const page = async (...options: string[]) => (await run(convertCommand, '--to', 'html', ...options, EXAMPLE)).out[0]
    expect(await page()).toContain('<html lang="en">')
    expect(await page('--language', 'nb')).toContain('<html lang="nb">')
    const pdf = join(folder, 'sheet.pdf')
    expect((await run(convertCommand, '--to', 'pdf', '-o', pdf, EXAMPLE)).code).toBe(0)
    expect(readFileSync(pdf).toString('latin1', 0, 8)).toBe('%PDF-1.7')
    expect((await run(convertCommand, '--to', 'html', '--language', 'fr', EXAMPLE)).code).toBe(2)
  })
  it('tells which rules the result breaks, and what it cannot say', async () => {
    const { code, err } = await run(convertCommand, '--to', 'xrechnung-cii', '-o', join(folder, 'x.xml'), EXAMPLE)
    expect(code).toBe(0)
    expect(err.join('')).toContain('einvoice_rule_broken')
  })
  it('answers 1 for a file it cannot read, 2 for a format it does not know', async () => {
    expect((await run(convertCommand, '--to', 'ubl', BOMB)).code).toBe(1)
    expect((await run(convertCommand, '--to', 'docx', EXAMPLE)).code).toBe(2)
    expect((await run(convertCommand, '--to', 'toString', EXAMPLE)).code).toBe(2)
  })
})
