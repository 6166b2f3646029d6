import { describe, expect, it } from 'vitest'
import { staffRoute } from '#src/approvals/model/approvers.ts'
import type { PolicyRules, Step } from '#src/approvals/model/policy.ts'
import type { Subject } from '#src/approvals/model/subject.ts'
import { type Answer, restaff, seatFor, tally } from '#src/approvals/model/tally.ts'
import { fc } from '#test/support/property.ts'
import { anna, bram, chris, directory, line, names, noor, olga, people, policy, subject } from './support.ts'

const asking = (...steps: Step[]): PolicyRules => policy([{ name: 'all', bands: [], above: { steps } }])
const step = (need: Step['need'], ...members: string[]): Step => ({
  name: 'step',
  need,
  approvers: members.map((one) => ({ member: one })),
})
const staffed = (rules: PolicyRules, about: Subject = subject(), where = directory()) => staffRoute(rules, about, where)
const approves = (personId: string, stepNo = 1, forPersonId = personId): Answer => ({
  stepNo,
  personId,
  forPersonId,
  decision: 'approve',
})

describe('staffing', () => {
  it('finds roles, the approver of the supplier and the managers of the projects on the lines', () => {
    const rules = asking(
      { name: 'role', need: 'any', approvers: [{ role: 'approver' }] },
      { name: 'supplier', need: 'any', approvers: [{ dynamic: 'supplierApprover' }] },
      { name: 'project', need: 'all', approvers: [{ managerOf: 'project' }] },
    )
    const lines = ['P1', 'P2', 'P1'].map((project) => line('6340', { dimensions: { project } }))
    const where = directory(people, { 'project:P1': ['anna'], 'project:P2': ['bram'] })
    const { steps } = staffed(rules, subject({ lines, supplierApproverId: 'chris' }), where)
    expect(steps.map((one) => names(one.candidates))).toEqual([['anna', 'bram', 'chris'], ['chris'], ['anna', 'bram']])
  })

  it('leaves out who entered the subject, and owes the missing signature of "all" to a stand-in', () => {
    const rules = asking(step('all', 'noor', 'anna'))
    const found = staffed(rules)
    expect(found.steps[0]).toMatchObject({ need: 2, excluded: [{ approver: noor, reason: 'enteredIt' }] })
    const standing = tally(found, [approves('anna')])
    expect(names(standing.steps[0]?.waitingFor ?? [])).toEqual(['olga'])
    expect(tally(found, [approves('anna'), approves('olga')]).status).toBe('approved')
  })

  it('leaves out whose mandate is too small', () => {
    const rules: PolicyRules = {
      ...asking(step('any', 'anna', 'bram')),
      mandates: [{ member: 'anna', upTo: '999.99' }],
    }
    expect(staffed(rules).steps[0]?.excluded).toEqual([{ approver: anna, reason: 'mandateTooSmall' }])
  })

  it('lets the default approver stand in where a step finds nobody', () => {
    const standing = tally(staffed(asking({ name: 'x', need: 'any', approvers: [{ managerOf: 'project' }] })), [])
    expect(names(standing.steps[0]?.waitingFor ?? [])).toEqual(['olga'])
  })

  it('says that a request is stuck where the only possible approver entered it', () => {
    const alone = subject({ enteredBy: [{ personId: 'olga', credentialId: null }] })
    const standing = tally(staffed(policy([]), alone), [])
    expect(standing).toMatchObject({ status: 'pending', steps: [{ isStuck: true, waitingFor: [] }] })
  })
})

describe('the tally', () => {
  it('needs one of any, each of all, and N of M', () => {
    expect(tally(staffed(asking(step('any', 'anna', 'bram'))), [approves('bram')]).status).toBe('approved')
    const all = staffed(asking(step('all', 'anna', 'bram')))
    expect(tally(all, [approves('bram')])).toMatchObject({ status: 'pending', missing: 1 })
    expect(tally(all, [approves('bram'), approves('anna')]).status).toBe('approved')
    const two = staffed(asking(step(2, 'anna', 'bram', 'chris')))
    expect(tally(two, [approves('chris')]).missing).toBe(1)
    expect(tally(two, [approves('chris'), approves('anna')]).status).toBe('approved')
  })

  it('opens a step when the one before it is signed', () => {
    const found = staffed(asking(step('any', 'anna'), step('any', 'bram')))
    expect(tally(found, []).steps.map((one) => one.status)).toEqual(['open', 'waiting'])
    expect(tally(found, [approves('anna')]).steps.map((one) => one.status)).toEqual(['signed', 'open'])
  })

  it('opens steps of one order together', () => {
    const found = staffed(asking({ ...step('any', 'anna'), order: 1 }, { ...step('any', 'bram'), order: 1 }))
    expect(tally(found, []).steps.map((one) => one.status)).toEqual(['open', 'open'])
    expect(tally(found, [approves('bram', 2)]).steps.map((one) => one.status)).toEqual(['open', 'signed'])
  })

  it('counts one person in one step only, and lets a stand-in fill the other', () => {
    const found = staffed(asking(step('any', 'anna'), step('any', 'anna')))
    const standing = tally(found, [approves('anna')])
    expect(names(standing.steps[1]?.waitingFor ?? [])).toEqual(['olga'])
    expect(seatFor(standing, 'anna', [])).toBeUndefined()
  })

  it('ends with one rejection', () => {
    const found = staffed(asking(step('all', 'anna', 'bram')))
    const rejected: Answer = { stepNo: 1, personId: 'bram', forPersonId: 'bram', decision: 'reject' }
    expect(tally(found, [approves('anna'), rejected])).toMatchObject({ status: 'rejected' })
  })

  it('hands a seat over by a forward', () => {
    const found = staffed(asking(step('any', 'anna')))
    const forward: Answer = { stepNo: 1, personId: 'anna', forPersonId: 'anna', decision: 'forward', to: chris }
    const standing = tally(found, [forward])
    expect(names(standing.steps[0]?.waitingFor ?? [])).toEqual(['chris'])
    expect(tally(found, [forward, approves('chris')]).status).toBe('approved')
  })

  it('does not let stand-ins outvote whom a step names', () => {
    const where = directory([anna, bram, noor, olga, { ...chris, roles: ['owner'] }])
    const found = staffed(asking(step('all', 'noor', 'anna', 'bram')), subject(), where)
    const first = tally(found, [approves('anna')])
    expect(names(first.steps[0]?.waitingFor ?? [])).toEqual(['bram', 'olga', 'chris'])
    const second = tally(found, [approves('anna'), approves('olga')])
    expect(names(second.steps[0]?.waitingFor ?? [])).toEqual(['bram'])
  })

  it('keeps the people of a signed step when members change', () => {
    const rules = asking({ name: 'all', need: 'all', approvers: [{ role: 'approver' }] }, step('any', 'olga'))
    const before = staffed(rules, subject(), directory([anna, olga]))
    const standing = tally(before, [approves('anna')])
    const after = restaff(before, staffed(rules, subject(), directory([anna, bram, olga])), standing)
    expect(tally(after, [approves('anna')]).steps.map((one) => one.status)).toEqual(['signed', 'open'])
  })
})

describe('a delegate', () => {
  const found = staffed(asking(step(2, 'anna', 'bram')))

  it('fills the place of the delegator', () => {
    expect(seatFor(tally(found, []), 'chris', ['anna'])).toEqual({ stepNo: 1, forPersonId: 'anna' })
    const standing = tally(found, [approves('chris', 1, 'anna')])
    expect(names(standing.steps[0]?.waitingFor ?? [])).toEqual(['bram'])
  })

  it('who is an approver too signs once, for himself first', () => {
    expect(seatFor(tally(found, []), 'bram', ['anna'])).toEqual({ stepNo: 1, forPersonId: 'bram' })
    expect(seatFor(tally(found, [approves('bram')]), 'bram', ['anna'])).toBeUndefined()
  })

  it('has no place for a delegator who entered the subject', () => {
    const own = staffed(asking(step('any', 'anna')), subject({ enteredBy: [{ personId: 'anna', credentialId: null }] }))
    expect(seatFor(tally(own, []), 'chris', ['anna'])).toBeUndefined()
  })

  it('is not asked again after his own signature was given by another', () => {
    const standing = tally(found, [approves('chris', 1, 'anna')])
    expect(seatFor(standing, 'anna', [])).toBeUndefined()
    expect(seatFor(standing, 'anna', ['bram'])).toBeUndefined()
  })
})

describe('any run of clicks', () => {
  const steps = fc.array(
    fc.record({
      name: fc.constant('step'),
      need: fc.constantFrom<Step['need']>('any', 'all', 1, 2),
      approvers: fc.uniqueArray(fc.constantFrom(...people.map((one) => one.name)), { minLength: 1, maxLength: 4 }),
      order: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  const clicks = fc.array(fc.constantFrom(...people.map((one) => one.name)), { maxLength: 30 })

  it('approves only by as many different people as the steps ask for, never by who entered it', () => {
    fc.assert(
      fc.property(steps, clicks, fc.constantFrom(...people.map((one) => one.name)), (drawn, run, enterer) => {
        const rules = asking(
          ...drawn.map((one) => ({ ...one, approvers: one.approvers.map((name) => ({ member: name })) })),
        )
        const about = subject({ enteredBy: [{ personId: enterer, credentialId: null }] })
        const found = staffed(rules, about)
        const answers: Answer[] = []
        for (const personId of run) {
          const seat = seatFor(tally(found, answers), personId, [])
          if (seat) answers.push({ ...seat, personId, decision: 'approve' })
        }
        const signers = answers.map((answer) => answer.personId)
        expect(signers).not.toContain(enterer)
        expect(new Set(signers).size).toBe(signers.length)
        const asked = found.steps.reduce((total, one) => total + one.need, 0)
        expect(tally(found, answers).status === 'approved').toBe(signers.length === asked)
      }),
    )
  })
})
