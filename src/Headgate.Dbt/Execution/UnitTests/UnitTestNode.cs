using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution.UnitTests;

/// <summary>The node that a unit test runs: the tested model's code under another name, with the expected rows in its configuration.</summary>
internal static class UnitTestNode
{
    /// <summary>Makes the node.</summary>
    public static ManifestNode Make(UnitTest test, ManifestNode model, UnitTestInputs inputs)
    {
        var config = new NodeConfig(PlainData.Clone(model.Config.Values))
        {
            ["materialized"] = "unit",
            ["expected_rows"] = test.Expect.Format == "sql" ? new List<object?>() : test.Expect.Rows,
            ["expected_sql"] = test.Expect.Format == "sql" ? test.Expect.Rows : null,
        };
        return new ManifestNode
        {
            Name = test.Name,
            PackageName = model.PackageName,
            Path = Path.Combine(Path.GetDirectoryName(test.OriginalFilePath) ?? "", test.Name + ".sql"),
            OriginalFilePath = test.OriginalFilePath,
            UniqueId = test.UniqueId,
            ResourceType = ResourceType.UnitTest,
            Database = model.Database,
            Schema = model.Schema,
            Alias = test.Name,
            Config = config,
            RawCode = model.RawCode,
            Columns = model.Columns,
            DependsOn = new()
            {
                Macros = model.DependsOn.Macros,
                Nodes = [.. inputs.Nodes.Select(n => n.UniqueId), .. inputs.Sources.Keys],
            },
        };
    }
}
