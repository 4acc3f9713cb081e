// Builds each engine as its own page, minified, as its users would get it.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const of = (path) => fileURLToPath(new URL(path, import.meta.url));
const engine = of("./node_modules/enketo-core/src/js");

export default defineConfig({
  base: "./",
  logLevel: "error",
  resolve: {
    alias: [
      // Enketo's style sheet names a module by the path that it has in Enketo's own repository.
      { find: /^\/packages\/enketo-core\/node_modules/, replacement: of("./node_modules") },
      { find: "enketo/config", replacement: of("./node_modules/enketo-core/config.js") },
      { find: "enketo/widgets", replacement: `${engine}/widgets.js` },
      { find: "enketo/translator", replacement: `${engine}/fake-translator.js` },
      { find: "enketo/dialog", replacement: `${engine}/fake-dialog.js` },
      { find: "enketo/file-manager", replacement: `${engine}/file-manager.js` },
      { find: "enketo/xpath-evaluator-binding", replacement: `${engine}/xpath-evaluator-binding.js` },
    ],
  },
  css: { preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ["import", "global-builtin", "slash-div", "color-functions"] } } },
  build: {
    outDir: "built",
    chunkSizeWarningLimit: 10_000,
    rollupOptions: { input: { enketo: of("./enketo.html"), odk: of("./odk.html"), transform: of("./transform.html") } },
  },
});
