"""Himpun runs an office's SOP for collecting performance data (Pengumpulan Data Kinerja, part of SAKIP)."""
