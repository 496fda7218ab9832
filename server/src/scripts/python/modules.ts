import { type ApiValue, apiValue } from '../value';
import { listOf } from '../word-list';

/** Other names under which modules go. */
const ALIASES: Readonly<Record<string, string>> = {
	urllib2: 'urllib.request',
	'six.moves.urllib': 'urllib',
	'six.moves.urllib.request': 'urllib.request',
	httplib: 'http.client',
	posixpath: 'os.path',
	ntpath: 'os.path',
	posix: 'os',
	nt: 'os',
	cPickle: 'pickle',
	_pickle: 'pickle',
	commands: 'subprocess',
	__builtin__: 'builtins',
	__builtins__: 'builtins',
	_io: 'io',
	_socket: 'socket',
	_winreg: 'winreg',
	anydbm: 'shelve',
	asyncio_subprocess: 'asyncio.subprocess',
	'ruamel.yaml': 'yaml',
	pd: 'pandas',
	np: 'numpy',
	Queue: 'queue',
};

/** Functions so well known that a snippet uses them without their import. */
export const SNIPPET_NAMES: Readonly<Record<string, string>> = {
	urlopen: 'urllib.request.urlopen',
	urlretrieve: 'urllib.request.urlretrieve',
	Popen: 'subprocess.Popen',
	check_output: 'subprocess.check_output',
	check_call: 'subprocess.check_call',
	load_dotenv: 'dotenv.load_dotenv',
	b64decode: 'base64.b64decode',
	Path: 'pathlib.Path',
};

/** A module as a value, by its usual name. */
export function moduleValue(name: string): ApiValue {
	const plain = name.replace(/^\.+/, '');
	const alias = Object.hasOwn(ALIASES, plain) ? ALIASES[plain] : undefined;
	return apiValue(alias ?? (plain === '' ? 'package' : plain));
}

/** Modules of the standard library, and packages so common that an import of them means no file beside the script. */
const LIBRARIES = new Set(
	listOf(`
	__future__, _thread, posixpath, ntpath, posix, nt, cPickle, _winreg, commands, httplib, ConfigParser, StringIO, cStringIO, urlparse,
	Queue, Tkinter, exceptions, defusedxml, abc, argparse, array, ast, asyncio, atexit, base64, binascii, bisect, builtins, bz2, calendar, cgi, cmath, cmd, code,
	codecs, collections, colorsys, compileall, concurrent, configparser, contextlib, contextvars, copy, copyreg, csv, ctypes, curses, dataclasses,
	datetime, dbm, decimal, difflib, dis, distutils, doctest, email, encodings, ensurepip, enum, errno, faulthandler, fcntl, filecmp, fileinput,
	fnmatch, fractions, ftplib, functools, gc, getopt, getpass, gettext, glob, graphlib, grp, gzip, hashlib, heapq, hmac, html, http, imaplib, imp,
	importlib, inspect, io, ipaddress, itertools, json, keyword, linecache, locale, logging, lzma, mailbox, marshal, math, mimetypes, mmap, msvcrt,
	multiprocessing, netrc, numbers, operator, optparse, os, pathlib, pdb, pickle, pickletools, pip, pkgutil, platform, plistlib, poplib, pprint,
	profile, pstats, pty, pwd, py_compile, queue, quopri, random, re, readline, reprlib, resource, runpy, sched, secrets, select, selectors, shelve,
	shlex, shutil, signal, site, smtplib, socket, socketserver, sqlite3, ssl, stat, statistics, string, stringprep, struct, subprocess, symtable, sys,
	sysconfig, syslog, tarfile, telnetlib, tempfile, termios, textwrap, threading, time, timeit, tkinter, token, tokenize, tomllib, trace, traceback,
	tracemalloc, tty, turtle, types, typing, unicodedata, unittest, urllib, urllib2, uuid, venv, warnings, wave, weakref, webbrowser, winreg, winsound,
	wsgiref, xml, xmlrpc, zipapp, zipfile, zipimport, zlib, zoneinfo, typing_extensions, setuptools, pkg_resources, wheel, six,
	requests, httpx, aiohttp, urllib3, numpy, pandas, scipy, matplotlib, seaborn, sklearn, torch, torchvision, torchaudio, tensorflow, keras,
	transformers, datasets, tokenizers, accelerate, diffusers, huggingface_hub, openai, anthropic, langchain, langgraph, llama_index, tiktoken,
	google, googleapiclient, boto3, botocore, azure, flask, django, fastapi, starlette, uvicorn, gunicorn, jinja2, markupsafe, werkzeug, click,
	typer, rich, tqdm, colorama, yaml, ruamel, toml, tomli, tomlkit, pydantic, attrs, attr, cattrs, marshmallow, jsonschema, sqlalchemy, alembic,
	psycopg2, psycopg, pymysql, redis, pymongo, motor, celery, kombu, pytest, hypothesis, mock, nose, tox, bs4, lxml, html5lib, selenium,
	playwright, scrapy, mechanize, PIL, cv2, imageio, skimage, pytesseract, pdfplumber, pypdf, PyPDF2, fitz, pdf2image, reportlab, openpyxl, xlrd,
	xlsxwriter, docx, pptx, markdown, mistune, docutils, sphinx, nltk, spacy, gensim, networkx, sympy, plotly, bokeh, altair, dash, streamlit,
	gradio, pygments, prompt_toolkit, cryptography, Crypto, nacl, jwt, passlib, bcrypt, paramiko, fabric, invoke, websocket, websockets, socketio,
	zmq, grpc, psutil, watchdog, dateutil, pytz, arrow, pendulum, humanize, tabulate, termcolor, loguru, structlog, dotenv, environs, decouple,
	joblib, dill, cloudpickle, numba, cython, pyarrow, polars, dask, h5py, tables, xarray, geopandas, shapely, mcp, fastmcp, tenacity, backoff,
	cachetools, diskcache, filelock, packaging, aiofiles, anyio, trio, sniffio, httptools, orjson, ujson, simplejson, msgpack, regex, chardet,
	charset_normalizer, idna, certifi, frontmatter, slugify, unidecode, emoji, faker, factory, moto, responses, vcr, freezegun, pyperclip, pyautogui,
	pynput, keyboard, pexpect, sh, plumbum, docker, kubernetes, github, gitlab, jira, slack_sdk, telegram, discord, tweepy, stripe, twilio, sendgrid,
	notion_client, googlesearch, yt_dlp, moviepy, ffmpeg, pydub, librosa, soundfile, whisper, sounddevice, speech_recognition, pyttsx3, gtts, ray, mlflow, wandb,
	optuna, xgboost, lightgbm, catboost, statsmodels, prophet, evaluate, peft, trl, vllm, sentence_transformers, faiss, chromadb, qdrant_client, pinecone, weaviate
`),
);

/** Aliases, for those who look for names in text. */
export const MODULE_ALIASES: readonly (readonly [string, string])[] = Object.entries(ALIASES);

/** The file beside the script that an import may mean; `null` for a known library. */
export function importedFile(module: string): string | null {
	const dots = /^\.*/.exec(module)?.[0].length ?? 0;
	const rest = module.slice(dots);
	if (dots === 0 && LIBRARIES.has(rest.split('.')[0] ?? '')) return null;
	if (rest === '' || !/^[\w.]+$/.test(rest)) return null;
	return `${'../'.repeat(Math.max(0, dots - 1))}${rest.replaceAll('.', '/')}.py`;
}

/** An import at the start of a statement; what it names is looked at further. */
const IMPORTS =
	/(?<=^|[\n\r;:])[ \t\f]*(?:from(?:[ \t\f]|\\\r?\n)*(?:(\.*[\w.]*)(?:[ \t\f]|\\\r?\n)+import\b|\.)|import\b([^\n;#]*))/g;

/** Whether the text imports anything that may be a file beside it. */
export function mayImportFile(text: string): boolean {
	for (const [, from, list] of text.matchAll(IMPORTS)) {
		if (from === undefined && list === undefined) return true;
		const modules = from === undefined ? (list ?? '').split(',') : [from];
		if (modules.some(module => !LIBRARIES.has(/^\s*(\w+)/.exec(module)?.[1] ?? ''))) return true;
	}
	return false;
}
