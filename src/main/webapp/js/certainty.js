/** A function that says of a lease whether it is "leaked", "suspected", or neither, which is an empty string. */
export function certainty(store) {
  const certain = new Map();
  store.all('leaks').forEach((leak) => certain.set(leak.lease, leak.certain || certain.get(leak.lease) === true));
  return ({ id, leaked }) => {
    if (!leaked) {
      return '';
    }
    return certain.get(id) === false ? 'suspected' : 'leaked';
  };
}
