/** Scripts, styles and data from here alone, nothing inline, no frame around us, and markup only by a named policy. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types moments',
].join('; ');

/** The pages for people who give no name: no manifest, no form that could be sent, no picture but their own. */
const FOR_SPEAKERS = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types moments',
].join('; ');

const PERMISSIONS_POLICY = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

const TWO_YEARS_S = 2 * 365 * 24 * 3600;

/**
 * On every answer, whatever it is. For people who give no name it holds nothing that a browser would write down: so no
 * Strict-Transport-Security either, whose list of hosts outlives a cleared history.
 */
export const securityHeaders = (
  isHttps: boolean,
  isForSpeakers = false,
): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': isForSpeakers ? FOR_SPEAKERS : CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': PERMISSIONS_POLICY,
  ...(isHttps && !isForSpeakers ? { 'Strict-Transport-Security': `max-age=${TWO_YEARS_S}` } : {}),
});
