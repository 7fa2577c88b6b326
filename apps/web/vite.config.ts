import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

const phone = `${root}/index.html`;
const portal = [`${root}/portal/index.html`, `${root}/portal/reference/index.html`];

/**
 * Static pages: the phone screen at `/`, and the developer portal at `/portal/` except in the mode `stage`, whose pages go
 * on the internet.
 */
export default defineConfig(({ mode }) => ({
  root,
  plugins: [react()],
  build: {
    outDir: `${root}/../../dist/apps/web`,
    emptyOutDir: true,
    // Pages have a strict Content-Security-Policy, which allows no data: URLs.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: mode === 'stage' ? [phone] : [phone, ...portal],
    },
  },
}));
