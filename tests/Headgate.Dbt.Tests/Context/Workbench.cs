using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Macros;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Tests.Context;

/// <summary>The engine's own macros over a real DuckDB file, with nodes made by hand.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-context-").FullName;
    private readonly IAdapter _adapter;
    private readonly Manifest _manifest = new();
    private readonly List<Macro> _macros = [];
    private RunShared? _shared;

    public Workbench(params (string Name, object? Value)[] arguments)
    {
        _adapter = AdapterFactory.Create("duckdb", new Dictionary<string, object?> { ["path"] = "shop.duckdb" }, _folder, box: null);
        var settings = new OrderedDictionary<string, object?>();
        foreach (var (name, value) in arguments)
        {
            settings[name] = value;
        }
        Project = new LoadedProject(
            new InvocationSettings
            {
                ProjectDir = _folder,
                EnvironmentVariables = new Dictionary<string, string> { ["DBT_REGION"] = "north" },
                Arguments = settings,
            },
            new Package
            {
                Name = "shop",
                Folder = _folder,
                Rendered = [],
                Unrendered = [],
                Vars = new() { ["limit"] = 3L },
            },
            [],
            new ProfileTarget
            {
                ProfileName = "shop",
                Name = "dev",
                Type = "duckdb",
                Schema = "main",
                Output = [],
            }
        );
        Connection = _adapter.Open("test");
    }

    public LoadedProject Project { get; }

    public IAdapterConnection Connection { get; }

    public List<string> Warnings { get; } = [];

    public RunShared Shared => _shared ??= Share();

    public void AddMacro(string package, string file, string text)
    {
        foreach (var macro in DbtJinja.Create().Compile(text, file).Macros)
        {
            _macros.Add(
                new Macro
                {
                    Name = macro.Name,
                    PackageName = package,
                    Path = file,
                    OriginalFilePath = file,
                    UniqueId = $"macro.{package}.{macro.Name}",
                    MacroSql = macro.SourceText,
                }
            );
        }
    }

    public ManifestNode AddNode(
        string name,
        string code,
        ResourceType type = ResourceType.Model,
        params (string Key, object? Value)[] config
    )
    {
        var values = new OrderedDictionary<string, object?> { ["materialized"] = "view" };
        foreach (var (key, value) in config)
        {
            values[key] = value;
        }
        var node = new ManifestNode
        {
            Name = name,
            Alias = name,
            PackageName = "shop",
            Path = name + ".sql",
            OriginalFilePath = $"models/{name}.sql",
            UniqueId = $"{type.Word()}.shop.{name}",
            ResourceType = type,
            Database = "shop",
            Schema = "main",
            RawCode = code,
            Config = new NodeConfig(values),
        };
        node.DependsOn.Nodes.AddRange(_manifest.Nodes.Keys);
        _manifest.Nodes[node.UniqueId] = node;
        return node;
    }

    public NodeContext For(ManifestNode node) => new(Shared, node, Connection, CancellationToken.None);

    public MaterializationResult Run(ManifestNode node)
    {
        var context = For(node);
        node.CompiledCode = context.Render(node.RawCode);
        var result = Materialization.Run(context, node.Materialized);
        Connection.Commit();
        return result;
    }

    public List<object?[]> Query(string sql) => [.. Connection.Execute(sql, true, null, null, CancellationToken.None).Table.Rows];

    public void WriteFile(string path, string text) => File.WriteAllText(Path.Combine(_folder, path), text);

    public void Dispose()
    {
        Connection.Dispose();
        _adapter.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private RunShared Share()
    {
        foreach (var package in EmbeddedMacros.Packages("duckdb", []))
        {
            foreach (var file in EmbeddedMacros.Files(package).Where(f => f.Path.EndsWith(".sql", StringComparison.Ordinal)))
            {
                AddMacro(package, file.Path, file.Text);
            }
        }
        var environment = DbtJinja.Create();
        var facts = new InvocationFacts
        {
            Project = Project,
            Target = TargetObject.Of(Project.Target, _adapter.Credentials),
            Log = (_, _) => { },
            Print = _ => { },
            Warn = Warnings.Add,
        };
        var library = new MacroLibrary(environment, "shop", EmbeddedMacros.Packages("duckdb", []), _macros);
        return new RunShared(facts, _manifest, library, _adapter);
    }
}
