"""Reading a notice: pure text in, a proposed plan out. Nothing here knows a database.

    source  bytes of a .txt or .docx        → numbered lines
    marks   一、 （一） 1. （1） ①            → which lines begin something
    sections, activities, phases, tables    → what they begin
    reader  ties it together                → tree.Proposal
    as_json the contract of ``manage.py import_notice --json``

The grammar is that of Chinese official writing (GB/T 9704-2012, 7.3.3) with the departures that real notices
show. Two rules stand above all others: no line is lost, and no source text is rewritten.
"""
