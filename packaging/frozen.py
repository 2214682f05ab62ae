"""Where the frozen app begins."""

import sys

from annotator.__main__ import main

sys.exit(main())
