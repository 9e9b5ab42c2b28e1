"""The offices' own papers, Word files and CSV: tables and labelled paragraphs into the plan a workbook gives."""
