import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { sortAtomicCss, themeCss } from './build-plugins.mts';

const source = (name: string): string => fileURLToPath(new URL(`./src/${name}`, import.meta.url));

export default defineConfig({
  // Forge serves the resource under a path that nobody knows before it is deployed.
  base: './',
  plugins: [react(), themeCss(), sortAtomicCss()],
  resolve: {
    alias: [{ find: /^@atlaskit\/feature-gate-js-client(\/.*)?$/, replacement: source('featureGates.ts') }],
  },
  build: {
    outDir: 'build',
    emptyOutDir: true,
    target: 'es2022',
    // One stylesheet for all tabs: the atomic rules of Compiled depend on their order, which chunks would not keep.
    cssCodeSplit: false,
    // The polyfill would be an inline script, which the policy refuses.
    modulePreload: { polyfill: false },
    // Vite would put small files into the page as data: addresses; fonts and scripts from these are refused.
    assetsInlineLimit: 0,
  },
});
