using System.Text.RegularExpressions;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Rendering;
using Headgate.Dbt.Yaml;

namespace Headgate.Dbt.Project;

/// <summary>Reads <c>dbt_project.yml</c>.</summary>
internal static partial class ProjectFile
{
    public const string FileName = "dbt_project.yml";

    private static readonly HashSet<string> KnownKeys =
    [
        "name",
        "version",
        "config-version",
        "project-root",
        "source-paths",
        "model-paths",
        "macro-paths",
        "data-paths",
        "seed-paths",
        "test-paths",
        "analysis-paths",
        "docs-paths",
        "asset-paths",
        "target-path",
        "snapshot-paths",
        "function-paths",
        "clean-targets",
        "profile",
        "log-path",
        "packages-install-path",
        "quoting",
        "on-run-start",
        "on-run-end",
        "require-dbt-version",
        "dispatch",
        "models",
        "seeds",
        "snapshots",
        "analyses",
        "sources",
        "data_tests",
        "unit_tests",
        "metrics",
        "semantic-models",
        "saved-queries",
        "exposures",
        "functions",
        "vars",
        "packages",
        "query-comment",
        "restrict-access",
        "dbt-cloud",
        "flags",
    ];

    /// <summary>The file as plain data; older spellings are brought to today's.</summary>
    /// <exception cref="DbtException">There is no such file, or it is no YAML.</exception>
    public static OrderedDictionary<string, object?> ReadRaw(string folder, WarningLog warnings)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"No {FileName} found at expected path {path}\nVerify that each entry within packages.yml (and their transitive dependencies) contains a file named {FileName}\n"
            );
        }
        YamlDocument document;
        try
        {
            document = YamlDocument.Parse(File.ReadAllText(path));
        }
        catch (YamlSyntaxException problem)
        {
            throw new DbtException(DbtErrorKind.Runtime, problem.Message, inner: problem);
        }

        foreach (var duplicate in document.DuplicateKeys)
        {
            warnings.Deprecate(
                "DuplicateYAMLKeysDeprecation",
                $"Duplicate key '{duplicate.Key}' in \"<unicode string>\", line {duplicate.Line}, column {duplicate.Column} in file `{FileName}`"
            );
        }
        if (document.Root is not OrderedDictionary<string, object?> file)
        {
            throw new DbtException(DbtErrorKind.Runtime, $"{FileName} does not parse to a dictionary");
        }
        if (file.TryGetValue("tests", out var tests) && file.ContainsKey("data_tests"))
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                "Invalid project config: cannot have both 'tests' and 'data_tests' defined. Move what stands under 'tests' to 'data_tests'."
            );
        }
        if (tests is not null)
        {
            file["data_tests"] = tests;
        }
        file.Remove("tests");

        return file;
    }

    /// <summary>Renders and checks a file that was read.</summary>
    /// <exception cref="DbtException">A key is unknown, missing or of the wrong form, or the version does not fit.</exception>
    public static Package Read(string folder, OrderedDictionary<string, object?> raw, YamlRenderer renderer, bool versionCheck)
    {
        try
        {
            var file = (OrderedDictionary<string, object?>)renderer.Render(raw, [], ProjectRendering.IsRendered)!;
            CheckVersion(file, versionCheck);
            Check(file);
            return Build(folder, raw, file);
        }
        catch (DbtException problem) when (problem.Kind == DbtErrorKind.Runtime)
        {
            throw new DbtException(DbtErrorKind.Runtime, problem.Message, inner: problem)
            {
                Postscript = $"Error encountered in {Path.Combine(folder, FileName)}",
            };
        }
    }

    private static Package Build(string folder, OrderedDictionary<string, object?> raw, OrderedDictionary<string, object?> file) =>
        new()
        {
            Name = (string)file["name"]!,
            Version = file.GetValueOrDefault("version") is { } version ? Text.PythonText.Str(version) : null,
            Folder = folder,
            ModelPaths = Paths(file, "model-paths", "source-paths", "models"),
            SeedPaths = Paths(file, "seed-paths", "data-paths", "seeds"),
            SnapshotPaths = Paths(file, "snapshot-paths", null, "snapshots"),
            TestPaths = Paths(file, "test-paths", null, "tests"),
            MacroPaths = Paths(file, "macro-paths", null, "macros"),
            FunctionPaths = Paths(file, "function-paths", null, "functions"),
            AnalysisPaths = Paths(file, "analysis-paths", null, "analyses"),
            DocsPaths = file.ContainsKey("docs-paths") ? Paths(file, "docs-paths", null, "docs") : null,
            AssetPaths = file.ContainsKey("asset-paths") ? Paths(file, "asset-paths", null, "assets") : [],
            TargetPath = file.GetValueOrDefault("target-path") as string ?? "target",
            LogPath = file.GetValueOrDefault("log-path") as string ?? "logs",
            CleanTargets = Paths(file, "clean-targets", null, file.GetValueOrDefault("target-path") as string ?? "target"),
            PackagesInstallPath = file.GetValueOrDefault("packages-install-path") as string ?? "dbt_packages",
            ProfileName = file.GetValueOrDefault("profile") as string,
            Vars = file.GetValueOrDefault("vars") as OrderedDictionary<string, object?> ?? [],
            Dispatch = ReadDispatch(file.GetValueOrDefault("dispatch")),
            Quoting = ReadQuoting(file.GetValueOrDefault("quoting")),
            QueryComment = QueryCommentSetting.Read(file),
            OnRunStart = Texts(file.GetValueOrDefault("on-run-start")),
            OnRunEnd = Texts(file.GetValueOrDefault("on-run-end")),
            RestrictAccess = file.GetValueOrDefault("restrict-access") is true,
            Flags = file.GetValueOrDefault("flags") as OrderedDictionary<string, object?> ?? [],
            Rendered = file,
            Unrendered = raw,
        };

    private static void CheckVersion(OrderedDictionary<string, object?> file, bool versionCheck)
    {
        var required = file.GetValueOrDefault("require-dbt-version") switch
        {
            null => [],
            string text => text.Split(','),
            List<object?> list => list.Select(Text.PythonText.Str).ToArray(),
            var other => [Text.PythonText.Str(other)],
        };
        var rules = required.Select(VersionRule.Parse).ToList();
        if (!versionCheck)
        {
            return;
        }
        if (file.GetValueOrDefault("name") is not { } name)
        {
            throw Error("Required \"name\" field not present in project");
        }
        if (rules.All(rule => rule.Allows(DbtVersion.Compatible)))
        {
            return;
        }
        var wanted = Text.PythonText.Repr(rules.Select(rule => (object?)rule.ToString()).ToList());
        throw Error(
            $"This version of dbt is not supported with the '{name}' package.\n  Installed version of dbt: ={DbtVersion.Compatible}\n"
                + $"  Required version of dbt for '{name}': {wanted}\n"
                + $"Check for a different version of the '{name}' package, or run dbt again with --no-version-check\n"
        );
    }

    /// <summary>A version is a number, or text of up to three numbers with what semantic versions allow behind the third.</summary>
    private static bool IsVersion(object version) => version is not string text || SemanticVersion().IsMatch(text);

    private static void Check(OrderedDictionary<string, object?> file)
    {
        var unknown = file.Keys.Where(key => !KnownKeys.Contains(key)).ToList();
        if (unknown.Count > 0)
        {
            var names = string.Join(", ", unknown.Select(key => $"'{key}'"));
            throw Error($"at path []: Additional properties are not allowed ({names} {(unknown.Count == 1 ? "was" : "were")} unexpected)");
        }

        if (!file.TryGetValue("name", out var name))
        {
            throw Error("at path []: 'name' is a required property");
        }
        if (name is not string text)
        {
            throw Error($"at path ['name']: {Text.PythonText.Repr(name)} is not of type 'string'");
        }
        if (!NamePattern().IsMatch(text))
        {
            throw Error($"at path ['name']: '{text}' does not match '^[^\\\\d\\\\W]\\\\w*$'");
        }
        if (file.GetValueOrDefault("version") is { } version && !IsVersion(version))
        {
            throw Error($"at path ['version']: {Text.PythonText.Repr(version)} is not valid under any of the given schemas");
        }
        if (file.GetValueOrDefault("dbt-cloud") is { } cloud and not OrderedDictionary<string, object?>)
        {
            throw Error($"at path ['dbt-cloud']: {Text.PythonText.Repr(cloud)} is not valid under any of the given schemas");
        }
        foreach (var key in (string[])["models", "seeds", "snapshots", "data_tests", "sources", "functions", "vars"])
        {
            if (file.GetValueOrDefault(key) is { } section and not OrderedDictionary<string, object?>)
            {
                throw Error($"at path ['{key}']: {Text.PythonText.Repr(section)} is not of type 'object'");
            }
        }
        foreach (
            var key in (string[])
                [
                    "model-paths",
                    "seed-paths",
                    "snapshot-paths",
                    "test-paths",
                    "macro-paths",
                    "analysis-paths",
                    "function-paths",
                    "docs-paths",
                    "clean-targets",
                ]
        )
        {
            if (file.GetValueOrDefault(key) is { } paths and not List<object?>)
            {
                throw Error($"at path ['{key}']: {Text.PythonText.Repr(paths)} is not of type 'array'");
            }
        }
    }

    private static IReadOnlyList<string> Paths(OrderedDictionary<string, object?> file, string key, string? olderKey, string fallback)
    {
        var written = file.GetValueOrDefault(key) ?? (olderKey is null ? null : file.GetValueOrDefault(olderKey));
        return written is List<object?> list ? [.. list.OfType<string>()] : [fallback];
    }

    private static IReadOnlyList<string> Texts(object? value) =>
        value switch
        {
            string text => [text],
            List<object?> list => [.. list.OfType<string>()],
            _ => [],
        };

    private static List<DispatchRule> ReadDispatch(object? value)
    {
        var rules = new List<DispatchRule>();
        foreach (var item in (value as List<object?> ?? []).OfType<OrderedDictionary<string, object?>>())
        {
            if (
                item.GetValueOrDefault("macro_namespace") is not string name
                || item.GetValueOrDefault("search_order") is not List<object?> order
            )
            {
                throw Error($"Invalid project dispatch config: {Text.PythonText.Repr(item)}");
            }
            rules.Add(new DispatchRule(name, [.. order.OfType<string>()]));
        }

        return rules;
    }

    private static QuotingPolicy ReadQuoting(object? value) =>
        value is not OrderedDictionary<string, object?> map
            ? new QuotingPolicy()
            : new QuotingPolicy
            {
                Database = (map.GetValueOrDefault("database") ?? map.GetValueOrDefault("project")) as bool?,
                Schema = (map.GetValueOrDefault("schema") ?? map.GetValueOrDefault("dataset")) as bool?,
                Identifier = map.GetValueOrDefault("identifier") as bool?,
                Column = map.GetValueOrDefault("column") as bool?,
            };

    private static DbtException Error(string message) => new(DbtErrorKind.Runtime, message);

    [GeneratedRegex(
        @"^(0|[1-9]\d*)(\.(0|[1-9]\d*))?(\.(0|[1-9]\d*)(-[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?)?$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex SemanticVersion();

    [GeneratedRegex(@"^[^\d\W]\w*$", RegexOptions.None, 1000)]
    private static partial Regex NamePattern();
}
