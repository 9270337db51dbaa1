using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Project.Text;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Execution.UnitTests;

/// <summary>The inputs of a unit test as ephemeral models that give the test's rows.</summary>
internal sealed class UnitTestInputs
{
    private readonly List<ManifestNode> _nodes = [];
    private readonly Dictionary<string, SourceDefinition> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _standIns = new(StringComparer.Ordinal);

    private UnitTestInputs() { }

    /// <summary>The ephemeral models.</summary>
    public IReadOnlyList<ManifestNode> Nodes => _nodes;

    /// <summary>The sources among the inputs, by unique id.</summary>
    public IReadOnlyDictionary<string, SourceDefinition> Sources => _sources;

    /// <summary>The ephemeral model that stands for each source, by the source's unique id.</summary>
    public IReadOnlyDictionary<string, string> StandIns => _standIns;

    /// <summary>Makes what <c>this</c> means, where the test gives rows for it.</summary>
    public Func<NodeContext, Value>? This { get; private set; }

    /// <summary>Makes the inputs of a test.</summary>
    /// <exception cref="DbtException">An input is no resource of the project.</exception>
    public static UnitTestInputs Make(RunFrame frame, UnitTest test, ManifestNode model)
    {
        var inputs = new UnitTestInputs();
        foreach (var given in test.Given)
        {
            var input = UnitTestInputText.Find(given.Input, model, frame) ?? throw Missing(test, given.Input);
            switch (input)
            {
                case SourceDefinition source:
                    inputs.AddSource(source, given, test);
                    break;
                case ManifestNode self when self.UniqueId == model.UniqueId:
                    inputs.AddThis(self, given, test);
                    break;
                default:
                    inputs._nodes.Add(Ephemeral((ManifestNode)input, input.UniqueId, input.Name, given, test));
                    break;
            }
        }
        return inputs;
    }

    private void AddSource(SourceDefinition source, UnitTestInput given, UnitTest test)
    {
        var stand = new ManifestNode
        {
            Name = $"{source.SourceName}__{source.Name}",
            PackageName = source.PackageName,
            Path = source.Path,
            OriginalFilePath = source.OriginalFilePath,
            UniqueId = "model." + source.UniqueId,
            ResourceType = ResourceType.Model,
            Database = source.Database,
            Schema = source.Schema,
            Alias = source.Identifier,
            CteAlias = $"{source.SourceName}__{source.Name}",
        };
        _nodes.Add(Ephemeral(stand, stand.UniqueId, source.Name, given, test));
        _sources[source.UniqueId] = source;
        _standIns[source.UniqueId] = stand.UniqueId;
    }

    private void AddThis(ManifestNode model, UnitTestInput given, UnitTest test)
    {
        var self = Ephemeral(model, model.UniqueId + ".this", model.Name, given, test);
        _nodes.Add(self);
        This = context => RelationObject.Of(context.Refer(self));
    }

    private static ManifestNode Ephemeral(ManifestNode input, string id, string name, UnitTestInput given, UnitTest test)
    {
        var config = new NodeConfig(PlainData.Clone(input.Config.Values)) { ["materialized"] = "ephemeral", ["fixture_name"] = name };
        return new ManifestNode
        {
            Name = input.Name,
            PackageName = input.PackageName,
            Path = name + ".sql",
            OriginalFilePath = test.OriginalFilePath,
            UniqueId = id,
            ResourceType = ResourceType.Model,
            Database = input.Database,
            Schema = input.Schema,
            Alias = input.Alias,
            CteAlias = input.CteAlias,
            // Where the input is not built here, the other state says what columns it has.
            DeferRelation = input.DeferRelation,
            Version = input.Version,
            LatestVersion = input.LatestVersion,
            Config = config,
            RawCode =
                given.Format == "sql"
                    ? given.Rows as string ?? ""
                    : $"{{{{ get_fixture_sql({PythonText.Repr(given.Rows ?? new List<object?>())}, none) }}}}",
        };
    }

    private static DbtException Missing(UnitTest test, string input) =>
        new(
            DbtErrorKind.Parsing,
            $"Unit_Test '{test.UniqueId}' ({test.OriginalFilePath}) depends on a node named '{input}' which was not found"
        );
}
