/** What one XML document may cost. Bytes bound the whole; the rest bounds shapes that are small but hurt. */
export interface XmlLimits {
  readonly bytes: number
  readonly depth: number
  readonly elements: number
  /** Attributes of one element, namespace declarations included. */
  readonly attributes: number
  /** UTF-16 units of one attribute value. */
  readonly attributeLength: number
  /** UTF-16 units of one element's own text; embedded attachments live there. */
  readonly textLength: number
}

export const DEFAULT_LIMITS: XmlLimits = {
  bytes: 50_000_000,
  depth: 64,
  elements: 2_000_000,
  attributes: 64,
  attributeLength: 65_536,
  textLength: 50_000_000,
}
