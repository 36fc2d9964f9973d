/** A trie over UTF-16 units in typed arrays: the vocabularies of Unigram models have a quarter of a million tokens. */

export class TokenTrie {
  /** A hash table from a node and a unit to the next node; 0 is the root, and marks a free place. */
  private keys = new Float64Array(1 << 10);
  private nodes = new Int32Array(1 << 10);
  /** The token that ends at each node; −1 if none does. */
  private tokens = new Int32Array(1 << 9).fill(-1);
  private count = 1;

  /** A token that is set twice has its last id. */
  set(token: string, id: number): void {
    let node = 0;
    for (let at = 0; at < token.length; at++) node = this.next(node, token.charCodeAt(at)) || this.add(node, token, at);
    this.tokens[node] = id;
  }

  /** The node that follows on a unit; 0 if no token goes on so. The root is node 0. */
  next(node: number, unit: number): number {
    return this.nodes[this.placeOf(node * 0x10000 + unit + 1)];
  }

  /** The token that ends at a node; −1 if none does. */
  tokenAt(node: number): number {
    return this.tokens[node];
  }

  private placeOf(key: number): number {
    const mask = this.keys.length - 1;
    let place = (Math.imul(key % 0x7fffffff, 0x9e3779b1) >>> 8) & mask;
    while (this.keys[place] !== 0 && this.keys[place] !== key) place = (place + 1) & mask;
    return place;
  }

  private add(node: number, token: string, at: number): number {
    if (2 * this.count >= this.keys.length) this.grow();
    const key = node * 0x10000 + token.charCodeAt(at) + 1;
    const place = this.placeOf(key);
    this.keys[place] = key;
    this.nodes[place] = this.count;
    return this.count++;
  }

  private grow(): void {
    const { keys, nodes, tokens } = this;
    this.keys = new Float64Array(2 * keys.length);
    this.nodes = new Int32Array(2 * keys.length);
    this.tokens = new Int32Array(keys.length).fill(-1);
    this.tokens.set(tokens);
    keys.forEach((key, from) => {
      if (key === 0) return;
      const place = this.placeOf(key);
      this.keys[place] = key;
      this.nodes[place] = nodes[from];
    });
  }
}
