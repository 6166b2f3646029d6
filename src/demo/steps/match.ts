import { makeStatement } from '../made/statement.ts'
import { balanceOf } from '../set-the-scene.ts'
import { must } from '../speaker.ts'
import type { Stage } from '../stage.ts'
import { CUSTOMER } from '../trade.ts'
import type { BankTransaction, Match, OpenItem, Page, StatementUpload } from '../wire.ts'
import { left, type Props, type Step } from './props.ts'
import { sell } from './sell.ts'

/** The bank's statement: what we paid and what a customer paid are matched by themselves; the same file again changes nothing. */
export const match: Step = {
  title: 'Match',
  async play(stage, props) {
    const { bookkeeper } = stage.as
    await sell(stage, props)
    const upload = await statementOf(stage, props)
    const path = `bank-accounts/${props.scene.bankAccount.id}/statements`
    const statement = await bookkeeper.send<StatementUpload>(path, upload)
    must(statement.matched === statement.transactions, `${statement.matched} of ${statement.transactions} were matched`)
    stage.say(
      `camt.053: ${statement.transactions} in, ${statement.matched} matched, balance ${statement.closingBalance}`,
    )
    for (const note of statement.exceptions) stage.say(`exception ${note.code}: ${note.message}`)
    props.matched = { matchIds: await showMatches(stage, statement.id) }
    for (const { openItemId } of [left(props, 'payment'), left(props, 'sale')]) {
      const { remaining } = await bookkeeper.get<OpenItem>(`open-items/${openItemId}`)
      must(!/[1-9]/.test(remaining), `${remaining} is left of ${openItemId}`)
    }
    const again = await bookkeeper.send<StatementUpload>(path, upload)
    must(again.isDuplicate && again.id === statement.id, 'the same file was taken for another')
    stage.say('open items settled; the same file again changes nothing')
  },
}

/** Our payment with its end-to-end id, and the customer's with the KID of the invoice. */
async function statementOf(stage: Stage, props: Props) {
  const { endToEndId, amount, name, account } = left(props, 'payment')
  const sale = left(props, 'sale')
  const { run, today } = stage
  const bytes = makeStatement({
    id: `U${run}`,
    account: props.scene.bankAccount.number,
    on: today,
    opening: await balanceOf(stage, props.scene.bankAccount),
    entries: [
      { reference: `N${run}1`, amount: `-${amount}`, endToEndId, name, account },
      { reference: `N${run}2`, amount: sale.amount, kid: sale.kid, name: CUSTOMER.name, account: CUSTOMER.account },
    ],
  })
  return { bytes, mediaType: 'application/xml', name: `kontoutskrift-${run}.xml` }
}

async function showMatches({ as: { bookkeeper }, say }: Stage, statementId: string): Promise<string[]> {
  const { data } = await bookkeeper.get<Page<BankTransaction>>(`bank-transactions?statementId=${statementId}`)
  const matchIds: string[] = []
  for (const { matchId, amount } of data) {
    const { id, method, evidence } = await bookkeeper.get<Match>(`matches/${matchId}`)
    say(`${amount} by ${method}: ${evidence.map(({ message }) => message).join(' ')}`)
    matchIds.push(id)
  }
  return matchIds
}
