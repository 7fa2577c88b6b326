import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** Two static pages: the phone screen at `/` and the developer portal at `/portal/`. */
export default defineConfig({
  root,
  plugins: [react()],
  build: {
    outDir: `${root}/../../dist/apps/web`,
    emptyOutDir: true,
    // Pages have a strict Content-Security-Policy, which allows no data: URLs.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [`${root}/index.html`, `${root}/portal/index.html`, `${root}/portal/reference/index.html`],
    },
  },
});
