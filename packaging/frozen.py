"""Where the frozen app begins."""

import sys

from annotator.readers.sandbox import FLAG, serve

if sys.argv[1:] == [FLAG]:
    serve()
else:
    from annotator.__main__ import main

    sys.exit(main())
