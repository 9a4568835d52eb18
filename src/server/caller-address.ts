import { isIP } from 'node:net';

/**
 * The address of whoever calls, for counting wrong tries. Over HTTPS a proxy stands in front, and the last entry of
 * its `X-Forwarded-For` is the one that it saw itself; it is believed from a private network only.
 */
export const callerAddress = (
  socketAddress: string,
  forwardedFor: string | null,
  isHttps: boolean,
): string => {
  const seenByProxy = forwardedFor?.split(',').at(-1)?.trim() ?? '';
  const isFromProxy = isHttps && isPrivate(socketAddress) && isIP(seenByProxy) !== 0;
  return isFromProxy ? seenByProxy : socketAddress;
};

const isPrivate = (address: string): boolean =>
  /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i.test(address);
