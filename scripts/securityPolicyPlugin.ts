/** Puts a Content-Security-Policy into the built page, so that it holds on any static host, whatever headers that sends. */
import type { HtmlTagDescriptor, Plugin } from "vite";

/**
 * The page loads from its own origin alone, evaluates no text as script, and sends no form. Styles of single elements are
 * set through the object model, which needs no exception.
 *
 * It governs the document. A worker that is loaded from an address answers to that answer's own headers, so the worker
 * that fetches models reaches the hub, or the mirror that somebody has chosen, and the document reaches neither.
 */
export const securityPolicy = [
  "default-src 'none'",
  // 'wasm-unsafe-eval' allows WebAssembly, and no eval.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export function securityPolicyPlugin(): Plugin {
  const tags: HtmlTagDescriptor[] = [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: securityPolicy },
      // Before anything that it governs.
      injectTo: "head-prepend",
    },
    { tag: "meta", attrs: { name: "referrer", content: "no-referrer" }, injectTo: "head-prepend" },
  ];
  return { name: "isoscope-security-policy", apply: "build", transformIndexHtml: () => tags };
}
