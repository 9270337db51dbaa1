using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>Reads one version of a model: what it does not say itself, it has from the model.</summary>
internal static class VersionReader
{
    public static NodePatch Read(
        PropertyEntry model,
        PropertyEntry version,
        object number,
        object? latest,
        OrderedDictionary<string, object?> modelConfig,
        List<DescribedColumn> modelColumns,
        OrderedDictionary<string, object?> writtenConfig
    )
    {
        var config = PlainData.Clone(modelConfig);
        foreach (var (key, value) in NodePatchReader.ReadConfig(version))
        {
            config[key] = value;
        }
        var constraints = version.Data.ContainsKey("constraints") ? version : model;
        return new NodePatch
        {
            Name = model.Name,
            Entry = model,
            Description = version.OptionalText("description") ?? model.Description,
            Config = config,
            WrittenConfig = writtenConfig,
            Columns = Columns(version, modelColumns),
            Constraints = [.. constraints.Maps("constraints").Select(map => ConstraintReader.ReadModel(model.Part(map)))],
            Tests = TestList.Of(version) ?? TestList.Of(model) ?? [],
            QuoteColumns = model.Flag("quote_columns") ?? false,
            Version = number,
            LatestVersion = latest,
            DeprecationDate = NodePatchReader.Date(version.Data.GetValueOrDefault("deprecation_date")),
            TimeSpine = NodePatchReader.ReadTimeSpine(model),
            DefinedIn = version.OptionalText("defined_in") ?? $"{model.Name}_v{PythonText.Str(number)}",
        };
    }

    /// <summary>Columns of the model that the version includes, then its own; without a rule it includes all.</summary>
    private static List<DescribedColumn> Columns(PropertyEntry version, List<DescribedColumn> modelColumns)
    {
        Func<string, bool> includes = _ => true;
        var own = new List<DescribedColumn>();
        foreach (var map in version.Maps("columns"))
        {
            if (map.ContainsKey("include"))
            {
                includes = IncludeRule(map);
            }
            else
            {
                own.Add(ColumnReader.ReadOne(version.Part(map)));
            }
        }
        var inherited = modelColumns.Where(column =>
            includes(column.Info.Name) && own.TrueForAll(mine => mine.Info.Name != column.Info.Name)
        );
        return [.. inherited, .. own];
    }

    private static Func<string, bool> IncludeRule(OrderedDictionary<string, object?> rule)
    {
        var excluded = TagList.Read(rule.GetValueOrDefault("exclude")).ToHashSet();
        if (rule["include"] is "all" or "*")
        {
            return name => !excluded.Contains(name);
        }
        var included = TagList.Read(rule["include"]).ToHashSet();
        return name => included.Contains(name) && !excluded.Contains(name);
    }
}
