import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { filesInside } from '#src/documents/files-inside.ts'
import { validate } from '#src/documents/rules/validate.ts'
import { corpusFiles, corpusText } from '#test/support/corpus.ts'
import { inEnvelope } from '#test/support/envelope.ts'

const problemOf = (read: () => unknown): string => {
  try {
    read()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ''
}

describe('an invoice in the envelope of Peppol', () => {
  it('is read and judged as it is without', () => {
    const files = corpusFiles('peppol-bis-billing-3/rules/examples', '.xml')
    expect(files.length).toBeGreaterThanOrEqual(5)
    for (const file of files) {
      const xml = readFileSync(file, 'utf8')
      const bare = Buffer.from(xml)
      const bytes = inEnvelope(xml)
      const { envelope, root: _root, original: _original, ...read } = readEInvoice(bytes)
      const { root: _bareRoot, original: _bareOriginal, envelope: none, ...expected } = readEInvoice(bare)
      expect(read).toEqual(expected)
      expect(none).toBeUndefined()
      expect(envelope).toEqual({
        sender: { scheme: '0192', id: '991825827' },
        receiver: { scheme: '0192', id: '987654325' },
        messageId: 'c0ffee00-1234-4a5b-8c6d-001122334455',
      })
      expect(validate(bytes)).toEqual(validate(bare))
      expect(filesInside(bytes, 'application/xml')).toEqual(filesInside(bare, 'application/xml'))
    }
  })
  it('is refused by what the envelope holds when that is none', () => {
    const order = '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>'
    expect(problemOf(() => readEInvoice(inEnvelope(order)))).toContain(
      'another document of UBL than an invoice (Order)',
    )
    expect(problemOf(() => readEInvoice(inEnvelope('')))).toContain('StandardBusinessDocument')
  })
  it('tells nothing of participants that are written in no way that is known', () => {
    const xml = corpusText('peppol-bis-billing-3/rules/examples/Allowance-example.xml')
    const strange = Buffer.from(inEnvelope(xml).toString().replace('0192:991825827', 'somebody'))
    expect(readEInvoice(strange).envelope?.sender).toEqual({ id: 'somebody' })
  })
})

describe('XML that is no invoice which we read', () => {
  it.each([
    [
      'an Italian FatturaPA',
      '<p:FatturaElettronica xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2"/>',
    ],
    ['an Austrian ebInterface invoice', '<Invoice xmlns="http://www.ebinterface.at/schema/6p1/"/>'],
    ['a Danish OIOXML invoice', '<Invoice xmlns="http://rep.oio.dk/ubl/xml/schemas/0p71/pie/"/>'],
    ['a Spanish Facturae', '<fe:Facturae xmlns:fe="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml"/>'],
    ['a UBL reminder', '<Reminder xmlns="urn:oasis:names:specification:ubl:schema:xsd:Reminder-2"/>'],
    ['a bank statement (camt)', '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>'],
    ['a web page', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['a order', '<order/>'],
  ])('is named: %s', (name, xml) => {
    const said = problemOf(() => readEInvoice(Buffer.from(xml)))
    expect(said).toContain(name)
    expect(said).toMatch(/; .+\.$/)
  })
})
