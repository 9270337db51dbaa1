namespace Headgate.Dbt.CommandLine;

/// <summary>Options that only some commands take.</summary>
internal static class CommandOptions
{
    private static readonly string[] ResourceTypes =
    [
        "metric",
        "semantic_model",
        "saved_query",
        "source",
        "analysis",
        "function",
        "model",
        "test",
        "unit_test",
        "exposure",
        "snapshot",
        "seed",
        "default",
        "all",
    ];

    public static readonly Option<string?> AddPackage = OptionKinds.Text(
        "add_package",
        null,
        "A package to add to packages.yml: name@version.",
        "--add-package"
    );

    public static readonly Option<string?> AddedFrom = OptionKinds.Choice(
        "source",
        null,
        "hub",
        "Where the package of --add-package comes from.",
        ["hub", "git", "local"],
        "--source"
    );

    public static readonly Option<OrderedDictionary<string, object?>> Args = OptionKinds.Mapping(
        "args",
        null,
        "YAML",
        "The macro's arguments by name, as a YAML mapping.",
        "--args"
    );

    public static readonly Option<bool> Browser = OptionKinds.Toggle("browser", null, true, "Open the page in a browser.");

    public static readonly Option<bool> CleanProjectFilesOnly = OptionKinds.Toggle(
        "clean_project_files_only",
        "DBT_CLEAN_PROJECT_FILES_ONLY",
        true,
        "Refuse to delete anything outside the project."
    );

    public static readonly Option<bool> CompileDocs = new Option<bool>
    {
        Key = "compile",
        Names = ["--compile"],
        OffNames = ["--no-compile"],
        Arity = Arity.None,
        Default = true,
        Help = "Compile the project before the catalog is read.",
        Reader = static t => new(OptionKinds.Truth(t[^1])),
    };

    public static readonly Option<bool> ConfigDir = OptionKinds.Flag(
        "config_dir",
        null,
        "Name the folder of profiles.yml and end.",
        "--config-dir"
    );

    public static readonly Option<bool> Connection = OptionKinds.Flag("connection", null, "Test the connection alone.", "--connection");

    public static readonly Option<bool> Empty = OptionKinds.Toggle("empty", "DBT_EMPTY", false, "Read no rows from refs and sources.");

    public static readonly Option<bool> EmptyCatalog = OptionKinds.Flag(
        "empty_catalog",
        null,
        "Write a catalog without asking the database.",
        "--empty-catalog"
    );

    public static readonly Option<DateTime?> EventTimeStart = OptionKinds.Moment(
        "event_time_start",
        "DBT_EVENT_TIME_START",
        "The first moment for which models of the strategy microbatch are built, in UTC.",
        "--event-time-start"
    );

    public static readonly Option<DateTime?> EventTimeEnd = OptionKinds.Moment(
        "event_time_end",
        "DBT_EVENT_TIME_END",
        "The first moment for which they are not built any more, in UTC.",
        "--event-time-end"
    );

    public static readonly Option<IReadOnlyList<string>> Exclude = OptionKinds.List("exclude", "The nodes to leave out.", "--exclude");

    public static readonly Option<IReadOnlyList<string>> ExcludeResourceTypes = OptionKinds.ChoiceList(
        "exclude_resource_types",
        "DBT_EXCLUDE_RESOURCE_TYPES",
        "The kinds of resource to leave out.",
        ResourceTypes,
        "--exclude-resource-types",
        "--exclude-resource-type"
    );

    public static readonly Option<bool> ExportSavedQueries = OptionKinds.Toggle(
        "export_saved_queries",
        "DBT_EXPORT_SAVED_QUERIES",
        false,
        "Write the exports of saved queries to the database."
    );

    public static readonly Option<bool> FullRefresh = OptionKinds.Flag(
        "full_refresh",
        "DBT_FULL_REFRESH",
        "Build incremental models and seeds anew.",
        "-f",
        "--full-refresh"
    ) with
    {
        Use = OptionUse.Macro("FULL_REFRESH"),
    };

    public static readonly Option<string?> Host = OptionKinds.Text(
        "host",
        "DBT_HOST",
        "The address to serve on; otherwise 127.0.0.1, which this machine alone reaches.",
        "--host"
    );

    public static readonly Option<string?> Inline = OptionKinds.Text("inline", null, "The SQL to use in the place of a node.", "--inline");

    public static readonly Option<string?> InlineDirect = OptionKinds.Text(
        "inline_direct",
        null,
        "The SQL to send as it is, without a project being read.",
        "--inline-direct"
    );

    public static readonly Option<bool> InjectEphemeralCtes = new Option<bool>
    {
        Key = "inject_ephemeral_ctes",
        Names = ["--inject-ephemeral-ctes"],
        OffNames = ["--no-inject-ephemeral-ctes"],
        Arity = Arity.None,
        Default = true,
        Hidden = true,
        Reader = static t => new(OptionKinds.Truth(t[^1])),
    };

    public static readonly Option<bool> Introspect = OptionKinds.Toggle(
        "introspect",
        "DBT_INTROSPECT",
        true,
        "Allow queries to the database while compiling."
    );

    public static readonly Option<bool> Lock = OptionKinds.Flag("lock", null, "Write package-lock.yml and install nothing.", "--lock");

    public static readonly Option<string?> Output = OptionKinds.Choice(
        "output",
        null,
        "selector",
        "What to print about each resource.",
        ["json", "name", "path", "selector"],
        "--output"
    );

    public static readonly Option<IReadOnlyList<string>> OutputKeys = OptionKinds.List(
        "output_keys",
        "The properties that --output json prints, separated by blanks.",
        "--output-keys"
    );

    public static readonly Option<string?> OutputPath = OptionKinds.Path(
        "output",
        null,
        "The file for the results instead of target/sources.json.",
        "PATH",
        mustExist: false,
        "-o",
        "--output"
    );

    public static readonly Option<int?> Port = OptionKinds.Integer("port", null, 8080, "The port to serve on; 0 for any.", "--port");

    public static readonly Option<string?> ProfilesDir = OptionKinds.Path(
        "profiles_dir",
        "DBT_PROFILES_DIR",
        "The folder of profiles.yml; otherwise the current folder, then ~/.dbt.",
        "PATH",
        mustExist: true,
        "--profiles-dir"
    );

    public static readonly Option<string?> ProfilesDirAnywhere = OptionKinds.Path(
        "profiles_dir",
        "DBT_PROFILES_DIR",
        "The folder of profiles.yml; otherwise the current folder, then ~/.dbt.",
        "PATH",
        mustExist: false,
        "--profiles-dir"
    );

    public static readonly Option<string?> ProjectDir = OptionKinds.Path(
        "project_dir",
        "DBT_PROJECT_DIR",
        "The folder of dbt_project.yml; otherwise the current folder or the nearest above.",
        "PATH",
        mustExist: true,
        "--project-dir"
    );

    public static readonly Option<IReadOnlyList<string>> ResourceTypesOnly = OptionKinds.ChoiceList(
        "resource_types",
        "DBT_RESOURCE_TYPES",
        "The only kinds of resource to use.",
        ResourceTypes,
        "--resource-types",
        "--resource-type"
    );

    public static readonly Option<string?> Sample = OptionKinds.Text(
        "sample",
        "DBT_SAMPLE",
        "The span of time that refs and sources with an event_time are cut to: '3 days', or a mapping of start and end.",
        "--sample"
    );

    public static readonly Option<IReadOnlyList<string>> Select = OptionKinds.List(
        "select",
        "The nodes to use.",
        "-s",
        "-m",
        "--select",
        "--models",
        "--model"
    );

    public static readonly Option<IReadOnlyList<string>> SelectOnly = OptionKinds.List("select", "The nodes to use.", "-s", "--select");

    public static readonly Option<IReadOnlyList<string>> Models = OptionKinds.List(
        "models",
        "The models to list.",
        "-m",
        "--models",
        "--model"
    );

    public static readonly Option<string?> Selector = OptionKinds.Text(
        "selector",
        null,
        "The selector of selectors.yml to use.",
        "--selector"
    );

    public static readonly Option<bool> Show = OptionKinds.Flag("show", null, "Print some of the loaded rows.", "--show");

    public static readonly Option<int?> ShowLimit = OptionKinds.Integer("limit", null, 5, "The most rows to show; -1 for all.", "--limit");

    public static readonly Option<string?> ShowOutput = OptionKinds.Choice(
        "output",
        null,
        "text",
        "The form of what is shown.",
        ["json", "text"],
        "--output"
    );

    public static readonly Option<bool> SkipProfileSetup = OptionKinds.Flag(
        "skip_profile_setup",
        null,
        "Make the project alone.",
        "-s",
        "--skip-profile-setup"
    );

    public static readonly Option<string?> Sql = OptionKinds.Text(
        "sql",
        null,
        "The statement to run in the place of a macro; ref, source and var can be used in it.",
        "--sql"
    );

    public static readonly Option<bool> Static = OptionKinds.Flag(
        "static",
        null,
        "Write one page that needs no other file.",
        "--static"
    ) with
    {
        Use = OptionUse.Needless("The page is always one file."),
    };

    public static readonly Option<bool> StoreFailures = OptionKinds.Flag(
        "store_failures",
        "DBT_STORE_FAILURES",
        "Keep the rows that fail a test in the database.",
        "--store-failures"
    ) with
    {
        Use = OptionUse.Macro("STORE_FAILURES"),
    };

    public static readonly Option<string?> TargetPath = OptionKinds.Path(
        "target_path",
        "DBT_TARGET_PATH",
        "The folder of artifacts.",
        "PATH",
        mustExist: false,
        "--target-path"
    ) with
    {
        Place = PlaceStart.Project,
    };

    public static readonly Option<int?> Threads = OptionKinds.Integer(
        "threads",
        "DBT_THREADS",
        null,
        "How many nodes run at a time.",
        "--threads"
    );

    public static readonly Option<bool> Upgrade = OptionKinds.Flag(
        "upgrade",
        null,
        "Choose versions anew although package-lock.yml has some.",
        "--upgrade"
    );

    public static readonly Option<OrderedDictionary<string, object?>> Vars = OptionKinds.Mapping(
        "vars",
        "DBT_VARS",
        "YAML",
        "Variables of the project, as a YAML mapping.",
        "--vars"
    );

    /// <summary>Those that a variable of the environment can give.</summary>
    public static IReadOnlyList<Option> WithVariables { get; } =
    [
        CleanProjectFilesOnly,
        Empty,
        EventTimeStart,
        EventTimeEnd,
        ExcludeResourceTypes,
        ExportSavedQueries,
        FullRefresh,
        Host,
        Introspect,
        ProfilesDir,
        ProjectDir,
        ResourceTypesOnly,
        Sample,
        StoreFailures,
        TargetPath,
        Threads,
        Vars,
    ];
}
