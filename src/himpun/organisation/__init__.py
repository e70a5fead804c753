"""Who: governments, offices, units, posts, people, accounts, and who holds which post from when to when.

Also the office's working calendar. Knows the trail and the pure floors; knows nothing of SOPs or cases.
"""
