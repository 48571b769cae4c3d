import errno
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from demo.accounts import Account, ensure_editor, ensure_members
from demo.identity import describe_site
from demo.making import is_empty, make_content
from demo.reading import ContentError
from kb.trees import ensure_trees
from search.indexing import indexer
from users.models import User

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = (
        "Makes a site to try: database, vocabularies, dictionaries, a tree for each language, an editor's account, demo"
        " content; then runs it on this machine only. Started again, it changes nothing that is there."
    )
    # The checks look into tables that the command has yet to make; runserver makes them all.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="The port to listen on (default: 8000).")
        parser.add_argument("--no-server", action="store_true", help="Make the site, and do not run it.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("demo is for trying the site on your own machine; for a server see docs/operator.md.")
        port: int = options["port"]
        if not options["no_server"]:
            check_port(port)
        # Most machines have a second core, and these need neither the database nor each other.
        with ThreadPoolExecutor(max_workers=1) as beside:
            tries = beside.submit(call_command, "build_tries", verbosity=0)
            account = self._prepare()
            if not tries.done():
                self._say("Dictionaries of word forms …")
            tries.result()
        # Pages were published while the dictionaries were being built.
        indexer().keep_current()
        self._say_account(account)
        if options["no_server"]:
            self.stdout.write("The site is ready: manage.py demo runs it.")
            return
        address = f"http://{HOST}:{port}"
        self.stdout.write(self.style.SUCCESS(f"\nThe site:  {address}/\nThe admin: {address}/admin/\n"))
        self.stdout.flush()
        call_command("runserver", f"{HOST}:{port}", use_reloader=False, stdout=self.stdout, stderr=self.stderr)

    def _prepare(self) -> Account:
        self._say("Database …")
        call_command("migrate", verbosity=0, interactive=False)
        self._say("Vocabularies …")
        call_command("load_vocabularies", verbosity=0)
        self._say("A tree for each language …")
        ensure_trees()
        ensure_members()
        account = ensure_editor()
        if is_empty():
            self._say("Demo content …")
            editor = User.objects.get(email__iexact=account.email)
            try:
                with transaction.atomic():
                    describe_site(make_content(editor), editor)
            except ContentError as error:
                raise CommandError(f"The demo content could not be made: {error}") from error
        return account

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _say_account(self, account: Account) -> None:
        if account.password:
            self.stdout.write(self.style.WARNING(f"\nEditor's account: {account.email}"))
            self.stdout.write(self.style.WARNING(f"Password:         {account.password}  (shown only this once)"))
        else:
            self.stdout.write(f"\nEditor's account: {account.email}")
            self.stdout.write(
                f"The password was shown at the first start. A new one: manage.py changepassword {account.email}"
            )


def check_port(port: int) -> None:
    """Raises ``CommandError`` if nothing can listen on ``port`` of this machine, and says which way out there is."""
    if not 1 <= port <= 65535:
        raise CommandError(f"{port} is no port: choose a number from 1024 to 65535, for example --port 8001.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the server does: a port that was in use a moment ago can be used again.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            reason = "is taken by another program" if taken else f"cannot be used ({error.strerror})"
            other = port + 1 if 1024 <= port < 65535 else 8001
            raise CommandError(
                f"Port {port} {reason}. Choose another one: make demo PORT={other}, or manage.py demo --port {other}."
            ) from error
