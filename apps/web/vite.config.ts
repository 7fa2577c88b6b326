import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

const phone = `${root}/index.html`;
const portal = [`${root}/portal/index.html`, `${root}/portal/reference/index.html`];

/**
 * Builds the phone screen at `/` and the developer portal at `/portal/`. In the mode `stage`, the pages are public,
 * so the portal is left out.
 */
export default defineConfig(({ mode }) => ({
  root,
  plugins: [react()],
  build: {
    outDir: `${root}/../../dist/apps/web`,
    emptyOutDir: true,
    // The pages' strict Content-Security-Policy allows no data: URLs.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: mode === 'stage' ? [phone] : [phone, ...portal],
    },
  },
}));
