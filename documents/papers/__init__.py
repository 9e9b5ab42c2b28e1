"""The offices' own papers, Word files and CSV: from tables and labelled paragraphs to the same plan a workbook gives."""
