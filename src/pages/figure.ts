/** A figure as people write it here, as the API takes it: "1 250,50" is 1250.50. */
export const figure = (text: string): string => text.replaceAll(/\s/g, '').replace(',', '.')

/** The amount of an allowance or charge as it counts: an allowance is taken off. */
export const adjustmentFigure = (kind: string, amount: string): string =>
  kind !== 'allowance' ? amount : amount.startsWith('-') ? amount.slice(1) : `-${amount}`
