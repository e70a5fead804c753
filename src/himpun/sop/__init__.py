"""An SOP as a value: its model, its files, its checks, its walk and its chart.

Pure: no Django, no database, no clock, no I/O beyond the bytes handed in (the catalogue reads the package's own files).
Knows only `lib`.
"""
