import { startCollector } from './collector.ts'

/** A receiver of webhooks in a process of its own. */
startCollector()
