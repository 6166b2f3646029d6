import type { Approver, StaffedStep, Staffing } from './approvers.ts'

/** One answer about the present content. Answers are given to the tally in the order in which they came. */
export interface Answer {
  readonly stepNo: number
  /** Who answered. */
  readonly personId: string
  /** Whose place he took by a delegation; his own id otherwise. */
  readonly forPersonId: string
  readonly decision: 'approve' | 'reject' | 'forward'
  /** Who takes the place after a forward. */
  readonly to?: Approver | undefined
}

export interface StepTally {
  readonly no: number
  readonly name: string
  readonly status: 'waiting' | 'open' | 'signed'
  /** Signatures that the step asks for. */
  readonly need: number
  readonly signedBy: readonly string[]
  /** Who may sign it: its own people and, for the places they cannot fill, the stand-ins. */
  readonly waitingFor: readonly Approver[]
  /** Fewer people may sign than signatures are missing: only another policy, member or approver helps. */
  readonly isStuck: boolean
}

export interface Tally {
  readonly status: 'pending' | 'approved' | 'rejected'
  readonly steps: readonly StepTally[]
  /** People who are counted already: who signed, and for whom. */
  readonly spent: ReadonlySet<string>
  /** Signatures still missing over all steps. */
  readonly missing: number
}

/** Puts whom a seat was forwarded to in the place of who forwarded it. */
function seated(step: StaffedStep, answers: readonly Answer[]): readonly Approver[] {
  let people = step.candidates
  for (const { decision, forPersonId, to } of answers) {
    if (decision !== 'forward' || !to) continue
    people = [...people.filter((one) => one.personId !== forPersonId && one.personId !== to.personId), to]
  }
  return people
}

/**
 * Who may sign the step now. Its own people first; a stand-in only for a place that they cannot fill any more, so that
 * stand-ins never outvote somebody whom the step names.
 */
function freeFor(
  step: StaffedStep,
  answers: readonly Answer[],
  spent: ReadonlySet<string>,
  standIns: readonly Approver[],
) {
  const signers = answers.filter((answer) => answer.decision === 'approve').map((answer) => answer.forPersonId)
  const people = seated(step, answers)
  const free = people.filter((one) => !spent.has(one.personId))
  const ownSignatures = people.filter((one) => signers.includes(one.personId)).length
  const byStandIns = signers.length - ownSignatures
  const places = step.need - ownSignatures - free.length - byStandIns
  if (places <= 0) return free
  return [
    ...free,
    ...standIns.filter((one) => !spent.has(one.personId) && !people.some((own) => own.personId === one.personId)),
  ]
}

/**
 * Where a request stands. A person counts once in the whole request, whether he signs for himself or for another, and
 * so does the person he signs for. One rejection ends it. A step opens when all steps of lower order are signed.
 */
export function tally(staffed: Staffing, answers: readonly Answer[]): Tally {
  const approvals = answers.filter((answer) => answer.decision === 'approve')
  const spent = new Set(approvals.flatMap((answer) => [answer.personId, answer.forPersonId]))
  const isRejected = answers.some((answer) => answer.decision === 'reject')
  let openOrder: number | undefined
  const steps = staffed.steps.map((step): StepTally => {
    const own = answers.filter((answer) => answer.stepNo === step.no)
    const signedBy = own.filter((answer) => answer.decision === 'approve').map((answer) => answer.personId)
    const missing = Math.max(0, step.need - signedBy.length)
    if (missing > 0) openOrder ??= step.order
    const status = missing === 0 ? 'signed' : step.order === openOrder ? 'open' : 'waiting'
    const waitingFor = missing > 0 && !isRejected ? freeFor(step, own, spent, staffed.standIns) : []
    const isStuck = !isRejected && waitingFor.length < missing
    return { no: step.no, name: step.name, status, need: step.need, signedBy, waitingFor, isStuck }
  })
  const missing = steps.reduce((total, step) => total + Math.max(0, step.need - step.signedBy.length), 0)
  return { status: isRejected ? 'rejected' : missing === 0 ? 'approved' : 'pending', steps, spent, missing }
}

/** A place that a person may sign: which step, and for whom. */
export interface Seat {
  readonly stepNo: number
  readonly forPersonId: string
}

/**
 * The place in the open steps that a person may fill: his own before one of somebody who delegated to him. Undefined
 * when he has none, or has signed already. A delegator who may not sign has no place that could be filled for him.
 */
export function seatFor(standing: Tally, personId: string, delegators: readonly string[]): Seat | undefined {
  if (standing.status !== 'pending' || standing.spent.has(personId)) return undefined
  const open = standing.steps.filter((step) => step.status === 'open')
  for (const forPersonId of [personId, ...delegators]) {
    const step = open.find((one) => one.waitingFor.some((approver) => approver.personId === forPersonId))
    if (step) return { stepNo: step.no, forPersonId }
  }
  return undefined
}

/** Steps that are signed keep the people they had; the others take the people of now. */
export function restaff(before: Staffing, now: Staffing, standing: Tally): Staffing {
  const isSigned = (no: number) => standing.steps.some((step) => step.no === no && step.status === 'signed')
  const kept = now.steps.map((step) =>
    isSigned(step.no) ? (before.steps.find((old) => old.no === step.no) ?? step) : step,
  )
  return { steps: kept, standIns: now.standIns }
}
