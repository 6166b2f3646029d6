import { beforeAll, describe, expect, it } from 'vitest'
import { sortIntake } from '#src/intake/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { readReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { openValues } from '#test/support/dimensions.ts'
import { inEnvelope } from '#test/support/envelope.ts'
import { finvoice } from '#test/support/finvoice.ts'
import { oioubl } from '#test/support/oioubl.ts'
import { testPlatform } from '#test/support/platform.ts'
import { edited, invoiceXml, NORWEGIAN, newDesk, XML } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const pdf = () => new TextEncoder().encode(`%PDF-1.4 ${Math.random()}`)
const codes = (receipt: { exceptions: { code: string }[] }) => receipt.exceptions.map(({ code }) => code)

describe('an e-invoice that comes in', () => {
  it('is read, its supplier found by organisation number, and declared totals stand beside the computed', async () => {
    const desk = await newDesk(platform)
    const first = await desk.send(invoiceXml())
    const second = await desk.send(invoiceXml({ supplier: 'Nordkraft Norge AS' }))
    expect(second.supplier.partyId).toBe(first.supplier.partyId)
    expect(first).toMatchObject({ status: 'draft', version: 1, currency: 'NOK', paymentReference: '1234567897' })
    expect(first.declared).toMatchObject({ net: '1000.00', vat: '250.00', gross: '1250.00', payable: '1250.00' })
    expect(first.computed).toEqual({ net: '1000.00', vat: '250.00', gross: '1250.00', payable: '1250.00' })
  })

  it('is coded by the account that it names, when the chart has it', async () => {
    const desk = await newDesk(platform)
    const coded = await desk.send(invoiceXml({ cost: '6340' }))
    expect(coded.lines).toMatchObject([{ account: '6340', vatCode: '1', codedBy: 'document' }])
    expect(coded.exceptions).toEqual([])
    const strange = await desk.send(invoiceXml({ cost: 'project 7' }))
    expect(strange.lines).toMatchObject([{ account: null, vatCode: '1' }])
    expect(strange.exceptions).toMatchObject([{ code: 'coding_missing', pointer: '/lines/0/account' }])
  })

  it('is coded by the settings of its supplier, and after that by how the last one was coded', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const first = await desk.send(invoiceXml())
    await desk.codeAndSubmit(first, '6300')
    expect((await desk.send(invoiceXml())).lines).toMatchObject([{ account: '6300', codedBy: 'history' }])
    await openValues(desk.company, { department: ['20'] })
    const party = { defaultAccount: '6340', defaultVatCode: '1', defaultDimensions: { department: '20' } }
    await desk.client.patch(desk.at(`parties/${first.supplier.partyId}`), party)
    expect((await desk.send(invoiceXml())).lines).toMatchObject([
      { account: '6340', vatCode: '1', dimensions: { department: '20' }, codedBy: 'supplier' },
    ])
  })

  it('carries its broken arithmetic under the official ids, and is taken all the same', async () => {
    const desk = await newDesk(platform)
    const wrong = await desk.send(invoiceXml({ gross: '1300.00' }))
    expect(codes(wrong)).toContain('BR-CO-15')
    expect(wrong.declared.payable).toBe('1300.00')
    expect(wrong.computed.payable).toBe('1250.00')
  })

  it('is for a person to look at when it is addressed to another organisation', async () => {
    const desk = await newDesk(platform, { organisationNumber: '923609016' })
    expect(codes(await desk.send(edited(NORWEGIAN, ['<cbc:ID>', '<cbc:ID>X-'])))).toContain('customer_differs')
  })

  it('keeps the VAT of another country as a part of the cost', async () => {
    const desk = await newDesk(platform)
    const foreign = await desk.send(invoiceXml({ country: 'SE', organisationNumber: '5560360793', cost: '6340' }))
    expect(foreign.lines).toMatchObject([{ vatCode: '0' }])
  })

  it('asks for an exchange rate, until the company has one from before its date', async () => {
    const desk = await newDesk(platform)
    const before = await desk.send(invoiceXml({ currency: 'EUR', cost: '6340' }))
    expect(codes(before)).toEqual(['exchange_rate_missing'])
    const rate = { currency: 'EUR', amount: '1', baseAmount: '11.50', validFrom: '2026-01-01' }
    expect((await desk.client.send('PUT', desk.at('exchange-rates'), rate)).status).toBe(200)
    expect(codes(await desk.send(invoiceXml({ currency: 'EUR', cost: '6340' })))).toEqual([])
    const own = await desk.client.send('PUT', desk.at('exchange-rates'), { ...rate, currency: 'NOK' })
    expect(own.json.code).toBe('currency_is_base')
  })
})

describe('a picture of a receipt', () => {
  it.each([
    ['application/pdf', pdf()],
    ['image/jpeg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])],
    ['image/png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])],
  ])('is kept, and a draft that asks for everything once it cannot be read: %s', async (type, bytes) => {
    const desk = await newDesk(platform)
    const sent = await desk.send(bytes, { 'content-type': type })
    expect(sent).toMatchObject({ status: 'reading', exceptions: [] })
    const once = { signal: new AbortController().signal, isLastAttempt: true }
    await readReceipt(systemCall(platform, desk.company.id), sent.id, once)
    const receipt = await desk.get(sent.id)
    expect(receipt).toMatchObject({ status: 'draft', origin: 'file', number: null, lines: [] })
    const pointers = receipt.exceptions.map(({ pointer }) => pointer)
    expect(pointers).toEqual(
      expect.arrayContaining(['/supplier/name', '/number', '/issuedOn', '/currency', '/declared/payable', '/lines']),
    )
    expect(codes(receipt)).toContain('document_unread')
    const document = await desk.client.get(desk.at(`documents/${receipt.documentId}`))
    expect(document.json.mediaType).toBe(type)
  })
})

describe('a receipt entered by hand', () => {
  it('has the totals of its lines and goes with a document that was uploaded before', async () => {
    const desk = await newDesk(platform)
    const document = await desk.client.post(desk.at('documents'), pdf(), { 'content-type': 'application/pdf' })
    const made = await desk.client.post(desk.at('receipts'), {
      kind: 'expenseReceipt',
      supplier: { name: 'Kaffebar AS' },
      issuedOn: '2026-03-02',
      currency: 'NOK',
      documentId: document.json.id,
      lines: [{ description: 'Coffee', quantity: '2', unitPrice: '50.00', vatCode: '1', account: '6300' }],
    })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ documentId: document.json.id, exceptions: [], origin: 'manual' })
    expect(made.json.declared).toMatchObject({ net: '100.00', vat: '25.00', gross: '125.00', payable: '125.00' })
  })

  it('says a total that differs from its lines', async () => {
    const desk = await newDesk(platform)
    const made = await desk.client.post(desk.at('receipts'), {
      supplier: { name: 'Kaffebar AS' },
      number: '1',
      issuedOn: '2026-03-02',
      currency: 'NOK',
      declared: { payable: '130.00' },
      lines: [{ net: '100.00', vatRate: '25', account: '6300' }],
    })
    expect(made.json.exceptions).toMatchObject([{ code: 'totals_differ' }])
  })
})

describe('what is refused at the door', () => {
  it('is the same file, by the id of the first', async () => {
    const desk = await newDesk(platform)
    const bytes = invoiceXml()
    const first = await desk.send(bytes)
    const again = await desk.client.post(desk.at('receipts'), bytes, XML)
    expect(again.status).toBe(409)
    expect(again.json).toMatchObject({ code: 'receipt_duplicate', existingId: first.id })
  })

  it('is the same number of the same supplier, however it is written', async () => {
    const desk = await newDesk(platform)
    const first = await desk.send(invoiceXml({ number: 'INV 2026/17' }))
    const again = await desk.client.post(desk.at('receipts'), invoiceXml({ number: 'inv-2026-17', kid: '18' }), XML)
    expect(again.json).toMatchObject({ code: 'receipt_duplicate', existingId: first.id })
    const other = { organisationNumber: '923609016', supplier: 'Vestkraft AS', number: 'INV 2026/17' }
    expect((await desk.send(invoiceXml(other))).status).toBe('draft')
  })

  it.each([
    ['xml_malformed', '<Invoice><open></Invoice>'],
    ['xml_doctype_refused', '<!DOCTYPE a [<!ENTITY b "bomb">]><a>&b;</a>'],
    ['einvoice_unknown', '<order/>'],
    ['document_type_unsupported', 'plain words'],
  ])('answers %s, makes no receipt, and keeps the bytes', async (code, text) => {
    const desk = await newDesk(platform)
    const refused = await desk.client.post(desk.at('receipts'), new TextEncoder().encode(text), XML)
    expect(refused.json.code).toBe(code)
    expect((await desk.client.get(desk.at('receipts'))).json.data).toEqual([])
    expect((await desk.client.get(desk.at(`documents/${refused.json.documentId}/content`))).text).toBe(text)
  })

  it.each([
    ['an OIOUBL', oioubl(), { kind: 'supplierInvoice', number: 'A00095678', currency: 'DKK', bankAccount: '88888888' }],
    [
      'a Finvoice',
      finvoice(),
      { kind: 'supplierInvoice', number: '40717', currency: 'EUR', paymentReference: '407171' },
    ],
    ['a Finvoice that credits', finvoice({ type: 'INV02', sign: '-' }), { kind: 'creditNote', number: '40717' }],
  ])('takes %s, with the totals that it declares and those that follow from its lines', async (_, bytes, facts) => {
    const receipt = await (await newDesk(platform)).send(bytes)
    expect(receipt).toMatchObject(facts)
    expect(receipt.declared.payable).toBe(receipt.computed.payable)
    expect(receipt.exceptions.filter(({ code }) => /^BR-|unreadable|^field_missing/.test(code))).toEqual([])
  })

  it('opens the envelope of Peppol, and keeps who sent it to whom, by every way', async () => {
    const desk = await newDesk(platform)
    const enveloped = (number: string) => inEnvelope(new TextDecoder().decode(invoiceXml({ number })))
    const receipt = await desk.send(enveloped('P-1'))
    expect(receipt).toMatchObject({ number: 'P-1', declared: { payable: '1250.00' } })
    const sent = await desk.client.post(desk.at('intakes'), enveloped('P-2'), XML)
    await sortIntake(desk.company.call(), String(sent.json.id))
    const { json } = await desk.client.get(desk.at('intakes'))
    const said = { sender: '0192:991825827', recipient: '0192:987654325', messageId: expect.any(String) }
    expect(json.data).toMatchObject([said, said])
  })

  it('keeps no trace of a refused duplicate beside the document', async () => {
    const desk = await newDesk(platform)
    await desk.send(invoiceXml({ number: '5' }))
    await desk.client.post(desk.at('receipts'), invoiceXml({ number: '5', kid: '26' }), XML)
    expect((await desk.client.get(desk.at('receipts'))).json.data).toHaveLength(1)
  })
})

describe('the same at once or again', () => {
  it('makes one receipt when twins of a number race', async () => {
    const desk = await newDesk(platform)
    const twins = Array.from({ length: 6 }, (_, index) =>
      invoiceXml({ number: 'R-1', net: '1000.00', kid: String(index) }),
    )
    const answers = await Promise.all(twins.map((bytes) => desk.client.post(desk.at('receipts'), bytes, XML)))
    const taken = answers.filter(({ status }) => status === 201)
    expect(taken).toHaveLength(1)
    const refused = answers.filter(({ status }) => status !== 201).map(({ json }) => json)
    expect(
      refused.every(({ code, existingId }) => code === 'receipt_duplicate' && existingId === taken[0]?.json.id),
    ).toBe(true)
  })

  it('replays the answer of the same key', async () => {
    const desk = await newDesk(platform)
    const bytes = invoiceXml()
    const key = { ...XML, 'idempotency-key': 'receipt-1' }
    const first = await desk.client.post(desk.at('receipts'), bytes, key)
    const again = await desk.client.post(desk.at('receipts'), bytes, key)
    expect(again.text).toBe(first.text)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })

  it('keeps nothing of a dry run', async () => {
    const desk = await newDesk(platform)
    const dry = await desk.client.post(desk.at('receipts'), invoiceXml(), { ...XML, prefer: 'dry-run' })
    expect(dry.status).toBe(201)
    expect((await desk.client.get(desk.at('receipts'))).json.data).toEqual([])
    expect((await desk.client.get(desk.at('parties'))).json.data).toEqual([])
  })
})

describe('lists of receipts', () => {
  it('are filtered by status, supplier, number and time, and paged', async () => {
    const desk = await newDesk(platform)
    const one = await desk.send(invoiceXml({ number: 'A-1' }))
    const two = await desk.send(invoiceXml({ number: 'B-2', organisationNumber: '923609016', supplier: 'Vest AS' }))
    const ids = async (query: string) => {
      const { json } = await desk.client.get(desk.at(`receipts?${query}`))
      return (json.data as { id: string }[]).map(({ id }) => id)
    }
    expect(await ids('')).toEqual([one.id, two.id])
    expect(await ids('number=a1')).toEqual([one.id])
    expect(await ids(`supplier=${two.supplier.partyId}`)).toEqual([two.id])
    expect(await ids('supplier=991825827')).toEqual([one.id])
    expect(await ids('status=posted')).toEqual([])
    expect(await ids('updatedSince=2999-01-01T00:00:00Z')).toEqual([])
    const page = await desk.client.get(desk.at('receipts?limit=1'))
    expect(await ids(`limit=1&cursor=${page.json.nextCursor}`)).toEqual([two.id])
  })
})
