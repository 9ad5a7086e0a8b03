//! Which files the browser must load, read once: with hashed names they stand in a file beside the program.

use leptos::config::LeptosOptions;

use crate::app::Assets;

/// The links of styles, script and WASM, as the build named them.
pub fn assets(options: &LeptosOptions) -> Assets {
    let hashes = if options.hash_files { hash_file(options) } else { String::new() };
    let link = |kind: &str, extension: &str| {
        let hash = hashes.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(':'));
        let hash = hash.map(|hash| format!(".{}", hash.trim())).unwrap_or_default();
        format!("/{}/{}{hash}.{extension}", options.site_pkg_dir, options.output_name)
    };
    Assets { styles: link("css", "css"), script: link("js", "js"), wasm: link("wasm", "wasm") }
}

fn hash_file(options: &LeptosOptions) -> String {
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join(&*options.hash_file)));
    let text = beside.and_then(|path| std::fs::read_to_string(path).ok());
    text.unwrap_or_else(|| {
        tracing::error!(file = %options.hash_file, "the file with the names of the assets is missing beside the program");
        String::new()
    })
}
