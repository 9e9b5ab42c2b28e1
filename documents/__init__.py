"""Paper in and out: the office workbook, what it loads, and what the register looks like to those who ask."""
