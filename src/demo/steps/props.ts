import type { Bill } from '../bills.ts'
import type { Scene } from '../set-the-scene.ts'
import type { Stage } from '../stage.ts'
import type { Connection } from './hand-over.ts'
import type { Subscription } from './tell.ts'

/** What one step hands to the next. */
export interface Props {
  readonly scene: Scene
  readonly subscription: Subscription
  /** Undefined where the vendor is no sandbox of ours. */
  readonly connection: Connection | undefined
  bill?: { readonly bill: Bill; readonly receiptId: string; readonly documentId: string }
  booked?: { readonly journalEntryId: string; readonly openItemId: string }
  sale?: { readonly invoiceId: string; readonly kid: string; readonly amount: string; readonly openItemId: string }
  matched?: { readonly matchIds: readonly string[] }
  payment?: {
    readonly endToEndId: string
    readonly amount: string
    readonly openItemId: string
    readonly name: string
    readonly account: string
  }
}

export interface Step {
  readonly title: string
  play(stage: Stage, props: Props): Promise<void>
}

/** What an earlier step must have left. */
export function left<K extends keyof Props>(props: Props, name: K): NonNullable<Props[K]> {
  const found = props[name]
  if (!found) throw new Error(`no earlier step left the ${name}`)
  return found
}
