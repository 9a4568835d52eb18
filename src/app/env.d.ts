// What the build makes of an import that is not TypeScript.

declare module '*.css';

declare module '*?url' {
  const url: string;
  export default url;
}

declare module '*?url&no-inline' {
  const url: string;
  export default url;
}

declare module '*?worker&url' {
  const url: string;
  export default url;
}

declare module '*?raw' {
  const text: string;
  export default text;
}
