/** Clouds that never were text, for everybody to try: files of the site, read as a person's own file is. */
export interface CloudSample {
  /** Stable, used in links; unlike those of the texts. */
  readonly id: string;
  readonly title: string;
  /** One sentence on what to look for in it. */
  readonly description: string;
  /** Where it comes from and under which licence. */
  readonly source: string;
  /** Path of the file, from the page's folder. */
  readonly path: string;
  readonly fileName: string;
}

export const cloudSamples: readonly CloudSample[] = [
  {
    id: "fashion-mnist",
    title: "Pictures of clothes (vectors)",
    description:
      "1,600 grey pictures of eight kinds, a dimension for each of 28 × 28 pixels: 784 numbers, and yet TwoNN finds about 14 dimensions.",
    source: "Fashion-MNIST, Copyright 2017 Zalando SE, MIT licence.",
    path: "clouds/fashion-mnist.npz",
    fileName: "fashion-mnist.npz",
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
export async function loadCloudSample({ path, fileName }: CloudSample): Promise<File> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new File([await response.blob()], fileName);
}
