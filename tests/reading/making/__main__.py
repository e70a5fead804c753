"""Make the documents of LibreOffice again, all or those named: `python -m tests.reading.making [NAME ...]`."""

import sys

from tests.reading.making.later import LATER_PAPERS
from tests.reading.making.libreoffice import PAPERS, make

make({**PAPERS, **LATER_PAPERS}, sys.argv[1:])
