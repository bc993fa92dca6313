/** Waits until something is there; fails when what should bring it has ended without it. */
export async function until(isThere: () => boolean, bringing: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
  };
  bringing.then(end, end);
  while (!isThere()) {
    if (hasEnded) throw new Error('what was waited for did not come');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
