/** Whether an entry belongs to the pool that the page shows; while no pool is selected, every entry does. */
export const inSelectedPool = ({ address }) => (entry) => !address.pool || entry.pool === address.pool;
