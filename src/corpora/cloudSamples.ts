/** The clouds by their identifiers, as they appear in links. */
export type CloudSampleId = "digits";

/** Clouds that never were text, for everybody to try: files of the site, read as a person's own file is. */
export interface CloudSample {
  /** Stable, used in links; unlike those of the texts. */
  readonly id: CloudSampleId;
  /** Where it comes from and under which licence. */
  readonly source: string;
  readonly fileName: string;
  /** Address of the file. */
  readonly address: () => Promise<string>;
}

export const cloudSamples: readonly CloudSample[] = [
  {
    id: "digits",
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
