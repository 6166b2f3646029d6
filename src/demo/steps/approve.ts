import { must } from '../speaker.ts'
import type { Approval, Page, Receipt } from '../wire.ts'
import { left, type Step } from './props.ts'

/** Whoever entered or coded it may not approve; the person whom the policy asks does. */
export const approve: Step = {
  title: 'Approve',
  async play(stage, props) {
    const { bookkeeper, owner, approver } = stage.as
    const { receiptId } = left(props, 'bill')
    const { approvalId, status } = await bookkeeper.post<Receipt>(`receipts/${receiptId}/submissions`)
    must(status === 'inReview' && approvalId !== null, `submitted, it is ${status}`)
    const inbox = await approver.get<Page<Approval>>('approvals?assignee=me&status=pending&limit=200')
    const asked = inbox.data.find(({ id }) => id === approvalId)
    must(asked !== undefined, `it is not in the inbox of ${approver.name}`)
    const { summary } = await approver.get<{ summary: string[] }>(`approvals/${approvalId}/explanation`)
    stage.say(`${asked.subject.title} waits for ${approver.name}: ${summary[0]}`)

    const decisions = `approvals/${approvalId}/decisions`
    const json = { decision: 'approve', seenVersion: asked.version }
    await bookkeeper.refused('scope_missing', 'POST', decisions, { json })
    const { detail } = await owner.refused('approval_self', 'POST', decisions, { json })
    stage.say(`refused: ${bookkeeper.name} 403 scope_missing, ${owner.name} 409 approval_self (${detail})`)
    const decided = await approver.post<Approval>(decisions, { ...json, contentHash: asked.subject.contentHash })
    must(decided.status === 'approved', `after the last signature it is ${decided.status}`)
    stage.say(`${approver.name} approves what hashes to ${asked.subject.contentHash.slice(0, 16)}…`)
  },
}
