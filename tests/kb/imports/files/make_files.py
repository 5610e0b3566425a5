"""Makes the files beside it with LibreOffice; see README.md. Needs its Python (`import uno`)."""

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FOLDER = Path(__file__).resolve().parent
PORT = 2002
PASSWORD = "tajne"
FILTERS = {
    "odt": "writer8",
    "docx": "MS Word 2007 XML",
    "doc": "MS Word 97",
    "pdf": "writer_pdf_Export",
}


def value(name, content):
    one = PropertyValue()
    one.Name, one.Value = name, content
    return one


def connect():
    resolver = uno.getComponentContext().ServiceManager.createInstance(
        "com.sun.star.bridge.UnoUrlResolver"
    )
    address = f"uno:socket,host=localhost,port={PORT};urp;StarOffice.ComponentContext"
    for _ in range(60):
        try:
            context = resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.5)
        else:
            return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
    sys.exit("LibreOffice does not answer")


def save(desktop, source, target, *more):
    document = desktop.loadComponentFromURL(
        (FOLDER / source).as_uri(), "_blank", 0, (value("Hidden", True),)
    )
    kind = target.rpartition(".")[2]
    document.storeToURL((FOLDER / target).as_uri(), (value("FilterName", FILTERS[kind]), *more))
    document.close(True)


def convert(source, *kinds):
    for kind in kinds:
        command = [
            "soffice",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            FOLDER,
            FOLDER / source,
        ]
        subprocess.run(command, check=True)


def main():
    convert("procedura.fodt", "odt", "docx", "doc")
    convert("pismo.fodt", "pdf")
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"--accept=socket,host=localhost,port={PORT};urp"]
    )
    desktop = connect()
    save(desktop, "pismo.fodt", "haslo.odt", value("Password", PASSWORD))
    locked = uno.Any(
        "[]com.sun.star.beans.PropertyValue",
        (value("EncryptFile", True), value("DocumentOpenPassword", PASSWORD)),
    )
    save(desktop, "pismo.fodt", "haslo.pdf", value("FilterData", locked))
    desktop.terminate()
    office.wait()
    encrypt = ["msoffcrypto-tool", "-e", "-p", PASSWORD, "procedura.docx", "haslo.docx"]
    subprocess.run(encrypt, cwd=FOLDER, check=True)


if __name__ == "__main__":
    main()
