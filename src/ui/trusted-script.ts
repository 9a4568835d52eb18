interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

let policy: ReturnType<Policies['createPolicy']> | undefined;

/**
 * The address of a worker as the content security policy lets it in: by this one policy, which can be made once a page
 * and knows the workers that there are.
 */
export const trustedScript = (url: string): string => {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  policy ??= trustedTypes?.createPolicy('moments', {
    createScriptURL: (asked) => {
      if (!/^\/(sw|(assets|plain)\/(proof|spreadsheet)-worker-[\w-]+)\.js$/.test(asked))
        throw new TypeError('No worker');
      return asked;
    },
  });
  return policy?.createScriptURL(url) ?? url;
};
