"""One JSON object a line, without personal data."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

# What a link holds that lets its holder set a password.
SECRET_PATH = re.compile(r"(/password_reset/confirm/|/sign-in/new/)\S+")
ADDRESS = re.compile(r"[^\s@<>\"'(),;:=]+@[^\s@<>\"'(),;:=]+")
# PostgreSQL repeats the values of a refused row in these lines.
ROW_DETAIL = re.compile(r"^(?:DETAIL|CONTEXT):.*$", re.MULTILINE)


def without_personal_data(text: str) -> str:
    """Masks e-mail addresses, what links to a new password hold, and the lines in which PostgreSQL repeats the values
    of a row.
    """
    text = SECRET_PATH.sub(r"\1[left out]", ADDRESS.sub("[address]", text))
    return ROW_DETAIL.sub("[detail left out]", text)


class JsonFormatter(logging.Formatter):
    """time (UTC), level, logger, message, and for errors the exception's class, message and places in the code.

    Nothing of a request but what the message says: Django puts the path there, never the query, body or account.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
            "process": record.process,
        }
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
            line["error_message"] = without_personal_data(str(error))
            # Places only: the lines of code are in the repository, and values are nowhere.
            line["trace"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
            ]
        return json.dumps(line, ensure_ascii=False)
