import { describe, expect, it } from 'vitest'
import { readFieldsOf, shownPagesOf } from '#src/pages/read-fields.ts'
import type { wireReceipt } from '#src/receipts/index.ts'

type Wired = ReturnType<typeof wireReceipt>

const number = (value: string, confidence = 0.97) => ({
  value,
  confidence,
  page: 2,
  box: { x: 100, y: 40, width: 60, height: 10 },
  source: 'ocr' as const,
})

/** A receipt on page 2 of a document, a page of 600 x 800. */
const receiptWith = (facts: object, fields: object, tilt?: number): Wired =>
  ({
    number: null,
    supplier: { name: null, organisationNumber: null },
    declared: { net: null },
    ...facts,
    reading: { fields, pages: [{ page: 2, width: 600, height: 800, source: 'ocr', tilt }] },
  }) as unknown as Wired

describe('what was read of a receipt', () => {
  it.each([
    ['1042', '1042', true],
    ['INV 10-42', 'inv1042', true],
    ['1043', '1042', false],
    [null, '1042', false],
  ])('a receipt that says %s of a number read as %s is as it was read: %s', (said, read, isAsRead) => {
    const fields = readFieldsOf(receiptWith({ number: said }, { number: number(read) }))
    expect(fields.get('number')).toMatchObject({ said, isAsRead, isSure: true })
  })
  it('compares amounts by their worth, and calls a reading unsure below the limit of the readers', () => {
    const fields = readFieldsOf(receiptWith({ declared: { net: '1000.00' } }, { net: number('1000', 0.79) }))
    expect(fields.get('net')).toMatchObject({ isAsRead: true, isSure: false })
  })
  it('is nothing for a receipt that nobody had to read', () => {
    const receipt = { ...receiptWith({}, {}), reading: null }
    expect([readFieldsOf(receipt).size, shownPagesOf(receipt)]).toEqual([0, []])
  })
})

describe('a page as it is shown', () => {
  it.each([
    [0, 600, 800, { x: 100, y: 40, width: 60, height: 10 }],
    [3.2, 600, 800, { x: 100, y: 40, width: 60, height: 10 }],
    [90, 800, 600, { x: 750, y: 100, width: 10, height: 60 }],
    [181, 600, 800, { x: 440, y: 750, width: 60, height: 10 }],
    [270, 800, 600, { x: 40, y: 440, width: 10, height: 60 }],
    [-90, 800, 600, { x: 40, y: 440, width: 10, height: 60 }],
  ])('is turned upright by the nearest quarter of %d degrees, with its boxes', (tilt, width, height, box) => {
    const [page] = shownPagesOf(receiptWith({}, { number: number('1042') }, tilt))
    expect(page).toMatchObject({ page: 2, width, height, fields: [{ name: 'number', box }] })
  })
  it('has the fields of its own page only', () => {
    const [page] = shownPagesOf(receiptWith({}, { number: { ...number('1042'), page: 1 } }))
    expect(page?.fields).toEqual([])
  })
})
