import type { Cx } from '#src/platform/cx.ts'
import type { Receipt, ReceiptLine } from '../receipt.ts'
import { type NewOutcome, putOutcomes } from './memory.store.ts'
import { isSame, proposedFor } from './provenance.ts'
import { itemKey, textKey, vatKey } from './text-key.ts'

/** Whether the line is coded otherwise than it was proposed, or was coded by a person where nothing was. */
function isTaught(line: ReceiptLine): boolean {
  const machine = proposedFor(line.provenance)
  if (!machine) return line.codedBy === 'person'
  return wasSplit(line) || !isSame(line, machine.proposed)
}

const wasSplit = ({ provenance }: ReceiptLine): boolean => provenance?.source === 'person' && provenance.wasSplit

function outcomeOf(line: ReceiptLine, position: number): NewOutcome[] {
  const { account, vatCode, dimensions, provenance } = line
  if (line.role !== 'line' || account === null) return []
  const machine = proposedFor(provenance)
  return [
    {
      position,
      source: machine?.source ?? null,
      basis: machine?.basis ?? null,
      ruleId: machine?.ruleId ?? null,
      ruleVersion: machine?.ruleVersion ?? null,
      itemKey: itemKey(line.item),
      textKey: textKey(line.description),
      vatKey: vatKey(line),
      coded: { account, vatCode, dimensions },
      proposed: machine?.proposed ?? null,
      isRight: machine && !wasSplit(line) && isSame(line, machine.proposed),
    },
  ]
}

/**
 * A person's corrections teach at once: the lines that he coded otherwise than proposed are remembered before the
 * receipt goes anywhere. What he left alone counts only when the receipt is approved.
 */
export async function learnCorrections(cx: Cx, receipt: Receipt): Promise<void> {
  const outcomes = receipt.lines.flatMap((line, index) => (isTaught(line) ? outcomeOf(line, index + 1) : []))
  await putOutcomes(cx, receipt.id, receipt.supplier.partyId, outcomes)
}

/** A person has let the receipt pass: every line is an outcome. What went by itself confirms nothing. */
export async function learnOutcomes(cx: Cx, receipt: Receipt): Promise<void> {
  if (cx.actor.personId === null) return
  const outcomes = receipt.lines.flatMap((line, index) => outcomeOf(line, index + 1))
  await putOutcomes(cx, receipt.id, receipt.supplier.partyId, outcomes)
}
