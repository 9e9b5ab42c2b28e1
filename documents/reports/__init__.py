"""Paper out: the office's own documents as Word, Excel and PDF, printed from plain content of one instant."""
