/** Whether an entry belongs to the selected pool. If no pool is selected, every entry does. */
export const inSelectedPool = ({ address }) => (entry) => !address.pool || entry.pool === address.pool;
