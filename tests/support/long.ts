/** `npm test -- --long`: what looks at every screen looks in every way that there is, not in those that tell most. */
export const isLong = process.env['MOMENTS_TESTS'] === 'long';
