import { setTheScene } from '../set-the-scene.ts'
import type { Stage } from '../stage.ts'
import { playStory } from '../story.ts'
import { payPast } from './pay-past.ts'
import { receivePastBills } from './receive-past-bills.ts'
import { sellPast } from './sell-past.ts'

/**
 * Gives the demo company the weeks behind it, so that every page has something to show, through the API as anybody
 * would. May be run again after an interruption: what is there stays.
 */
export async function fillCompany(stage: Stage): Promise<void> {
  const scene = await setTheScene(stage)
  const received = await receivePastBills(stage)
  await payPast(stage, scene, received, await sellPast(stage, scene))
  await playStory(stage)
}
