/** A page before its screen is there: the paper and nothing else, so that nothing jumps. */
export const Frame = () => <main class="frame" aria-busy="true" />;
