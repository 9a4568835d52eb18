/** All pictures of each screen under its name, small, each leading to itself. */
export const contactSheet = () => {
  const screens = new Map<string, { caption: string; file: string }[]>();
  return {
    add(screen: string, caption: string, file: string): void {
      screens.set(screen, [...(screens.get(screen) ?? []), { caption, file }]);
    },
    html(): string {
      const sections = [...screens].map(
        ([screen, pictures]) =>
          `<section><h2>${escaped(screen)}</h2>${pictures.map(figure).join('')}</section>`,
      );
      return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Screens</title>
<style>
body { font: 0.875rem/1.4 system-ui, sans-serif; margin: 1rem; background: #ddd; }
figure { display: inline-block; margin: 0 0.75rem 0.75rem 0; vertical-align: top; }
img { display: block; block-size: 20rem; box-shadow: 0 1px 4px #0006; }
</style>
${sections.join('\n')}
</html>
`;
    },
  };
};

const figure = ({ caption, file }: { caption: string; file: string }): string =>
  `<figure><a href="${file}"><img loading="lazy" alt="" src="${file}"></a>` +
  `<figcaption>${escaped(caption)}</figcaption></figure>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
