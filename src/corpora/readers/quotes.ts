/** Quoted cells of delimited text (RFC 4180): "a ""quoted"" cell, with a comma". */

/**
 * Looks for a quoted cell that does not end as one should: at its closing quote, before a delimiter or the line's end.
 *
 * @returns The number, from 1, of the line in which the first such cell begins; null if there is none.
 */
export function firstBrokenQuote(text: string, delimiter: string): number | null {
  let line = 1;
  let atCellStart = true;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === '"' && atCellStart) {
      const opened = line;
      // A doubled quote is a quote; a single one closes the cell.
      for (index++; index < text.length && (text[index] !== '"' || text[index + 1] === '"'); index++) {
        if (text[index] === '"') index++;
        else if (text[index] === "\n") line++;
      }
      const next = text[index + 1];
      if (index >= text.length || (next !== undefined && next !== delimiter && next !== "\n" && next !== "\r"))
        return opened;
    }
    if (character === "\n" || (character === "\r" && text[index + 1] !== "\n")) line++;
    atCellStart = character === delimiter || character === "\n" || character === "\r";
  }
  return null;
}

/** The content of a cell that is quoted as a whole; any other cell as it is. */
export function unquoted(cell: string): string {
  if (cell.length < 2 || !cell.startsWith('"') || !cell.endsWith('"')) return cell;
  const inside = cell.slice(1, -1);
  // Quotes inside stand in pairs. (A pattern that says so runs out of stack at some million characters.)
  return inside.replaceAll('""', "").includes('"') ? cell : inside.replaceAll('""', '"');
}
