using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>What generic tests of a property file look at.</summary>
internal sealed record TestTarget
{
    /// <summary>Section of the file: <c>models</c>, <c>sources</c> and so on.</summary>
    public required string Section { get; init; }

    /// <summary>Name of the model, seed or snapshot; of the table for a source.</summary>
    public required string Name { get; init; }

    /// <summary>Source of a table, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Version of a model, or null.</summary>
    public object? Version { get; init; }

    /// <summary>Package of the property file.</summary>
    public required Package Package { get; init; }

    /// <summary>Property file.</summary>
    public required string OriginalFilePath { get; init; }

    /// <summary>True for a source table.</summary>
    public bool IsSource => Source is not null;

    /// <summary>Name inside the names of tests.</summary>
    public string NameInTests =>
        IsSource ? $"{Source}_{Name}"
        : Version is null ? Name
        : $"{Name}_v{PythonText.Str(Version)}";

    /// <summary>The call that gives its relation.</summary>
    public string Reference =>
        IsSource ? $"source('{Source}', '{Name}')"
        : Version is null ? $"ref('{Name}')"
        : $"ref('{Name}', version='{PythonText.Str(Version)}')";

    /// <summary>Section and name, as <c>models.orders</c>.</summary>
    public string FileKeyName => $"{Section}.{Source ?? Name}";
}
