"""Reading the sheets that village chiefs, hosts and border clerks really fill.

A file becomes a table (`workbook`), its columns get a meaning (`headers`), its lines become people
(`people`) and its people households (`households`); what cannot be understood waits in a correction
sheet (`corrections`); what can is registered (`register`).
"""
