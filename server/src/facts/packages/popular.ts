/**
 * Names of packages that many projects depend on, per ecosystem: the names that look-alikes imitate. Written down by hand
 * from what is generally known of the two ecosystems; no registry was read for it, and it claims no ranking. Packages
 * whose names are close to a listed one and are known to be what they are stand here too, so that they are not reported.
 */
export const POPULAR: Readonly<Record<'pypi' | 'npm', ReadonlySet<string>>> = {
	pypi: new Set(
		`requests urllib3 certifi charset-normalizer chardet idna boto3 botocore s3transfer aiobotocore awscli
		setuptools setuptools-scm wheel pip pipenv pipx poetry poetry-core virtualenv tox nox hatchling flit-core
		numpy scipy pandas polars matplotlib seaborn plotly bokeh altair scikit-learn scikit-image statsmodels xgboost lightgbm
		catboost torch torchvision torchaudio pytorch-lightning tensorflow tensorflow-cpu keras jax jaxlib flax onnx onnxruntime
		transformers tokenizers datasets accelerate diffusers huggingface-hub sentence-transformers safetensors peft
		openai anthropic langchain langchain-core langchain-community langchain-openai langgraph langsmith llama-index llama-cpp-python
		tiktoken litellm chromadb pinecone-client faiss-cpu weaviate-client qdrant-client ollama cohere mistralai groq
		google-generativeai google-api-python-client google-auth google-cloud-storage google-cloud-bigquery google-genai
		mcp fastmcp pydantic pydantic-core pydantic-settings fastapi starlette uvicorn gunicorn hypercorn flask django
		djangorestframework django-cors-headers tornado sanic bottle falcon aiohttp httpx httpcore websockets websocket-client
		requests-oauthlib requests-toolbelt oauthlib python-dotenv python-dateutil python-multipart python-jose python-docx
		python-pptx python-magic python-telegram-bot pytz tzdata tzlocal arrow pendulum dateparser six attrs cattrs click typer rich
		colorama termcolor tabulate tqdm loguru structlog pyyaml ruamel-yaml toml tomli tomlkit jinja2 markupsafe mako
		markdown markdown-it-py mistune beautifulsoup4 bs4 lxml html5lib cssselect soupsieve scrapy selenium playwright pyppeteer
		mechanize feedparser newspaper3k trafilatura readability-lxml pillow opencv-python opencv-python-headless imageio moviepy
		pydub librosa soundfile openai-whisper yt-dlp youtube-dl pypdf pypdf2 pdfplumber pdfminer-six pymupdf reportlab
		weasyprint openpyxl xlrd xlsxwriter xlwings docx2txt tabula-py sqlalchemy alembic psycopg2 psycopg2-binary psycopg
		pymysql mysqlclient mysql-connector-python pymongo motor redis hiredis celery kombu rabbitmq pika kafka-python
		elasticsearch opensearch-py sqlparse duckdb pyarrow fastparquet h5py networkx sympy nltk spacy gensim textblob
		cryptography pycryptodome pycryptodomex pyopenssl paramiko bcrypt passlib pyjwt itsdangerous keyring pynacl
		pytest pytest-cov pytest-asyncio pytest-mock pytest-xdist unittest2 hypothesis mock coverage flake8 pylint black isort mypy ruff
		pyright bandit safety pre-commit sphinx mkdocs mkdocs-material docutils pygments jupyter jupyterlab notebook
		ipython ipykernel ipywidgets nbconvert streamlit gradio dash psutil watchdog filelock platformdirs appdirs packaging
		typing-extensions importlib-metadata zipp pluggy more-itertools decorator wrapt cachetools joblib dill cloudpickle
		protobuf grpcio grpcio-tools docker kubernetes ansible fabric invoke pexpect stripe twilio sendgrid slack-sdk slackclient
		discord-py tweepy praw pygithub gitpython jsonschema jmespath orjson ujson simplejson msgpack marshmallow
		web3 eth-account solana ccxt yfinance pyautogui pynput pywin32 pyinstaller cython numba pybind11 cffi pycparser
		dnspython netaddr scapy shapely geopandas folium geopy tenacity backoff retry ratelimit schedule apscheduler
		azure-identity azure-storage-blob msal jellyfish rapidfuzz fuzzywuzzy levenshtein python-levenshtein regex ftfy unidecode
		deepdiff pyperclip qrcode pyzbar pytesseract easyocr sentry-sdk prometheus-client opentelemetry-api opentelemetry-sdk
		gspread markitdown crewai autogen dspy instructor guidance trio anyio sniffio greenlet gevent eventlet uvloop
		panda3d pandoc pypandoc tabulator pytorch colorlog colorful flask-cors flask-login flask-sqlalchemy`.split(
			/\s+/,
		),
	),
	npm: new Set(
		`react react-dom react-router react-router-dom react-native react-redux react-query react-hook-form react-icons react-scripts
		preact redux redux-thunk zustand jotai recoil mobx next nuxt vue vuex vue-router vuetify pinia svelte sveltekit solid-js angular
		jquery lodash lodash-es underscore ramda rxjs immer immutable moment moment-timezone dayjs date-fns luxon axios node-fetch
		cross-fetch isomorphic-fetch got ky request superagent undici express express-session express-validator koa fastify hapi
		restify connect body-parser cookie-parser cors helmet morgan multer passport passport-local jsonwebtoken bcrypt bcryptjs
		socket.io socket.io-client ws mongoose mongodb mysql mysql2 pg postgres redis ioredis sequelize knex typeorm prisma
		drizzle-orm sqlite3 better-sqlite3 graphql apollo-server apollo-client chalk colors color kleur picocolors commander yargs
		minimist inquirer ora prompts enquirer meow cac boxen figlet debug winston pino bunyan log4js dotenv dotenv-expand cross-env
		cross-spawn execa shelljs rimraf mkdirp glob globby fast-glob minimatch micromatch chokidar fs-extra graceful-fs async
		bluebird q uuid nanoid shortid semver validator joi yup zod ajv ejs pug handlebars mustache nunjucks marked markdown-it
		remark rehype unified gray-matter js-yaml yaml toml xml2js fast-xml-parser cheerio jsdom puppeteer puppeteer-core playwright
		playwright-core cypress selenium-webdriver nightmare webpack webpack-cli webpack-dev-server rollup vite vitest esbuild
		parcel turbo babel-core babel-loader babel-jest typescript ts-node tsx ts-jest ts-loader tslib eslint prettier stylelint
		husky lint-staged nodemon pm2 concurrently npm-run-all serve http-server live-server jest mocha chai sinon nyc ava tap
		tape supertest nock karma jasmine istanbul storybook tailwindcss postcss autoprefixer sass node-sass less styled-components
		bootstrap material-ui framer-motion three d3 chart.js echarts leaflet openai langchain sharp jimp canvas archiver
		adm-zip jszip tar unzipper yauzl pdf-lib pdfkit pdf-parse pdfjs-dist docx mammoth xlsx exceljs csv-parse papaparse
		nodemailer twilio stripe aws-sdk firebase firebase-admin electron electron-builder discord.js telegraf node-telegram-bot-api
		ethers web3 viem wagmi bitcoinjs-lib crypto-js node-forge tweetnacl elliptic jose keytar node-cron cron agenda bull bullmq
		kafkajs amqplib qs query-string querystring url-parse path-to-regexp mime mime-types form-data formidable busboy
		event-stream eventemitter3 readable-stream through2 safe-buffer inherits once wrappy ms classnames clsx prop-types
		core-js regenerator-runtime rollup-plugin-terser terser uglify-js bignumber.js decimal.js mathjs ua-parser-js coa rc
		left-pad is-odd is-number is-promise strip-ansi ansi-styles supports-color string-width wrap-ansi type-fest
		fastmcp mcp-remote supergateway n8n puppeteer-extra playwright-extra mermaid highlight.js prismjs shiki
		lru-cache node-cache dexie localforage idb swr ink pretty postgresql redis-om reactstrap expressjs`.split(
			/\s+/,
		),
	),
};
