"""The office workbook: its form as a template, and reading a filled one."""
