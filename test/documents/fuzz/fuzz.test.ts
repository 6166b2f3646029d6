import { afterAll, describe, expect, it } from 'vitest'
import { stopReading } from '#src/documents/reading/index.ts'
import { einvoiceCase, originals } from './einvoice-cases.ts'
import { fileCase, originalFiles } from './file-cases.ts'
import { answered, judgeEInvoice } from './judge-einvoice.ts'
import { judgeFile } from './judge-file.ts'

const SEED = 20_261
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number)

afterAll(stopReading)

describe('a share of the fuzz', () => {
  it('damaged e-invoices are answered or refused', () => {
    const from = originals()
    const read = numbers(150).filter((number) => judgeEInvoice(einvoiceCase(from, SEED, number)))
    // Both happen, so that the damage is neither too little nor too much to tell anything.
    expect(read.length).toBeGreaterThan(30)
    expect(read.length).toBeLessThan(140)
  })
  it('damaged PDFs and pictures are answered or refused', async () => {
    const from = originalFiles()
    let read = 0
    for (const number of numbers(5)) if (await judgeFile(fileCase(from, SEED, number))) read += 1
    expect(read).toBeGreaterThan(0)
  })
  it('makes a case again by its seed and number', () => {
    const from = originals()
    expect(einvoiceCase(from, 5, 7)).toEqual(einvoiceCase(from, 5, 7))
    expect(einvoiceCase(from, 5, 7)).not.toEqual(einvoiceCase(from, 5, 8))
    expect(einvoiceCase(from, 5, 7)).not.toEqual(einvoiceCase(from, 6, 7))
  })
  it('lets a fault through that is no problem of ours', () => {
    expect(() => answered(() => Object.keys(undefined as unknown as object))).toThrow(TypeError)
  })
})
