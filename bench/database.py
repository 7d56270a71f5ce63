"""The database of the bench, made on the server that DATABASE_URL names.

That the city in it is whole stands in the comment of the database, so that one left
half made is made anew.
"""

import psycopg
from psycopg import sql

from bench import settings


def make(scale, again):
    """Make an empty database, unless a whole city of that scale is there already.

    Gives whether the city must be made in it; `again` says that it must be anyhow.
    """
    name = settings.DATABASES["default"]["NAME"]
    with _server() as connection:
        if not again and _is_whole(connection, name, scale):
            return False
        for command in (
            "DROP DATABASE IF EXISTS {} WITH (FORCE)",
            "CREATE DATABASE {}",
        ):
            connection.execute(sql.SQL(command).format(sql.Identifier(name)))
    return True


def say_whole(scale):
    """Remember that the city of that scale was made to its end."""
    name = settings.DATABASES["default"]["NAME"]
    with _server() as connection:
        command = sql.SQL("COMMENT ON DATABASE {} IS {}")
        connection.execute(command.format(sql.Identifier(name), _mark(scale)))


def _is_whole(connection, name, scale):
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database "
        "WHERE datname = %s",
        [name],
    ).fetchone()
    return row is not None and row[0] == _mark(scale)


def _mark(scale):
    return f"a whole city, {scale:g}"


def _server():
    url = settings.DATABASES["default"]
    return psycopg.connect(
        host=url["HOST"],
        port=url["PORT"] or None,
        user=url["USER"],
        password=url["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    )
