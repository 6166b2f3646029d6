import { makeStatement } from '../made/statement.ts'
import { balanceOf } from '../set-the-scene.ts'
import { must } from '../speaker.ts'
import type { BankTransaction, Match, OpenItem, Page, StatementUpload } from '../wire.ts'
import { left, type Step } from './props.ts'

/** The bank's statement: what we paid and what the customer paid are matched by themselves; the same file again changes nothing. */
export const match: Step = {
  title: 'Match',
  async play(stage, props) {
    const { bookkeeper } = stage.as
    const { bankAccount } = props.scene
    const payment = left(props, 'payment')
    const bytes = makeStatement({
      id: `U${stage.run}`,
      account: bankAccount.number,
      on: stage.today,
      opening: await balanceOf(stage, bankAccount),
      entries: [{ reference: `N${stage.run}1`, ...payment, amount: `-${payment.amount}` }],
    })
    const upload = { bytes, mediaType: 'application/xml', name: `kontoutskrift-${stage.run}.xml` }
    const path = `bank-accounts/${bankAccount.id}/statements`
    const statement = await bookkeeper.send<StatementUpload>(path, upload)
    must(statement.matched === statement.transactions, `${statement.matched} of ${statement.transactions} were matched`)
    stage.say(
      `camt.053: ${statement.transactions} in, ${statement.matched} matched, balance ${statement.closingBalance}`,
    )
    for (const note of statement.exceptions) stage.say(`exception ${note.code}: ${note.message}`)
    const { data } = await bookkeeper.get<Page<BankTransaction>>(`bank-transactions?statementId=${statement.id}`)
    for (const { matchId, amount } of data) {
      const { method, evidence } = await bookkeeper.get<Match>(`matches/${matchId}`)
      stage.say(`${amount} by ${method}: ${evidence.map(({ message }) => message).join(' ')}`)
    }
    const item = await bookkeeper.get<OpenItem>(`open-items/${payment.openItemId}`)
    must(!/[1-9]/.test(item.remaining), `${item.remaining} is left of what we owed`)
    const again = await bookkeeper.send<StatementUpload>(path, upload)
    must(again.isDuplicate && again.id === statement.id, 'the same file was taken for another')
    stage.say('open items settled; the same file again changes nothing')
  },
}
