"""How the web server writes its log, if it is asked to keep one (--access-logfile).

Read from the folder in which it is started. What follows the question mark is what
somebody searched for; so neither that is written, nor the page they came from, nor the
first line of the request, which has it too.
"""

access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s "%(a)s"'
