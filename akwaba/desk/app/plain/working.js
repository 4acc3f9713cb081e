/** The families of this page only: nothing on this tablet could be locked, so nothing is kept. */

/** @type {Map<string, {id: string}>} */
const families = new Map();

/** @param {{id: string}} record the same id replaces it */
export async function remember(record) {
  families.set(record.id, record);
}

/** @returns {Promise<any[]>} */
export const recall = async () => [...families.values()];

export async function wipe() {
  families.clear();
}
