"""The entry that granian serves: the pages behind the door that receives."""

from himpun.cli.hands import hands
from himpun.conf.receiving import Door
from himpun.conf.wsgi import application as pages

application = Door(pages, threads=hands().threads)
