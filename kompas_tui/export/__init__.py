"""The report and the data on paper and in files; knows the domain, no screen and no socket."""

from kompas_tui.export.naming import coded, name_of
from kompas_tui.export.word import report_name, write_report, write_word

__all__ = ["coded", "name_of", "report_name", "write_report", "write_word"]
