interface AppConfig {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
}

/** Every page of the client by its route, e.g. `pages/street/index`, as app.config.ts declares them. */
export function everyRoute(): string[] {
  Object.assign(globalThis, { defineAppConfig: (config: unknown) => config }); // a macro of the build
  const { default: config } = require('../src/app.config') as { default: AppConfig };
  return [...config.pages, ...config.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
}
