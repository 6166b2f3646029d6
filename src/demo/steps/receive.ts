import { POWER_LINES, writeBill } from '../bills.ts'
import { must } from '../speaker.ts'
import { SUPPLIERS } from '../trade.ts'
import type { Receipt } from '../wire.ts'
import type { Step } from './props.ts'

const BOMB = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "bilag"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>`

/** An e-invoice comes in and is read exactly; the same again, broken XML and an entity bomb are refused. */
export const receive: Step = {
  title: 'In',
  async play(stage, props) {
    const { bookkeeper } = stage.as
    const from = SUPPLIERS.power
    const bill = writeBill({ from, number: stage.run, issuedOn: stage.today, lines: POWER_LINES })
    const receipt = await bookkeeper.send<Receipt>('receipts', bill.upload)
    const read = [
      ['number', receipt.number, bill.number],
      ['supplier', receipt.supplier.organisationNumber, from.organisationNumber],
      ['date', receipt.issuedOn, bill.issuedOn],
      ['due date', receipt.dueOn, bill.dueOn],
      ['KID', receipt.paymentReference, bill.kid],
      ['account', receipt.bankAccount, from.account],
      ['net', receipt.declared.net, bill.net],
      ['VAT', receipt.declared.vat, bill.vat],
      ['gross', receipt.declared.gross, bill.gross],
    ] as const
    for (const [what, was, wanted] of read) must(was === wanted, `the ${what} was read as ${was}, not ${wanted}`)
    stage.say(`${receipt.id}: ${from.name} ${bill.number}, ${bill.gross} NOK, due ${bill.dueOn}, KID ${bill.kid}`)
    const again = await bookkeeper.refused('receipt_duplicate', 'POST', 'receipts', { upload: bill.upload })
    must(again.existingId === receipt.id, 'the duplicate names another receipt')
    const broken = (text: string) => ({
      upload: { bytes: new Uint8Array(Buffer.from(text)), mediaType: 'application/xml', name: 'broken.xml' },
    })
    await bookkeeper.refused('xml_malformed', 'POST', 'receipts', broken(`<Invoice>${stage.run}`))
    await bookkeeper.refused('xml_doctype_refused', 'POST', 'receipts', broken(`${BOMB}<!--${stage.run}-->`))
    stage.say('the same again 409 receipt_duplicate, broken XML 400, entity bomb 422')
    props.bill = { bill, receiptId: receipt.id, documentId: receipt.documentId }
  },
}
