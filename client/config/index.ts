import path from 'node:path';
import { defineConfig } from '@tarojs/cli';

const root = path.resolve(__dirname, '..');
const sharedSrc = path.resolve(root, '../shared/src');
const isH5 = process.env.TARO_ENV === 'h5';
const outputRoot = isH5 ? 'dist/h5' : 'dist/weapp';

/** Packages published as ES2022: WeChat uploads what is built, so they are lowered here. */
const isModernPackage = (file: string) =>
  /[\\/]node_modules[\\/](zod|zustand|gcoord|supercluster|kdbush)[\\/]/.test(file);

/** Staff pages are laid out in true pixels on every platform, not in widths of a phone. */
const isDeskStyle = (file: string) => /[\\/](pkg-staff|styles[\\/]desk)[\\/]/.test(file);

const cssModules = { enable: false, config: { namingPattern: 'module', generateScopedName: '[local]' } };

export default defineConfig<'webpack5'>({
  projectName: 'jierong-gongzhi',
  date: '2026-1-1',
  designWidth: 375,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  // Chinese as it is: escaped, a character takes six bytes instead of three.
  terser: { enable: true, config: { output: { ascii_only: false } } },
  plugins: [path.resolve(root, 'plugins/aria.js')],
  alias: { '@': path.resolve(root, 'src') },
  defineConstants: {
    // h5 is served by the server itself: same origin.
    API_BASE: JSON.stringify(isH5 ? '' : (process.env.API_BASE ?? 'http://127.0.0.1:8080')),
  },
  copy: {
    patterns: [
      { from: 'src/assets/markers', to: `${outputRoot}/assets/markers` },
      ...(isH5 ? [] : [{ from: 'src/sitemap.json', to: `${outputRoot}/sitemap.json` }]),
    ],
    options: {},
  },
  mini: {
    compile: { include: [sharedSrc, isModernPackage] },
    optimizeMainPackage: { enable: true },
    postcss: { pxtransform: { enable: true, config: { exclude: isDeskStyle } }, cssModules },
  },
  h5: {
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    // The icons of the tab bar come with the program: a tab taken without a network has its picture.
    imageUrlLoaderOption: { limit: 4096 },
    compile: { include: [sharedSrc, isModernPackage] },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    // A browser keeps CSS pixels: text stays sharp, zoom works, and a wide window does not swell the page.
    postcss: { pxtransform: { enable: false, config: {} }, autoprefixer: { enable: true, config: {} }, cssModules },
    webpackChain(chain) {
      // Without this Taro's own code is copied into every page's chunk.
      chain.optimization.splitChunks({
        chunks: 'all',
        cacheGroups: {
          leaflet: {
            test: /[\\/]node_modules[\\/](leaflet|supercluster|kdbush)[\\/]/,
            name: 'leaflet',
            chunks: 'async',
            priority: 20,
          },
          vendors: { test: /[\\/]node_modules[\\/]/, name: 'vendors', chunks: 'initial', priority: 10 },
          common: { minChunks: 2, name: 'common', priority: 1, reuseExistingChunk: true },
        },
      });
    },
  },
});
