/** Made by the Vite plugin in scripts/corporaPlugin.ts. An ambient module can't import, so PackagedText is spelt out. */
declare module "virtual:corpora/*" {
  const packagedText: {
    readonly notice: string;
    readonly lines: readonly { readonly text: string; readonly label?: string }[];
  };
  export default packagedText;
}

/** Made by the Vite plugin in scripts/cloudsPlugin.ts: the file's address. */
declare module "virtual:clouds/digits" {
  const address: string;
  export default address;
}
