import { setTheScene } from './set-the-scene.ts'
import type { Stage } from './stage.ts'
import { approve } from './steps/approve.ts'
import { check } from './steps/check.ts'
import { code } from './steps/code.ts'
import { connectVendor, handOver } from './steps/hand-over.ts'
import { match } from './steps/match.ts'
import { pay } from './steps/pay.ts'
import { post } from './steps/post.ts'
import type { Props, Step } from './steps/props.ts'
import { receive } from './steps/receive.ts'
import { see } from './steps/see.ts'
import { subscribe, tell } from './steps/tell.ts'

const STEPS: readonly Step[] = [receive, check, code, approve, post, pay, match, handOver, tell, see]

/** Plays the main job from the e-invoice to the webhook of its payment; throws DemoFailure where something is not as it must be. */
export async function playStory(stage: Stage): Promise<void> {
  const props: Props = {
    scene: await setTheScene(stage),
    subscription: await subscribe(stage),
    connection: await connectVendor(stage),
  }
  for (const [index, step] of STEPS.entries()) {
    const since = performance.now()
    const said: string[] = []
    await step.play({ ...stage, say: (line) => void said.push(line) }, props)
    const ms = Math.round(performance.now() - since)
    const [first = '', ...rest] = said
    stage.say(`${String(index + 1).padStart(2)}  ${step.title.padEnd(10)}${first}  (${ms} ms)`)
    for (const line of rest) stage.say(`${' '.repeat(14)}${line}`)
  }
}
