// Every page's script, which the build makes one file of. The page waits for it, because its first part decides on the colours; the
// rest runs when the page is there.
import './before-paint.js';
import './start.js';
