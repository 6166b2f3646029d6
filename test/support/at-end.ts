import { afterAll } from 'vitest'

const tasks: (() => Promise<void> | void)[] = []

// Registered while the file is collected: a hook that is added later, from beforeAll or a test, would never run.
afterAll(async () => {
  for (const task of tasks.splice(0).reverse()) await task()
})

/** Runs after this file's last test and its own hooks; the last that was given runs first. */
export const atEnd = (task: () => Promise<void> | void): void => void tasks.push(task)
