"""One file out of a zip that anybody can have made."""

import zipfile


def whole_entry(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What is in this entry; BadZipFile where that is more than it says."""
    # `read` of the package unfolds all that is there, whatever size the entry claims.
    with package.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise zipfile.BadZipFile(entry.filename)
    return data
