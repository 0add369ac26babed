# Shared by the scripts in this folder: finding uv and Python 3.10. To be sourced, not run.

tools=.tools
# Trust what this machine trusts: behind a company's gateway uv's own list of certificates is not enough.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"

say() { printf '%s\n' "$*" >&2; }

fail() {
    printf 'error: %s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '       %s\n' "$@" >&2
    exit 1
}

may_install_debian_packages() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; }

install_debian_packages() {
    say "Installing $* with apt-get ..."
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } >"$tools/apt.log" 2>&1 </dev/null
}

# uv reads no pip settings: hand over the package index a user has set for pip, unless uv has settings of its own.
honour_pip_index() {
    [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}${UV_CONFIG_FILE:-}${UV_OFFLINE:-}" ] || return 0
    [ ! -f "${XDG_CONFIG_HOME:-${HOME:-}/.config}/uv/uv.toml" ] && [ ! -f /etc/uv/uv.toml ] || return 0
    local index
    index=${PIP_INDEX_URL:-$(python3 -m pip config list 2>/dev/null | sed -n "s/^global\.index.url='\(.*\)'\$/\1/p" || true)}
    [ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
}

# Each way puts uv somewhere below .tools; a bare Debian may lack the module for the first, the second, or both.
uv_by_venv() {
    python3 -m venv --clear "$tools/venv" && "$tools/venv/bin/python" -m pip install -q --require-hashes -r requirements/tools.txt
}

uv_by_pip() {
    python3 -m pip install -q --upgrade --target "$tools/uv" --require-hashes -r requirements/tools.txt
}

installed_uv() {
    local candidate
    for candidate in "$tools/venv/bin/uv" "$tools/uv/bin/uv"; do
        if "$candidate" --version >/dev/null 2>&1; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

# Prints the command that runs uv: the user's own, or one installed privately for this project.
find_uv() {
    if uv --version >/dev/null 2>&1; then
        command -v uv
        return
    fi
    installed_uv && return
    mkdir -p "$tools"
    say "Installing uv into $tools ..."
    { uv_by_venv || uv_by_pip; } >"$tools/uv.log" 2>&1 </dev/null ||
        { may_install_debian_packages && install_debian_packages python3 python3-venv && uv_by_venv >>"$tools/uv.log" 2>&1 </dev/null; } ||
        true
    installed_uv || fail "uv could not be installed (see $tools/uv.log)." \
        "Install Python's venv module (Debian, Ubuntu: sudo apt-get install python3-venv) or uv itself, then run this again."
}

is_python_310() { [ -n "$1" ] && "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; }

# Prints a Python 3.10, the one series that both Rasa 3.6 and the locked packages run on. Argument: the uv command.
find_python() {
    local uv=$1 candidate
    for candidate in "$("$uv" python find --system --no-python-downloads 3.10 2>/dev/null)" \
        "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.10.*/bin/python "$(command -v python3.10 || true)"; do
        if is_python_310 "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    say "No Python 3.10 here; asking uv to fetch one ..."
    if "$uv" python install 3.10 >&2 && candidate=$("$uv" python find --system 3.10) && is_python_310 "$candidate"; then
        echo "$candidate"
        return 0
    fi
    if may_install_debian_packages && install_debian_packages python3.10 && is_python_310 /usr/bin/python3.10; then
        echo /usr/bin/python3.10
        return 0
    fi
    fail "no Python 3.10 was found, and none could be fetched." \
        "Rasa 3.6 runs on Python 3.8 to 3.10 only, and this project is locked for 3.10. Any one of these helps:" \
        "  pyenv install 3.10        (found by itself afterwards)" \
        "  uv python install 3.10    (where uv may download)" \
        "  your system's package     (python3.10 on the PATH)"
}
