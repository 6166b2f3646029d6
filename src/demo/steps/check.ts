import { POWER_LINES, writeBill } from '../bills.ts'
import { must } from '../speaker.ts'
import { SUPPLIERS } from '../trade.ts'
import type { Receipt } from '../wire.ts'
import { left, type Step } from './props.ts'

interface Validation {
  readonly rules: readonly string[]
  readonly valid: boolean
  readonly fired: readonly { readonly id: string; readonly flag: string }[]
}

/** The official rules judge it; one whose sum is off by a krone is taken in with the rule's id beside the totals. */
export const check: Step = {
  title: 'Check',
  async play(stage, props) {
    const { bookkeeper } = stage.as
    const { documentId, receiptId } = left(props, 'bill')
    const verdict = await bookkeeper.get<Validation>(`documents/${documentId}/validation`)
    const fired = verdict.fired.map(({ id, flag }) => `${id} ${flag}`).join(', ')
    must(verdict.valid, `the e-invoice must be valid, but ${fired} fired`)
    const { declared, computed } = await bookkeeper.get<Receipt>(`receipts/${receiptId}`)
    must(declared.payable === computed.payable, `declared ${declared.payable}, computed ${computed.payable}`)
    stage.say(`valid by ${verdict.rules.join(', ')}; declared ${declared.payable} = computed ${computed.payable}`)

    const bill = writeBill({
      from: SUPPLIERS.power,
      number: `${stage.run}7`,
      issuedOn: stage.today,
      lines: POWER_LINES,
    })
    const text = new TextDecoder().decode(bill.upload.bytes)
    const wrong = text.replace(
      /(<cbc:PayableAmount[^>]*>)(\d)/,
      (_all, tag: string, digit: string) => `${tag}${digit}9`,
    )
    const upload = { ...bill.upload, bytes: new Uint8Array(Buffer.from(wrong)) }
    const { json, status } = await bookkeeper.ask<Receipt>('POST', 'receipts', {
      upload,
      headers: { prefer: 'dry-run' },
    })
    const found = json.exceptions?.find(({ code }) => code.startsWith('BR-CO-'))
    must(status === 201 && found !== undefined, `a wrong sum must be an exception, not ${status}`)
    stage.say(
      `dry run of one with a wrong sum: ${found.code}, ${json.declared.payable} beside ${json.computed.payable}`,
    )
  },
}
