namespace Headgate.Dbt.CommandLine;

/// <summary>Options that every command takes, before or after its name.</summary>
internal static class GlobalOptions
{
    private static readonly string[] Formats = ["text", "debug", "json", "default"];
    private static readonly string[] Severities = ["debug", "info", "warn", "error", "none"];

    public static readonly Option<bool> CacheSelectedOnly = OptionKinds.Toggle(
        "cache_selected_only",
        "DBT_CACHE_SELECTED_ONLY",
        false,
        "Look up existing relations only in the schemas of the selected nodes."
    );

    public static readonly Option<bool> Debug = OptionKinds.Toggle(
        "debug",
        "DBT_DEBUG",
        false,
        "Print what is otherwise only in the log file.",
        "-d"
    );

    public static readonly Option<bool> Defer = OptionKinds.Toggle(
        "defer",
        "DBT_DEFER",
        false,
        "Read nodes that are not selected from where the manifest in --state says they are."
    ) with
    {
        OlderVariable = "DBT_DEFER_TO_STATE",
    };

    public static readonly Option<string?> DeferState = OptionKinds.Path(
        "defer_state",
        "DBT_DEFER_STATE",
        "The folder of artifacts for deferral alone.",
        "DIRECTORY",
        mustExist: false,
        "--defer-state"
    ) with
    {
        Place = PlaceStart.Project,
    };

    public static readonly Option<bool> FailFast = OptionKinds.Toggle(
        "fail_fast",
        "DBT_FAIL_FAST",
        false,
        "Stop at the first failure.",
        "-x"
    );

    public static readonly Option<bool> FavorState = OptionKinds.Toggle(
        "favor_state",
        "DBT_FAVOR_STATE",
        false,
        "With --defer, prefer the relations of --state even where the target has them too."
    ) with
    {
        OlderVariable = "DBT_FAVOR_STATE_MODE",
    };

    public static readonly Option<string?> IndirectSelection = OptionKinds.Choice(
        "indirect_selection",
        "DBT_INDIRECT_SELECTION",
        "eager",
        "Which tests of selected nodes are selected with them.",
        ["eager", "cautious", "buildable", "empty"],
        "--indirect-selection"
    );

    public static readonly Option<bool> LogCacheEvents = OptionKinds.Toggle(
        "log_cache_events",
        "DBT_LOG_CACHE_EVENTS",
        false,
        "Accepted for compatibility; the log file has all statements."
    ) with
    {
        Use = OptionUse.Needless("Every change of the cache is the effect of a statement, and those are in the log file."),
    };

    public static readonly Option<string?> LogFormat = OptionKinds.Choice(
        "log_format",
        "DBT_LOG_FORMAT",
        "default",
        "The form of the lines on the console, and of the log file unless that has its own.",
        Formats,
        "--log-format"
    );

    public static readonly Option<string?> LogFormatFile = OptionKinds.Choice(
        "log_format_file",
        "DBT_LOG_FORMAT_FILE",
        "debug",
        "The form of the lines in the log file.",
        Formats,
        "--log-format-file"
    );

    public static readonly Option<string?> LogLevel = OptionKinds.Choice(
        "log_level",
        "DBT_LOG_LEVEL",
        "info",
        "The least severity that is printed.",
        Severities,
        "--log-level"
    );

    public static readonly Option<string?> LogLevelFile = OptionKinds.Choice(
        "log_level_file",
        "DBT_LOG_LEVEL_FILE",
        "debug",
        "The least severity that goes to the log file.",
        Severities,
        "--log-level-file"
    );

    public static readonly Option<string?> LogPath = OptionKinds.Path(
        "log_path",
        "DBT_LOG_PATH",
        "The folder of the log file.",
        "PATH",
        mustExist: false,
        "--log-path"
    );

    public static readonly Option<int?> LogFileMaxBytes = OptionKinds.Integer(
        "log_file_max_bytes",
        "DBT_LOG_FILE_MAX_BYTES",
        10485760,
        "The size at which the log file is moved aside.",
        "--log-file-max-bytes"
    ) with
    {
        Hidden = true,
    };

    public static readonly Option<bool> MacroDebugging = OptionKinds.Toggle("macro_debugging", "DBT_MACRO_DEBUGGING", false, "") with
    {
        Hidden = true,
        Use = OptionUse.Needless("A failure in a macro names its file and line without it."),
    };

    public static readonly Option<bool> PartialParse = OptionKinds.Toggle(
        "partial_parse",
        "DBT_PARTIAL_PARSE",
        true,
        "Keep to yourself what unchanged files log while they are parsed. All files are read in any case."
    );

    public static readonly Option<bool> PopulateCache = OptionKinds.Toggle(
        "populate_cache",
        "DBT_POPULATE_CACHE",
        true,
        "Look up the existing relations once at the start."
    );

    public static readonly Option<bool> Print = OptionKinds.Toggle("print", "DBT_PRINT", true, "Show what templates print.") with
    {
        OlderVariable = "DBT_NO_PRINT",
        OlderIsOpposite = true,
    };

    public static readonly Option<int?> PrinterWidth = OptionKinds.Integer(
        "printer_width",
        "DBT_PRINTER_WIDTH",
        80,
        "The width of the lines about nodes.",
        "--printer-width"
    );

    public static readonly Option<string?> Profile = OptionKinds.Text(
        "profile",
        "DBT_PROFILE",
        "The profile to use instead of the project's.",
        "--profile"
    );

    public static readonly Option<bool> Quiet = OptionKinds.Toggle("quiet", "DBT_QUIET", false, "Print errors and results only.", "-q");

    public static readonly Option<string?> RecordTimingInfo = OptionKinds.Path(
        "record_timing_info",
        null,
        "Accepted for compatibility; timings are in run_results.json.",
        "PATH",
        mustExist: false,
        "-r",
        "--record-timing-info"
    ) with
    {
        Use = OptionUse.Needless("Timings are in run_results.json."),
    };

    public static readonly Option<bool> SendAnonymousUsageStats = OptionKinds.Toggle(
        "send_anonymous_usage_stats",
        "DBT_SEND_ANONYMOUS_USAGE_STATS",
        true,
        "Accepted for compatibility; nothing is ever sent."
    ) with
    {
        Use = OptionUse.Needless("Nothing is ever sent."),
    };

    public static readonly Option<bool> ShowAllDeprecations = OptionKinds.Toggle(
        "show_all_deprecations",
        "DBT_SHOW_ALL_DEPRECATIONS",
        false,
        "Show every use of something deprecated, not only the first of its kind."
    );

    public static readonly Option<bool> SingleThreaded = OptionKinds.Toggle(
        "single_threaded",
        "DBT_SINGLE_THREADED",
        false,
        "Run one node at a time."
    ) with
    {
        Hidden = true,
    };

    public static readonly Option<OrderedDictionary<string, object?>> SqlParse = OptionKinds.Mapping(
        "sqlparse",
        "DBT_SQLPARSE",
        "YAML",
        "Accepted for compatibility; limits of a library that is not used here.",
        "--sqlparse"
    ) with
    {
        Hidden = true,
        Default = new() { ["MAX_GROUPING_DEPTH"] = null, ["MAX_GROUPING_TOKENS"] = null },
        Use = OptionUse.Needless("Statements are not taken apart by the library whose limits it sets."),
    };

    public static readonly Option<string?> State = OptionKinds.Path(
        "state",
        "DBT_STATE",
        "The folder of artifacts to compare with and to defer to.",
        "DIRECTORY",
        mustExist: false,
        "--state"
    ) with
    {
        OlderVariable = "DBT_ARTIFACT_STATE_PATH",
        Place = PlaceStart.Project,
    };

    public static readonly Option<bool> StaticParser = OptionKinds.Toggle(
        "static_parser",
        "DBT_STATIC_PARSER",
        true,
        "Accepted for compatibility; references are found either way."
    ) with
    {
        Use = OptionUse.Needless("The manifest is the same either way."),
    };

    public static readonly Option<string?> Target = OptionKinds.Text(
        "target",
        "DBT_TARGET",
        "The target of the profile to use.",
        "-t",
        "--target"
    );

    public static readonly Option<bool> UseColors = OptionKinds.Toggle("use_colors", "DBT_USE_COLORS", true, "Colour the console.");

    public static readonly Option<bool> UseColorsFile = OptionKinds.Toggle(
        "use_colors_file",
        "DBT_USE_COLORS_FILE",
        true,
        "Colour the log file."
    );

    public static readonly Option<bool> UseExperimentalParser = OptionKinds.Toggle(
        "use_experimental_parser",
        "DBT_USE_EXPERIMENTAL_PARSER",
        false,
        "Accepted for compatibility; there is one parser."
    ) with
    {
        Use = OptionUse.Needless("There is one parser."),
    };

    public static readonly Option<bool> Version = OptionKinds.Flag("version", null, "Show the version and end.", "-V", "-v", "--version");

    public static readonly Option<bool> VersionCheck = OptionKinds.Toggle(
        "version_check",
        "DBT_VERSION_CHECK",
        true,
        "Refuse projects that ask for another version of dbt."
    );

    public static readonly Option<bool> WarnError = OptionKinds.Flag(
        "warn_error",
        "DBT_WARN_ERROR",
        "Make every warning an error.",
        "--warn-error"
    );

    public static readonly Option<OrderedDictionary<string, object?>> WarnErrorOptions = OptionKinds.Mapping(
        "warn_error_options",
        "DBT_WARN_ERROR_OPTIONS",
        "WARNERROROPTIONSTYPE",
        "Which warnings become errors, as YAML with the keys error, warn and silence.",
        "--warn-error-options"
    );

    public static readonly Option<bool> WriteJson = OptionKinds.Toggle("write_json", "DBT_WRITE_JSON", true, "Write artifacts.");

    public static readonly Option<bool> UploadArtifacts = OptionKinds.Toggle(
        "upload_to_artifacts_ingest_api",
        "DBT_UPLOAD_TO_ARTIFACTS_INGEST_API",
        false,
        "Accepted for compatibility; nothing is uploaded."
    ) with
    {
        Use = OptionUse.Needless("The platform takes the artifacts of its runs itself."),
    };

    public static readonly Option<bool> Help = OptionKinds.Flag("help", null, "Show this message and end.", "-h", "--help");

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        CacheSelectedOnly,
        Debug,
        Defer,
        DeferState,
        FailFast,
        FavorState,
        IndirectSelection,
        LogCacheEvents,
        LogFileMaxBytes,
        LogFormat,
        LogFormatFile,
        LogLevel,
        LogLevelFile,
        LogPath,
        MacroDebugging,
        PartialParse,
        PopulateCache,
        Print,
        PrinterWidth,
        Profile,
        Quiet,
        RecordTimingInfo,
        SendAnonymousUsageStats,
        ShowAllDeprecations,
        SingleThreaded,
        SqlParse,
        State,
        StaticParser,
        Target,
        UseColors,
        UseColorsFile,
        UseExperimentalParser,
        Version,
        VersionCheck,
        WarnError,
        WarnErrorOptions,
        WriteJson,
        UploadArtifacts,
        Help,
    ];
}
