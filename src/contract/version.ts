/**
 * The marker that every answer of the endpoint carries. A phone takes an answer for ours only when it is there:
 * a captive portal, a cache or a proxy does not know it.
 */
export const PROTOCOL = 'moments/1';

/**
 * The schema number of the operations that this build writes. It moves whenever `momentBody` or `withdrawalBody`
 * changes; older ones are accepted for good (V1).
 */
export const OPERATION_SCHEMA = 2;

/** What a file that a phone saved for its manager says of itself. */
export const EXPORT_FORMAT = 'moments-export/1';
