/** Clouds that never were text, for everybody to try: files of the site, read as a person's own file is. */
export interface CloudSample {
  /** Stable, used in links; unlike those of the texts. */
  readonly id: string;
  readonly title: string;
  /** One sentence on what to look for in it. */
  readonly description: string;
  /** Where it comes from and under which licence. */
  readonly source: string;
  readonly fileName: string;
  /** Address of the file. */
  readonly address: () => Promise<string>;
}

export const cloudSamples: readonly CloudSample[] = [
  {
    id: "digits",
    title: "Handwritten digits (vectors)",
    description:
      "1,600 pictures of the digits 0 to 7, a dimension for each of 28 × 28 pixels: 784 numbers, and yet TwoNN finds about 11 dimensions.",
    source: "MNIST database of handwritten digits (LeCun, Cortes, Burges), CC BY-SA 3.0.",
    fileName: "digits.npz",
    address: async () => (await import("virtual:clouds/digits")).default,
  },
];

/** The sample of this identifier, if it is one of vectors. */
export function cloudSampleOf(id: string | null): CloudSample | undefined {
  return cloudSamples.find((sample) => sample.id === id);
}

/**
 * Fetches a sample's file.
 * @throws Error if the server does not give it.
 */
export async function loadCloudSample({ address, fileName }: CloudSample): Promise<File> {
  const url = await address();
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new File([await response.blob()], fileName);
}
