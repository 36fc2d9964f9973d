import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumLaunchOptions } from "./scripts/chromium.mjs";
import { cloudsPlugin } from "./scripts/cloudsPlugin.ts";
import { corporaPlugin } from "./scripts/corporaPlugin.ts";
import { pageWordsPlugin } from "./scripts/pageWordsPlugin.ts";
import { messagesOf } from "./src/messages/languages.ts";
import { offlinePlugin, serviceWorkerEntry } from "./scripts/offlinePlugin.ts";
import { securityPolicyPlugin } from "./scripts/securityPolicyPlugin.ts";

export default defineConfig({
  // Relative paths: the build works from any sub-folder of any static host.
  base: "./",
  plugins: [
    react(),
    corporaPlugin(),
    cloudsPlugin(),
    offlinePlugin(),
    securityPolicyPlugin(),
    pageWordsPlugin(messagesOf("en")),
  ],
  worker: { format: "es", plugins: () => [corporaPlugin()] },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 2000,
    // Says only that reading WordNet takes a second.
    rolldownOptions: {
      checks: { bundlerTimings: false },
      input: { index: "index.html", [serviceWorkerEntry]: "src/offline/serviceWorker.ts" },
      // A service worker governs the folder that it lies in, under a name that stays.
      output: { entryFileNames: ({ name }) => (name === serviceWorkerEntry ? "[name].js" : "assets/[name]-[hash].js") },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "unit", environment: "node", include: ["tests/unit/**/*.test.ts"], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.{ts,tsx}"],
          testTimeout: 180_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunchOptions() }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: "page",
          environment: "node",
          include: ["tests/page/**/*.test.ts"],
          globalSetup: ["tests/page/serve.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
