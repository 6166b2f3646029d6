import { setTheScene } from '../set-the-scene.ts'
import type { Stage } from '../stage.ts'
import { playStory } from '../story.ts'
import { payPastBills } from './pay-past-bills.ts'
import { receivePastBills } from './receive-past-bills.ts'

/**
 * Gives the demo company the weeks behind it, so that every page has something to show, through the API as anybody
 * would. May be run again after an interruption: what is there stays.
 */
export async function fillCompany(stage: Stage): Promise<void> {
  const scene = await setTheScene(stage)
  await payPastBills(stage, scene, await receivePastBills(stage))
  await playStory(stage)
}
