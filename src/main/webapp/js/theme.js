// Before the first paint, so that nobody who works in the dark is dazzled.
(() => {
  const chosen = localStorage.getItem('leasewatch-theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
