import { must } from '../speaker.ts'
import { SUPPLIERS } from '../trade.ts'
import type { Receipt } from '../wire.ts'
import { left, type Step } from './props.ts'

/** The supplier's settings code the lines; the owner moves one of them to another department. */
export const code: Step = {
  title: 'Code',
  async play(stage, props) {
    const { bookkeeper, owner } = stage.as
    const { receiptId } = left(props, 'bill')
    const receipt = await bookkeeper.get<Receipt>(`receipts/${receiptId}`)
    const { defaultAccount } = SUPPLIERS.power
    for (const { account, vatCode, codedBy, description } of receipt.lines) {
      must(
        account === defaultAccount && vatCode === '1',
        `${description} was coded ${account} ${vatCode} by ${codedBy}`,
      )
    }
    stage.say(`${receipt.lines.length} lines on ${defaultAccount} with VAT code 1, by the supplier's settings`)
    const lines = [{ lineNumber: 3, dimensions: { department: '20' } }]
    const changed = await owner.patch<Receipt>(`receipts/${receiptId}`, { lines })
    const line = changed.lines[2]
    must(line?.dimensions.department === '20', 'the department was not changed')
    stage.say(`${owner.name} moves "${line.description}" to department 20 (version ${changed.version})`)
  },
}
