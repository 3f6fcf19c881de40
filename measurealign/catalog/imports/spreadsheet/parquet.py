"""Parquet, as data tools write tables: one sheet, headed by the names of its columns."""

from io import BytesIO

from measurealign.catalog.imports.spreadsheet.sheet import (
    Limits,
    Sheet,
    refused,
    text_rows,
    too_many_rows,
)
from measurealign.problems import InputError

#: What a damaged file makes the library raise beside its own exceptions.
_DAMAGE = (OSError, ValueError, TypeError, ArithmeticError, LookupError)


def parquet_sheet(content: bytes, name: str, limits: Limits) -> Sheet:
    """Return the table of a Parquet file as a sheet; raise InputError if it is not sound."""
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        remedy = "pip install 'measurealign[parquet]', or save the table as .csv"
        raise refused(name, "", "Parquet needs pyarrow, which is not installed", remedy) from None
    try:
        file = parquet.ParquetFile(BytesIO(content), thrift_string_size_limit=limits.file)
        _measure(file.metadata, name, limits)
        table = file.read(use_threads=False)
        columns = [table.column(at).to_pylist() for at in range(table.num_columns)]
        named = [str(one) for one in table.column_names]
    except (*_DAMAGE, pyarrow.ArrowException) as error:
        why = " ".join(str(error).split())[:120]
        remedy = "write it again, or save the table as .csv"
        raise refused(name, "", f"the Parquet file is damaged ({why})", remedy) from None
    rows, cleaned = text_rows([named, *(list(row) for row in zip(*columns, strict=True))], limits)
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0] or "file"
    return Sheet(stem, rows, cleaned=cleaned)


def _measure(told: object, name: str, limits: Limits) -> None:
    """Raise InputError for more than any list of measures has, before anything is unpacked."""
    rows, columns = int(told.num_rows), int(told.num_columns)  # type: ignore[attr-defined]
    groups = range(int(told.num_row_groups))  # type: ignore[attr-defined]
    size = sum(told.row_group(at).total_byte_size for at in groups)  # type: ignore[attr-defined]
    if not 0 <= rows <= limits.rows:
        raise too_many_rows(name, "the table", limits)
    if columns > limits.columns or rows * columns > limits.cells or size > limits.unpacked:
        raise _too_large(name, limits)


def _too_large(name: str, limits: Limits) -> InputError:
    what = f"more than {limits.columns} columns, {limits.cells:,} cells or {limits.unpacked} bytes"
    return refused(name, "", what, "keep the columns that tell about measures")
