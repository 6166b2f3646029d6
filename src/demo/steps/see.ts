import { must } from '../speaker.ts'
import type { Stage } from '../stage.ts'
import { left, type Step } from './props.ts'

/** The approver logs in with a browser and finds it all on the pages. */
export const see: Step = {
  title: 'See',
  async play(stage, props) {
    const { receiptId, bill, documentId } = left(props, 'bill')
    const { journalEntryId } = left(props, 'booked')
    const cookie = await logIn(stage)
    const pages = [
      ['inbox', 'inbox', 'Til godkjenning'],
      ['receipt', `receipts/${receiptId}`, bill.number],
      ['original', `documents/${documentId}`, bill.number],
      ['entry', `entries/${journalEntryId}`, '6340'],
      ['ledger', 'ledger', '2400'],
    ] as const
    for (const [what, path, text] of pages) {
      const { status, body } = await open(stage, path, cookie)
      must(status === 200 && body.includes(text), `the page ${what} answered ${status} and does not show ${text}`)
    }
    stage.say(`pages answer: ${pages.map(([what]) => what).join(', ')}`)
    const { status } = await open(stage, 'inbox', '')
    must(status === 303, `without a login the inbox answers ${status}`)
    stage.say(`open ${stage.url}/c/${stage.companyId}/receipts/${receiptId}`)
  },
}

async function logIn({ url, logins }: Stage): Promise<string> {
  const { email, password } = logins.approver
  const response = await fetch(`${url}/login`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email, password }),
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  must(response.status === 303 && cookie !== undefined, `the login answered ${response.status}`)
  return cookie
}

async function open({ url, companyId }: Stage, path: string, cookie: string) {
  const response = await fetch(`${url}/c/${companyId}/${path}`, { redirect: 'manual', headers: { cookie } })
  return { status: response.status, body: await response.text() }
}
