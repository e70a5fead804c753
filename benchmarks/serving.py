"""The pages as `himpun serve` serves them, but for the keeper beside them.

What a finished task has promised (to draw its paper) is carried out after its answer, by whoever has time; here nobody
does, so that only what the person waits for is measured.
"""

from django.core.wsgi import get_wsgi_application

from himpun.cli.hands import hands
from himpun.conf.receiving import Door

application = Door(get_wsgi_application(), threads=hands().threads)
